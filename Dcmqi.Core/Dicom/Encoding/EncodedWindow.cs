using System.Buffers;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Shows a source in blocks. Values are slices of them, so a block is never overwritten; one that was only walked over is.</summary>
internal sealed class EncodedWindow : IDisposable
{
    // Most headers of images need no more.
    private const int FirstBlock = 1 << 13;
    private const int FirstScanned = 1 << 12;

    // Below what .NET makes large objects of, which come on fresh memory each time.
    private const int LargestBlock = 1 << 16;

    private readonly ByteSource _source;
    private byte[] _array = [];
    private int _arrayOffset;
    private int _count;
    private long _start;
    private int _nextBlock = FirstBlock / 2;
    private (byte[] Array, int Offset, int Count, long Start) _beforeScan;
    private byte[]? _scanBuffer;
    private bool _isScanning;

    public EncodedWindow(ByteSource source) => _source = source;

    /// <summary>Shows bytes of a source that are in memory already.</summary>
    public EncodedWindow(ByteSource source, ArraySegment<byte> bytes, long start)
        : this(source)
    {
        _array = bytes.Array!;
        _arrayOffset = bytes.Offset;
        _count = bytes.Count;
        _start = start;
    }

    /// <summary>Shows some bytes, fewer only where the source ends. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Peek(long offset, int count)
    {
        long at = offset - _start;
        if (at >= 0 && at <= _count - count)
            return new ReadOnlySpan<byte>(_array, _arrayOffset + (int)at, count);
        return LoadAt(offset, count);
    }

    /// <summary>Gives bytes to keep. The range must lie within the source.</summary>
    public ArraySegment<byte> Slice(long offset, int count)
    {
        if (count == 0)
            return ArraySegment<byte>.Empty;
        if (!Holds(offset, count))
            Load(offset, count);
        return new ArraySegment<byte>(_array, _arrayOffset + (int)(offset - _start), count);
    }

    public bool Holds(long offset, long count) => offset >= _start && offset - _start <= _count - count;

    /// <summary>From here to <see cref="EndScan"/> nothing is kept: one buffer serves all blocks.</summary>
    public void BeginScan()
    {
        _beforeScan = (_array, _arrayOffset, _count, _start);
        _isScanning = true;
    }

    public void EndScan()
    {
        if (ReferenceEquals(_array, _scanBuffer))
            (_array, _arrayOffset, _count, _start) = _beforeScan;
        _beforeScan = default;
        _isScanning = false;
    }

    public void Dispose()
    {
        if (_scanBuffer is null)
            return;
        ArrayPool<byte>.Shared.Return(_scanBuffer);
        _scanBuffer = null;
    }

    private ReadOnlySpan<byte> LoadAt(long offset, int count)
    {
        count = (int)Math.Clamp(_source.Extend(offset + count) - offset, 0, count);
        if (count == 0)
            return default;
        if (!Holds(offset, count))
            Load(offset, count);
        return new ReadOnlySpan<byte>(_array, _arrayOffset + (int)(offset - _start), count);
    }

    private void Load(long offset, int count)
    {
        if (_source.TryGetArray(offset, count, out ArraySegment<byte> chunk, out long start))
        {
            (_array, _arrayOffset, _count, _start) = (chunk.Array!, chunk.Offset, chunk.Count, start);
            return;
        }

        // What follows on is read in growing blocks; after a leap over a large value a small one does.
        bool follows = offset >= _start && offset - _start <= _count;
        _nextBlock = follows ? Math.Min(_nextBlock * 2, LargestBlock) : _isScanning ? FirstScanned : FirstBlock;
        int size = Math.Max(_nextBlock, count);
        size = (int)Math.Min(size, _source.Extend(offset + size) - offset);
        if (size < count)
            throw new EndOfStreamException($"{count} bytes from {offset} lie beyond the end.");
        byte[] array = _isScanning ? ScanBuffer(size) : GC.AllocateUninitializedArray<byte>(size);
        _source.Read(offset, array.AsSpan(0, size));
        (_array, _arrayOffset, _count, _start) = (array, 0, size, offset);
    }

    private byte[] ScanBuffer(int size)
    {
        if (_scanBuffer is not null && _scanBuffer.Length >= size)
            return _scanBuffer;
        if (_scanBuffer is not null)
            ArrayPool<byte>.Shared.Return(_scanBuffer);
        return _scanBuffer = ArrayPool<byte>.Shared.Rent(size);
    }
}
