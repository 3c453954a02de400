using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dcmqi.Dicom.PixelData.JpegLs;

/// <summary>Lines of a native frame as numbers of 16 bits, and back.</summary>
internal static class SampleLines
{
    /// <summary>Takes samples out of a line without gaps.</summary>
    public static void Load(ReadOnlySpan<byte> line, int bytesPerSample, ushort mask, Span<ushort> samples)
    {
        int i = 0;
        Vector<ushort> masks = new(mask);
        if (bytesPerSample == 1)
        {
            for (; i <= samples.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(line[i..]), out Vector<ushort> first, out Vector<ushort> second);
                (first & masks).CopyTo(samples[i..]);
                (second & masks).CopyTo(samples[(i + Vector<ushort>.Count)..]);
            }

            for (; i < samples.Length; i++)
                samples[i] = (ushort)(line[i] & mask);
            return;
        }

        line.CopyTo(MemoryMarshal.AsBytes(samples));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(samples, samples);
        if (mask == ushort.MaxValue)
            return;
        for (; i <= samples.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
            (new Vector<ushort>(samples[i..]) & masks).CopyTo(samples[i..]);
        for (; i < samples.Length; i++)
            samples[i] &= mask;
    }

    /// <summary>Puts samples into a line, with or without gaps between them.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="bytesPerSample">1, where only the lower bytes are taken, or 2.</param>
    /// <param name="stride">Samples from one to the next in the line.</param>
    /// <param name="line">Begins with the first sample.</param>
    public static void Store(ReadOnlySpan<ushort> samples, int bytesPerSample, int stride, Span<byte> line)
    {
        int i = 0;
        if (bytesPerSample == 1)
        {
            if (stride == 1)
            {
                for (; i <= samples.Length - Vector<byte>.Count; i += Vector<byte>.Count)
                    Vector.Narrow(new Vector<ushort>(samples[i..]), new Vector<ushort>(samples[(i + Vector<ushort>.Count)..])).CopyTo(line[i..]);
            }

            for (; i < samples.Length; i++)
                line[i * stride] = (byte)samples[i];
            return;
        }

        if (stride == 1 && BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(samples).CopyTo(line);
            return;
        }

        for (; i < samples.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(line[(i * stride * 2)..], samples[i]);
    }

    /// <summary>Copies samples and repeats the sign bit of each in the bits above it.</summary>
    public static void ExtendSigns(ReadOnlySpan<ushort> samples, int bits, Span<ushort> extended)
    {
        int shift = 16 - bits;
        for (int i = 0; i < samples.Length; i++)
            extended[i] = (ushort)((short)(samples[i] << shift) >> shift);
    }
}
