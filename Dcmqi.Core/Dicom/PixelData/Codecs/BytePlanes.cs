using System.Numerics;
using System.Runtime.InteropServices;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Takes every n-th byte out of a frame, and puts it back: the byte segments of PS3.5 G.2.</summary>
internal static class BytePlanes
{
    /// <summary>Copies bytes 0, stride, 2 stride, ... of a buffer.</summary>
    public static void Gather(ReadOnlySpan<byte> source, int stride, Span<byte> plane)
    {
        if (stride == 1)
        {
            source[..plane.Length].CopyTo(plane);
            return;
        }

        int i = 0;
        if (stride == 2 && BitConverter.IsLittleEndian)
        {
            // The last pair may lack its second byte.
            ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(source);
            Vector<ushort> low = new(0xFF);
            for (; i <= words.Length - Vector<byte>.Count && i <= plane.Length - Vector<byte>.Count; i += Vector<byte>.Count)
                Vector.Narrow(new Vector<ushort>(words[i..]) & low, new Vector<ushort>(words[(i + Vector<ushort>.Count)..]) & low).CopyTo(plane[i..]);
        }

        for (; i < plane.Length; i++)
            plane[i] = source[i * stride];
    }

    /// <summary>Puts bytes at 0, stride, 2 stride, ... of a buffer; the bytes between stay.</summary>
    public static void Scatter(ReadOnlySpan<byte> plane, int stride, Span<byte> destination)
    {
        if (stride == 1)
        {
            plane.CopyTo(destination);
            return;
        }

        int i = 0;
        if (stride == 2 && BitConverter.IsLittleEndian)
        {
            Span<ushort> words = MemoryMarshal.Cast<byte, ushort>(destination);
            Vector<ushort> high = new(0xFF00);
            for (; i <= words.Length - Vector<byte>.Count && i <= plane.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(plane[i..]), out Vector<ushort> first, out Vector<ushort> second);
                Span<ushort> next = words[(i + Vector<ushort>.Count)..];
                ((new Vector<ushort>(words[i..]) & high) | first).CopyTo(words[i..]);
                ((new Vector<ushort>(next) & high) | second).CopyTo(next);
            }
        }

        for (; i < plane.Length; i++)
            destination[i * stride] = plane[i];
    }
}
