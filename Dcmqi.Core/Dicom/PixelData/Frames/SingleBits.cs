using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Pixels of one bit as bytes of their own, and back; the first pixel of eight is the lowest bit (PS3.5 8.1.1).</summary>
internal static class SingleBits
{
    /// <summary>Gives each bit a byte of 0 or 1.</summary>
    /// <param name="bits">At least as many bits as <paramref name="pixels"/> has bytes.</param>
    /// <param name="pixels">Is filled.</param>
    public static void Unpack(ReadOnlySpan<byte> bits, Span<byte> pixels)
    {
        int whole = pixels.Length / 8;
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(pixels[..(whole * 8)]);
        for (int i = 0; i < eights.Length; i++)
        {
            // Byte n keeps bit n; the addition carries it into the highest bit of its byte.
            ulong spread = (bits[i] * 0x0101010101010101UL) & 0x8040201008040201UL;
            ulong ones = ((spread + 0x7F7F7F7F7F7F7F7FUL) >> 7) & 0x0101010101010101UL;
            eights[i] = BitConverter.IsLittleEndian ? ones : BinaryPrimitives.ReverseEndianness(ones);
        }

        for (int i = whole * 8; i < pixels.Length; i++)
            pixels[i] = (byte)((bits[i >> 3] >> (i & 7)) & 1);
    }

    /// <summary>Makes a bit of each byte: 1 where it is not 0. Bits behind the last pixel are 0.</summary>
    /// <param name="pixels">One byte for each pixel.</param>
    /// <param name="bits">Is filled; as many bits as there are pixels, up to a whole byte.</param>
    public static void Pack(ReadOnlySpan<byte> pixels, Span<byte> bits)
    {
        int i = 0;
        for (; i <= pixels.Length - 16; i += 16)
        {
            uint zeros = Vector128.Equals(Vector128.Create(pixels.Slice(i, 16)), Vector128<byte>.Zero).ExtractMostSignificantBits();
            BinaryPrimitives.WriteUInt16LittleEndian(bits[(i >> 3)..], (ushort)~zeros);
        }

        bits[(i >> 3)..].Clear();
        for (; i < pixels.Length; i++)
        {
            if (pixels[i] != 0)
                bits[i >> 3] |= (byte)(1 << (i & 7));
        }
    }
}
