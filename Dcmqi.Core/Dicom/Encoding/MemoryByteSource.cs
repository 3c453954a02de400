using System.Runtime.InteropServices;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Bytes in memory, in as many arrays as it took to read them: nothing is allocated for bytes that did not come.</summary>
internal sealed class MemoryByteSource : ByteSource
{
    private const int FirstChunk = 1 << 16;
    private const int LargestChunk = 1 << 24;

    private readonly List<ArraySegment<byte>> _chunks = [];
    private readonly List<long> _starts = [];
    private long _length;

    private MemoryByteSource()
    {
    }

    public MemoryByteSource(ReadOnlyMemory<byte> bytes) =>
        Add(MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array) ? array : bytes.ToArray());

    public override long Length => _length;

    /// <summary>Reads a stream to its end.</summary>
    public static MemoryByteSource ReadAll(Stream stream)
    {
        MemoryByteSource source = new();
        int size = FirstChunk;
        while (true)
        {
            byte[] chunk = GC.AllocateUninitializedArray<byte>(size);
            int count = stream.ReadAtLeast(chunk, size, throwOnEndOfStream: false);
            if (count == size)
            {
                source.Add(chunk);
                size = Math.Min(size * 2, LargestChunk);
                continue;
            }

            if (count > 0)
                source.Add(new ArraySegment<byte>(chunk, 0, count));
            return source;
        }
    }

    public override void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset > _length - destination.Length)
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

    public override bool TryGetArray(long offset, int count, out ArraySegment<byte> array, out long arrayStart)
    {
        array = default;
        arrayStart = 0;
        if (offset < 0 || offset >= _length)
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

    private void Add(ArraySegment<byte> chunk)
    {
        if (chunk.Count == 0)
            return;
        _chunks.Add(chunk);
        _starts.Add(_length);
        _length += chunk.Count;
    }
}
