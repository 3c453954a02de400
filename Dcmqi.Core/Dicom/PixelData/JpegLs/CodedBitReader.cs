using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>Reads the bits of a scan up to the next marker, and zeros from there on (T.87 A.1).</summary>
internal ref struct CodedBitReader(ReadOnlySpan<byte> bytes)
{
    private const int LeastFilled = 57;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;
    private ulong _bits;
    private int _bitCount;
    private long _invented;
    private bool _isAfterPrefix;

    /// <summary>More bits were asked for than there are.</summary>
    public readonly bool IsOverrun => _invented > _bitCount;

    /// <summary>Goes on after the next marker.</summary>
    /// <returns>The marker's second byte; 0 where no marker follows.</returns>
    public byte SkipToMarker(out int position)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        int at = _position;
        byte marker = 0;
        while (at + 1 < bytes.Length)
        {
            int next = bytes[at..].IndexOf(JpegLsMarker.Prefix);
            if (next < 0)
                break;
            at += next + 1;
            // Fill bytes, which are FF too, may stand before a marker.
            if (at < bytes.Length && bytes[at] >= 0x80 && bytes[at] != JpegLsMarker.Prefix)
            {
                marker = bytes[at++];
                break;
            }
        }

        position = marker == 0 ? bytes.Length : at;
        _position = position;
        _bits = 0;
        _bitCount = 0;
        _invented = 0;
        _isAfterPrefix = false;
        return marker;
    }

    /// <summary>Reads bits as a number.</summary>
    /// <param name="count">At most 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Read(int count)
    {
        if (_bitCount < count)
            Fill();
        // Two shifts: one by 64 would not shift at all.
        uint value = (uint)(_bits >> 1 >> (63 - count));
        _bits <<= count;
        _bitCount -= count;
        return value;
    }

    /// <summary>Reads a code of limited length (A.5.3).</summary>
    /// <param name="golomb">k.</param>
    /// <param name="longest">The number of zeros that says that the number follows as it is.</param>
    /// <param name="errorBits">The bits of such a number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadGolomb(int golomb, int longest, int errorBits)
    {
        if (_bitCount < 32)
            Fill();
        int zeros = BitOperations.LeadingZeroCount(_bits);
        int length = zeros + 1 + golomb;
        if (length > _bitCount || zeros >= longest)
            return ReadLong(golomb, longest, errorBits);
        uint low = (uint)(_bits >> (64 - length)) & ((1u << golomb) - 1);
        _bits <<= length;
        _bitCount -= length;
        return ((uint)zeros << golomb) | low;
    }

    private uint ReadLong(int golomb, int longest, int errorBits)
    {
        uint zeros = 0;
        while (Read(1) == 0)
        {
            if (++zeros > longest)
                throw new DicomFormatException($"The JPEG-LS scan has a code of more than {longest} zeros (T.87 A.5.3).");
        }

        return zeros == longest ? Read(errorBits) + 1 : (zeros << golomb) | Read(golomb);
    }

    private void Fill()
    {
        if (!_isAfterPrefix && _bytes.Length - _position >= 8)
        {
            ulong next = BinaryPrimitives.ReadUInt64BigEndian(_bytes[_position..]);
            // No byte is FF. The first bits of a byte that does not fit wholly come again with the next call.
            if (((~next - 0x0101010101010101) & next & 0x8080808080808080) == 0)
            {
                int whole = (64 - _bitCount) >> 3;
                _bits |= next >> _bitCount;
                _bitCount += whole * 8;
                _position += whole;
                return;
            }
        }

        FillSlowly();
    }

    private void FillSlowly()
    {
        while (_bitCount < LeastFilled)
        {
            if (_position >= _bytes.Length || IsMarkerAt(_position))
            {
                _bitCount += 8;
                _invented += 8;
                continue;
            }

            byte value = _bytes[_position++];
            int width = _isAfterPrefix ? 7 : 8;
            _isAfterPrefix = value == JpegLsMarker.Prefix;
            _bits |= (ulong)value << (64 - width - _bitCount);
            _bitCount += width;
        }
    }

    private readonly bool IsMarkerAt(int position) =>
        _bytes[position] == JpegLsMarker.Prefix && (position + 1 >= _bytes.Length || _bytes[position + 1] >= 0x80);
}
