using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dcmqi.Binary;

/// <summary>Turns the byte order of numbers around, in place.</summary>
internal static class ByteOrder
{
    /// <summary>Swaps the bytes of each value.</summary>
    public static void Reverse<T>(Span<T> values)
        where T : unmanaged => Reverse(MemoryMarshal.AsBytes(values), Unsafe.SizeOf<T>());

    /// <summary>Swaps each whole number of <paramref name="size"/> bytes (1, 2, 4 or 8); an incomplete one at the end stays as it is.</summary>
    public static void Reverse(Span<byte> bytes, int size)
    {
        switch (size)
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
