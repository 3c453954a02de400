using System.Buffers.Binary;

namespace Dcmqi.Binary;

/// <summary>A cursor over bytes that never reads past their end: every read says whether there was enough.</summary>
internal ref struct SpanReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;

    /// <summary>Creates a cursor at the first byte.</summary>
    /// <param name="bytes">The bytes to read.</param>
    public SpanReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Position of the next byte, from 0.</summary>
    public readonly int Position => _position;

    /// <summary>Bytes that are left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    public readonly bool IsAtEnd => _position == _bytes.Length;

    public bool TryReadBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        if ((uint)count > (uint)Remaining)
        {
            bytes = default;
            return false;
        }

        bytes = _bytes.Slice(_position, count);
        _position += count;
        return true;
    }

    public bool TrySkip(int count) => TryReadBytes(count, out _);

    public bool TryReadByte(out byte value)
    {
        bool found = TryReadBytes(1, out ReadOnlySpan<byte> bytes);
        value = found ? bytes[0] : (byte)0;
        return found;
    }

    public bool TryReadUInt16(bool isBigEndian, out ushort value)
    {
        bool found = TryReadBytes(sizeof(ushort), out ReadOnlySpan<byte> bytes);
        value = !found ? (ushort)0 : isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return found;
    }

    public bool TryReadInt32(bool isBigEndian, out int value)
    {
        bool found = TryReadUInt32(isBigEndian, out uint bits);
        value = (int)bits;
        return found;
    }

    public bool TryReadUInt32(bool isBigEndian, out uint value)
    {
        bool found = TryReadBytes(sizeof(uint), out ReadOnlySpan<byte> bytes);
        value = !found ? 0 : isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return found;
    }

    public bool TryReadInt64(bool isBigEndian, out long value)
    {
        bool found = TryReadBytes(sizeof(long), out ReadOnlySpan<byte> bytes);
        value = !found ? 0 : isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return found;
    }

    public bool TryReadSingle(bool isBigEndian, out float value)
    {
        bool found = TryReadInt32(isBigEndian, out int bits);
        value = BitConverter.Int32BitsToSingle(bits);
        return found;
    }

    public bool TryReadDouble(bool isBigEndian, out double value)
    {
        bool found = TryReadInt64(isBigEndian, out long bits);
        value = BitConverter.Int64BitsToDouble(bits);
        return found;
    }
}
