namespace Dcmqi.Dicom.PixelData;

/// <summary>Streams of single bits, least significant bit first (PS3.5 8.1.1).</summary>
internal static class BitPlanes
{
    /// <summary>Sets a run of bits.</summary>
    public static void SetBits(Span<byte> bits, int start, int count)
    {
        if (count == 0)
            return;
        int end = start + count;
        int first = start >> 3;
        int last = (end - 1) >> 3;
        int head = 0xFF << (start & 7);
        int tail = 0xFF >> (7 - ((end - 1) & 7));
        if (first == last)
        {
            bits[first] |= (byte)(head & tail);
            return;
        }

        bits[first] |= (byte)head;
        bits[(first + 1)..last].Fill(0xFF);
        bits[last] |= (byte)tail;
    }

    /// <summary>Moves a run of bits down to the lowest bit of the first byte; bits behind the last are cleared.</summary>
    public static void CopyBits(ReadOnlySpan<byte> source, int shift, int count, Span<byte> destination)
    {
        int bytes = (count + 7) >> 3;
        for (int index = 0; index < bytes; index++)
        {
            int next = index + 1 < source.Length ? source[index + 1] : 0;
            destination[index] = (byte)((source[index] | (next << 8)) >> shift);
        }

        if ((count & 7) != 0)
            destination[bytes - 1] &= (byte)((1 << (count & 7)) - 1);
    }
}
