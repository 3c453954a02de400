using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>A file or stream being read: its beginning can be looked at before it is decided what it is.</summary>
internal sealed class VolumeInput : IDisposable
{
    private const int FirstPeek = 4096;

    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly long _start;
    private byte[] _prefix = [];
    private int _prefixLength;
    private bool _isEnded;

    // The file as it was when it was opened, where these bytes come out of one.
    private FileStamp? _stamp;
    private VolumeInput? _compressed;

    private VolumeInput(Stream stream, bool ownsStream, string? fileName, long? capacity)
    {
        _stream = stream;
        _ownsStream = ownsStream;
        _start = stream.CanSeek ? stream.Position : 0;
        FileName = fileName;
        Capacity = stream.CanSeek ? Math.Max(0, stream.Length - _start) : capacity;
    }

    /// <summary>The file, or <see langword="null"/> for a stream without a name.</summary>
    public string? FileName { get; }

    /// <summary>The number of bytes that cannot be exceeded; exact where <see cref="IsSeekable"/>; <see langword="null"/> where nothing is known.</summary>
    public long? Capacity { get; }

    /// <summary>Whether the bytes come out of a compressed file, whose checksum stands behind them.</summary>
    public bool IsInflated { get; private init; }

    /// <summary>Whether behind the compressed file's last member bytes follow that are none; known when all was read.</summary>
    public bool IsFollowedByOther => _stream is GZipInflater { IsFollowedByOther: true };

    public bool IsSeekable => _stream.CanSeek;

    public static VolumeInput Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return new VolumeInput(file, ownsStream: true, path, capacity: null) { _stamp = file.CanSeek ? FileStamp.Of(file.SafeFileHandle) : null };
    }

    public static VolumeInput Over(Stream stream) =>
        new(stream, ownsStream: false, (stream as FileStream)?.Name, capacity: null);

    /// <summary>The same input, inflated from its start; this one must stay open meanwhile.</summary>
    public VolumeInput Inflated() =>
        new(new GZipInflater(DataFrom(0)), ownsStream: true, FileName, Capacity is { } bytes ? CheckedInflater.MostInflated(bytes) : null) { IsInflated = true, _compressed = this };

    /// <summary>Refuses a file that another program has written to since it was opened: what was read is part of one and part of the other.</summary>
    /// <exception cref="VolumeFormatException">It changed.</exception>
    public void CheckUnchanged()
    {
        _compressed?.CheckUnchanged();
        if (_stamp is { } was && FileStamp.Of(((FileStream)_stream).SafeFileHandle) is var now && now != was)
            throw Changed(FileName, was, now);
    }

    /// <summary>Says that another program has written to a file.</summary>
    public static VolumeFormatException Changed(string? fileName, FileStamp was, FileStamp now) =>
        new($"The file changed while it was read: it was {was}, it is {now}. Read it again when it is written.", fileName);

    /// <summary>The first bytes, fewer than asked for only where the input ends.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        // The buffer grows with what has come, not with what a header claims is to come.
        while (_prefixLength < count && !_isEnded)
        {
            if (_prefix.Length == _prefixLength)
                Array.Resize(ref _prefix, Math.Max(FirstPeek, (int)Math.Min(Array.MaxLength, 2L * _prefixLength)));
            if (_stream.CanSeek)
                _stream.Position = _start + _prefixLength;
            int read = VoxelStreams.ReadUpTo(_stream, _prefix.AsSpan(_prefixLength), FileName);
            _prefixLength += read;
            _isEnded = read == 0;
        }

        return _prefix.AsSpan(0, Math.Min(count, _prefixLength));
    }

    /// <summary>The bytes from an offset on. Only one such stream may be in use at a time, and it must not be disposed by its user.</summary>
    public Stream DataFrom(long offset)
    {
        if (_stream.CanSeek)
        {
            _stream.Position = _start + offset;
            return _stream;
        }

        int inPrefix = (int)Math.Min(offset, _prefixLength);
        var rest = new PrefixedStream(_prefix.AsMemory(inPrefix, _prefixLength - inPrefix), _stream);
        VoxelStreams.Skip(rest, offset - inPrefix, FileName, null);
        return rest;
    }

    public void Dispose()
    {
        if (_ownsStream)
            _stream.Dispose();
    }
}
