using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Turns the byte order of numbers around.</summary>
internal static class ByteOrder
{
    /// <summary>Swaps each whole number in place; an incomplete one at the end stays as it is.</summary>
    public static void Swap(Span<byte> bytes, int unitSize)
    {
        switch (unitSize)
        {
            case 2:
                Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                Span<uint> longs = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
            case 8:
                Span<ulong> quads = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(quads, quads);
                break;
        }
    }
}
