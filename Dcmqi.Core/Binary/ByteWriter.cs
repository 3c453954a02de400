using System.Buffers;
using System.Buffers.Binary;

namespace Dcmqi.Binary;

/// <summary>One growing buffer, rented from the pool, with little endian writes and back-patching.</summary>
internal sealed class ByteWriter : IBufferWriter<byte>, IDisposable
{
    private byte[] _buffer;
    private int _count;

    /// <summary>Creates a writer.</summary>
    /// <param name="capacity">Bytes to start with.</param>
    public ByteWriter(int capacity = 1024) => _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 16));

    /// <summary>Bytes written so far.</summary>
    public int Count => _count;

    /// <summary>What is written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _count);

    /// <summary>What is written so far; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _count);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _count);
        _count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(_count);
    }

    /// <summary>Appends room for a number of bytes, which the caller fills.</summary>
    /// <param name="count">Number of bytes.</param>
    public Span<byte> Append(int count)
    {
        EnsureRoom(count);
        Span<byte> room = _buffer.AsSpan(_count, count);
        _count += count;
        return room;
    }

    public void WriteByte(byte value)
    {
        EnsureRoom(1);
        _buffer[_count++] = value;
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Append(bytes.Length));

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Append(sizeof(uint)), value);

    /// <summary>Writes over four bytes that were written before.</summary>
    /// <param name="position">Position of the first of them.</param>
    /// <param name="value">The new value.</param>
    public void PatchUInt32(int position, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(0, _count).Slice(position, sizeof(uint)), value);

    /// <summary>Starts again with an empty buffer.</summary>
    public void Clear() => _count = 0;

    public byte[] ToArray() => WrittenSpan.ToArray();

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _count = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void EnsureRoom(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > _buffer.Length - _count)
            Grow(count);
    }

    private void Grow(int count)
    {
        long needed = (long)_count + count;
        if (needed > Array.MaxLength)
            throw new NotSupportedException($"{needed} bytes do not fit one buffer ({Array.MaxLength} bytes).");
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, _buffer.Length * 2L)));
        _buffer.AsSpan(0, _count).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
