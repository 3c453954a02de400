using System.Runtime.InteropServices;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Bytes in memory, in as many arrays as it took to read them: nothing is allocated for bytes that did not come.</summary>
internal sealed class MemoryByteSource : ByteSource
{
    private const int FirstChunk = 1 << 16;
    private const int LargestChunk = 1 << 24;

    private readonly List<ArraySegment<byte>> _chunks = [];
    private readonly List<long> _starts = [];
    private readonly ByteLimit _limit;
    private long _length;
    private int _nextChunk = FirstChunk;

    // Where more bytes come from while there are any; then nothing changes any more, and many threads may read.
    private Stream? _rest;

    private MemoryByteSource(Stream? rest, ByteLimit limit) => (_rest, _limit) = (rest, limit);

    public MemoryByteSource(ReadOnlyMemory<byte> bytes, string? name = null)
    {
        Name = name ?? "The memory";
        Add(MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array) ? array : bytes.ToArray());
    }

    public override long Length => _rest is null ? _length : UnknownLength;

    public override string Name { get; } = "The stream";

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="NotSupportedException">It has more bytes than allowed.</exception>
    public static MemoryByteSource ReadAll(Stream stream, ByteLimit limit)
    {
        MemoryByteSource source = new(stream, limit);
        source.Extend(UnknownLength);
        return source;
    }

    /// <summary>Reads a stream to its end without blocking a thread.</summary>
    /// <inheritdoc cref="ReadAll"/>
    public static async Task<MemoryByteSource> ReadAllAsync(Stream stream, ByteLimit limit, CancellationToken cancellationToken)
    {
        MemoryByteSource source = new(null, limit);
        while (true)
        {
            byte[] chunk = GC.AllocateUninitializedArray<byte>(source._nextChunk);
            int count = await stream.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (!source.Take(chunk, count))
                return source;
        }
    }

    /// <summary>Reads a stream on as far as it is asked for, by one thread, until <see cref="Finish"/>.</summary>
    public static MemoryByteSource ReadOnDemand(Stream stream, ByteLimit limit) => new(stream, limit);

    /// <summary>Reads no further: what the stream still has is not wanted.</summary>
    public void Finish() => _rest = null;

    public override long Extend(long end)
    {
        while (_rest is not null && _length < end)
        {
            byte[] chunk = GC.AllocateUninitializedArray<byte>(_nextChunk);
            if (!Take(chunk, _rest.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false)))
                _rest = null;
        }

        return _length;
    }

    protected override void ReadCore(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset > Extend(offset + destination.Length) - destination.Length)
            throw new EndOfStreamException($"{destination.Length} bytes from {offset} lie beyond the end at {_length}.");
        for (int chunk = destination.IsEmpty ? 0 : ChunkOf(offset); !destination.IsEmpty; chunk++)
        {
            ReadOnlySpan<byte> bytes = _chunks[chunk].AsSpan((int)(offset - _starts[chunk]));
            bytes = bytes[..Math.Min(bytes.Length, destination.Length)];
            bytes.CopyTo(destination);
            destination = destination[bytes.Length..];
            offset += bytes.Length;
        }
    }

    protected override bool TryGetArrayCore(long offset, int count, out ArraySegment<byte> array, out long arrayStart)
    {
        array = default;
        arrayStart = 0;
        if (offset < 0 || offset >= Extend(offset + count))
            return false;
        int chunk = ChunkOf(offset);
        array = _chunks[chunk];
        arrayStart = _starts[chunk];
        return offset - arrayStart <= array.Count - count;
    }

    private int ChunkOf(long offset)
    {
        int at = _starts.BinarySearch(offset);
        return at >= 0 ? at : ~at - 1;
    }

    // Takes what was read; says whether there may be more.
    private bool Take(byte[] chunk, int count)
    {
        Add(new ArraySegment<byte>(chunk, 0, count));
        _limit.Check(_length);
        _nextChunk = Math.Min(_nextChunk * 2, LargestChunk);
        return count == chunk.Length;
    }

    private void Add(ArraySegment<byte> chunk)
    {
        if (chunk.Count == 0)
            return;
        _chunks.Add(chunk);
        _starts.Add(_length);
        _length += chunk.Count;
    }
}
