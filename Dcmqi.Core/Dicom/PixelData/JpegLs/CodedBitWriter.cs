using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>Writes bits, the most significant first; after a byte FF the next one has seven bits and a leading 0 (T.87 A.1).</summary>
internal sealed class CodedBitWriter : IDisposable
{
    // The bytes that one code, or the rest of the accumulator, can take.
    private const int Slack = 32;

    private byte[] _buffer;
    private int _position;
    private ulong _bits;
    private int _bitCount;
    private bool _isAfterPrefix;

    public CodedBitWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity + Slack);

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _position);

    /// <summary>Makes sure that bytes can be written before the next call of this.</summary>
    public void Reserve(long bytes)
    {
        if (_position + bytes + Slack <= _buffer.Length)
            return;
        long needed = _position + bytes + Slack;
        if (needed > Array.MaxLength)
            throw new NotSupportedException($"The coded frame does not fit one array ({Array.MaxLength} bytes).");
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, _buffer.Length * 2L)));
        _buffer.AsSpan(0, _position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>Appends bits.</summary>
    /// <param name="bits">No bits above the lowest <paramref name="count"/> may be set.</param>
    /// <param name="count">At most 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(uint bits, int count)
    {
        _bits = (_bits << count) | bits;
        _bitCount += count;
        if (_bitCount >= 32)
            Flush();
    }

    /// <summary>Appends zeros, then a one.</summary>
    public void AppendUnary(int zeros)
    {
        for (; zeros > 31; zeros -= 31)
            Append(0, 31);
        Append(1, zeros + 1);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Finish()
    {
        int room = _isAfterPrefix ? 7 : 8;
        while (_bitCount > 0 || _isAfterPrefix)
        {
            if (_bitCount < room)
            {
                _bits <<= room - _bitCount;
                _bitCount = room;
            }

            room = WriteOne() ? 7 : 8;
        }
    }

    /// <summary>Writes bytes as they are; the bits before must be finished.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_position));
        _position += bytes.Length;
    }

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Flush()
    {
        uint word = (uint)(_bits >> (_bitCount - 32));
        // No byte of the word is FF.
        if (!_isAfterPrefix && ((~word - 0x01010101) & word & 0x80808080) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(_position), word);
            _position += 4;
            _bitCount -= 32;
            return;
        }

        while (_bitCount >= 8)
            WriteOne();
    }

    private bool WriteOne()
    {
        _bitCount -= _isAfterPrefix ? 7 : 8;
        byte value = (byte)(_bits >> _bitCount);
        if (_isAfterPrefix)
            value &= 0x7F;
        _buffer[_position++] = value;
        _isAfterPrefix = value == JpegLsMarker.Prefix;
        return _isAfterPrefix;
    }
}
