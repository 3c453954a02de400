using System.Numerics;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames of one bit per pixel in one stream of bits, the least significant bit of each byte first (PS3.5 8.1.1, annex D): a frame may start within a byte.</summary>
internal static class BitPlanes
{
    /// <summary>Bytes that hold a number of bits.</summary>
    public static long BytesOf(long bits) => (bits + 7) >> 3;

    /// <summary>Copies a range of bits to the start of a buffer. What is left of the last byte becomes zero.</summary>
    /// <param name="source">A stream of bits.</param>
    /// <param name="startBit">The first bit to copy.</param>
    /// <param name="count">Number of bits.</param>
    /// <param name="destination">At least <see cref="BytesOf"/> of <paramref name="count"/> bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the source, or the destination is too short.</exception>
    public static void Extract(ReadOnlySpan<byte> source, long startBit, int count, Span<byte> destination)
    {
        CheckRange(source.Length, startBit, count);
        int bytes = (int)BytesOf(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, bytes, nameof(destination));
        if (bytes == 0)
            return;
        source = source[(int)(startBit >> 3)..];
        int shift = (int)(startBit & 7);
        destination = destination[..bytes];
        if (shift == 0)
            source[..bytes].CopyTo(destination);
        else
            ShiftDown(source, shift, destination);
        ClearRest(destination, count);
    }

    /// <summary>Puts the first bits of a buffer at any place of a stream of bits; the bits around them stay.</summary>
    /// <param name="source">Bits from the start of its first byte on.</param>
    /// <param name="count">Number of bits.</param>
    /// <param name="destination">A stream of bits.</param>
    /// <param name="startBit">Where the first of them goes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the destination, or the source is too short.</exception>
    public static void Insert(ReadOnlySpan<byte> source, int count, Span<byte> destination, long startBit)
    {
        CheckRange(destination.Length, startBit, count);
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, BytesOf(count), nameof(source));
        if (count == 0)
            return;
        int shift = (int)(startBit & 7);
        destination = destination[(int)(startBit >> 3)..];
        int whole = count >> 3;
        int rest = count & 7;
        if (shift == 0)
            source[..whole].CopyTo(destination);
        else
            ShiftUp(source[..whole], shift, destination);
        if (rest != 0)
            InsertFew(source[whole], rest, destination[whole..], shift);
    }

    /// <summary>Sets a run of bits.</summary>
    /// <param name="bits">A stream of bits.</param>
    /// <param name="startBit">The first bit to set.</param>
    /// <param name="count">Number of bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the stream.</exception>
    public static void SetBits(Span<byte> bits, long startBit, int count)
    {
        CheckRange(bits.Length, startBit, count);
        if (count == 0)
            return;
        int first = (int)(startBit >> 3);
        int last = (int)((startBit + count - 1) >> 3);
        byte head = (byte)(0xFF << (int)(startBit & 7));
        byte tail = (byte)(0xFF >> (7 - (int)((startBit + count - 1) & 7)));
        if (first == last)
        {
            bits[first] |= (byte)(head & tail);
            return;
        }

        bits[first] |= head;
        if (last - first > 1)
            bits[(first + 1)..last].Fill(0xFF);
        bits[last] |= tail;
    }

    /// <summary>Finds the runs of ones among the first bits of a buffer, in ascending order.</summary>
    /// <param name="bits">The buffer.</param>
    /// <param name="count">Number of bits to look at.</param>
    /// <exception cref="ArgumentOutOfRangeException">The buffer is too short.</exception>
    public static BitRuns Runs(ReadOnlySpan<byte> bits, int count)
    {
        CheckRange(bits.Length, 0, count);
        return new BitRuns(bits, count);
    }

    // destination[i] = the byte that starts shift bits into source[i]; source may end with destination or one byte after.
    private static void ShiftDown(ReadOnlySpan<byte> source, int shift, Span<byte> destination)
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            // A byte takes its upper bits from its neighbour: both are read as vectors, one byte apart.
            int width = Vector<byte>.Count;
            Vector<byte> lowMask = new((byte)(0xFF >> shift));
            Vector<byte> highMask = new((byte)(0xFF << (8 - shift)));
            for (; i + width <= destination.Length && i + width < source.Length; i += width)
            {
                Vector<byte> low = Vector.AsVectorByte(Vector.ShiftRightLogical(Vector.AsVectorUInt16(new Vector<byte>(source[i..])), shift)) & lowMask;
                Vector<byte> high = Vector.AsVectorByte(Vector.ShiftLeft(Vector.AsVectorUInt16(new Vector<byte>(source[(i + 1)..])), 8 - shift)) & highMask;
                (low | high).CopyTo(destination[i..]);
            }
        }

        for (; i < destination.Length; i++)
        {
            int next = i + 1 < source.Length ? source[i + 1] : 0;
            destination[i] = (byte)((source[i] | (next << 8)) >> shift);
        }
    }

    // Whole bytes, shifted up into the destination, whose lowest and highest bits stay.
    private static void ShiftUp(ReadOnlySpan<byte> source, int shift, Span<byte> destination)
    {
        if (source.IsEmpty)
            return;
        int keepLow = (1 << shift) - 1;
        byte last = destination[source.Length];
        destination[0] = (byte)((destination[0] & keepLow) | (source[0] << shift));
        int i = 1;
        if (Vector.IsHardwareAccelerated)
        {
            int width = Vector<byte>.Count;
            Vector<byte> highMask = new((byte)(0xFF << shift));
            Vector<byte> lowMask = new((byte)keepLow);
            for (; i + width <= source.Length; i += width)
            {
                Vector<byte> high = Vector.AsVectorByte(Vector.ShiftLeft(Vector.AsVectorUInt16(new Vector<byte>(source[i..])), shift)) & highMask;
                Vector<byte> low = Vector.AsVectorByte(Vector.ShiftRightLogical(Vector.AsVectorUInt16(new Vector<byte>(source[(i - 1)..])), 8 - shift)) & lowMask;
                (high | low).CopyTo(destination[i..]);
            }
        }

        for (; i < source.Length; i++)
            destination[i] = (byte)((source[i] << shift) | (source[i - 1] >> (8 - shift)));
        destination[source.Length] = (byte)((last & ~keepLow) | (source[^1] >> (8 - shift)));
    }

    // The bits of an incomplete last byte; they may reach into a second one.
    private static void InsertFew(byte source, int count, Span<byte> destination, int shift)
    {
        int mask = ((1 << count) - 1) << shift;
        int bits = (source << shift) & mask;
        destination[0] = (byte)((destination[0] & ~mask) | bits);
        if (shift + count > 8)
            destination[1] = (byte)((destination[1] & ~(mask >> 8)) | (bits >> 8));
    }

    private static void ClearRest(Span<byte> bytes, int count)
    {
        if ((count & 7) != 0)
            bytes[^1] &= (byte)((1 << (count & 7)) - 1);
    }

    private static void CheckRange(int length, long startBit, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startBit);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (startBit + count > (long)length * 8)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} bits from {startBit} do not lie within {length} bytes.");
    }
}
