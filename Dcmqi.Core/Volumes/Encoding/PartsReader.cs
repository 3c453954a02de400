using System.Runtime.CompilerServices;

namespace Dcmqi.Volumes;

/// <summary>Reads the values of all parts of a source one after the other, each part decoded as the layout says.</summary>
internal sealed class PartsReader<T> : ValueReader<T>, IDisposable
    where T : unmanaged
{
    // Between two blocks it is told how far reading has come, and looked whether it goes on.
    private const int BlockBytes = 1 << 23;

    private readonly VoxelLayout _layout;
    private readonly VoxelSource _source;
    private readonly VolumeReading _work;
    private readonly long _valuesPerPart;
    private VolumeInput? _input;
    private Stream? _decoded;
    private ValueReader<T>? _reader;
    private int _part = -1;
    private long _left;
    private long _told;

    public PartsReader(VoxelLayout layout, VoxelSource source, VolumeReading work)
    {
        _layout = layout;
        _source = source;
        _work = work;
        _valuesPerPart = layout.ValueCount / source.Count;
    }

    public override int Fill(Span<T> destination)
    {
        int filled = 0;
        while (filled < destination.Length)
        {
            if (_left == 0)
                OpenNext();
            int wanted = (int)Math.Min(_left, Math.Min(destination.Length - filled, BlockBytes / Unsafe.SizeOf<T>()));
            int count = _reader!.Fill(destination.Slice(filled, wanted));
            filled += count;
            _left -= count;
            if (count < wanted)
                throw Truncated();
            if (_left == 0)
                CheckEnd();
            Tell(((_part + 1) * _valuesPerPart) - _left);
        }

        return filled;
    }

    public void Dispose()
    {
        if (_decoded is not null && IsCompressed)
            _decoded.Dispose();
        _decoded = null;
        if (_input is not null)
            _source.Close(_input);
        _input = null;
    }

    // Not for each row of components that lie scattered.
    private void Tell(long read)
    {
        if (read - _told < BlockBytes / Unsafe.SizeOf<T>() && read < _layout.ValueCount)
            return;
        _told = read;
        _work.Tell(read, _layout.ValueCount);
    }

    private bool IsCompressed => _layout.Encoding is VoxelEncoding.GZip or VoxelEncoding.Zlib;

    private void OpenNext()
    {
        Dispose();
        _part++;
        _input = _source.Open(_part);
        Stream start = _source.Start(_input, _valuesPerPart * Unsafe.SizeOf<T>(), IsCompressed);
        _decoded = _layout.Encoding switch
        {
            VoxelEncoding.GZip => new GZipInflater(start),
            VoxelEncoding.Zlib => CheckedInflater.Zlib(start),
            VoxelEncoding.Hex => new HexStream(start, _layout.FileName),
            _ => start,
        };
        if (IsCompressed)
            VoxelStreams.Skip(_decoded, _source.ByteSkip, _input.FileName, "byte skip");
        _reader = _layout.Encoding == VoxelEncoding.Text
            ? new TextValueReader<T>(_decoded, _layout)
            : new BinaryValueReader<T>(_decoded, _layout.BigEndian, _input.FileName ?? _layout.FileName);
        _left = _valuesPerPart;
    }

    private VolumeFormatException Truncated()
    {
        _input!.CheckUnchanged();
        return _layout.Fault(
            $"The header promises {_valuesPerPart} values ({_layout.SizeField}); "
                + $"{(_input.FileName is { } name && name != _layout.FileName ? $"'{Path.GetFileName(name)}'" : "the data")} ends after {_valuesPerPart - _left}.",
            _layout.SizeField);
    }

    // Reading past the last value makes the inflater check the checksum behind it. A damaged byte often makes more of the data, which is why more is refused.
    private void CheckEnd()
    {
        _input!.CheckUnchanged();
        if (!IsCompressed && !_input.IsInflated)
            return;
        string? file = _input.FileName ?? _layout.FileName;
        Span<byte> beyond = stackalloc byte[1];
        if (VoxelStreams.ReadUpTo(_decoded!, beyond, file) > 0)
        {
            throw new VolumeFormatException(
                $"The compressed data holds more than the {_valuesPerPart} values that {_layout.SizeField} promises: one of the two is damaged.", file, _layout.SizeField);
        }

        if (_decoded is GZipInflater { IsFollowedByOther: true } || _input.IsFollowedByOther)
            _layout.Warnings.Add("Behind the compressed data follow bytes that are not compressed; they were left out, as gzip does.");
    }
}
