using System.Buffers;
using System.Buffers.Binary;

namespace Dcmqi.Dicom.PixelData;

/// <summary>RLE Lossless (PS3.5 annex G): a header, then one run length coded segment for each byte of a pixel, most significant byte first.</summary>
/// <remarks>
/// Pixels of one bit are written with one byte for each pixel: G.2 pads a Composite Pixel Code to whole bytes with zero bits (see CP 2301, and
/// pydicom since 3.1). Some writers code the packed bits instead; the length of the segment tells, and both are read.
/// </remarks>
internal sealed class RleCodec : FrameCodec
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 15;

    public override byte[] Encode(ReadOnlySpan<byte> frame, FrameFormat format)
    {
        CheckLength(frame.Length, format);
        if (format.BitsAllocated != 1)
            return EncodeBytes(frame, format);
        _ = SegmentsOf(format);
        int pixelCount = CheckedPixelCount(format);
        byte[] pixels = ArrayPool<byte>.Shared.Rent(pixelCount);
        try
        {
            Span<byte> unpacked = pixels.AsSpan(0, pixelCount);
            SingleBits.Unpack(frame, unpacked);
            return EncodeBytes(unpacked, format);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    // Two bytes make at most 128.
    public override long MostBytesFrom(long encodedBytes) => encodedBytes * 64;

    public override void Decode(ReadOnlySpan<byte> encoded, FrameFormat format, Span<byte> frame)
    {
        CheckLength(frame.Length, format);
        Span<int> bounds = stackalloc int[MostSegments + 1];
        int segments = ReadHeader(encoded, format, bounds);
        int pixelCount = CheckedPixelCount(format);
        byte[]? rented = format.BitsAllocated == 8 && segments == 1 ? null : ArrayPool<byte>.Shared.Rent(pixelCount);
        try
        {
            Span<byte> plane = rented is null ? frame : rented.AsSpan(0, pixelCount);
            for (int segment = 0; segment < segments; segment++)
            {
                int count = PackBits.Decode(encoded[bounds[segment]..bounds[segment + 1]], plane);
                if (format.BitsAllocated == 1)
                {
                    TakeSingleBits(plane, count, frame);
                    return;
                }

                if (count < pixelCount)
                    throw new DicomFormatException($"RLE segment {segment + 1} gives {count} bytes; {pixelCount} were expected (PS3.5 G.3).");
                if (rented is not null)
                    BytePlanes.Scatter(plane, StrideOf(format), frame[StartOf(segment, format)..]);
            }
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static byte[] EncodeBytes(ReadOnlySpan<byte> frame, FrameFormat format)
    {
        int segments = SegmentsOf(format);
        int pixelCount = CheckedPixelCount(format);
        long longest = HeaderBytes + (segments * ((long)PackBits.LongestRow(format.Columns) * format.Rows + 1));
        if (longest > Array.MaxLength)
            throw new NotSupportedException($"A frame of {frame.Length} bytes is too large for RLE Lossless here: it may take {longest} bytes, and an array has at most {Array.MaxLength}.");
        byte[] output = ArrayPool<byte>.Shared.Rent((int)longest);
        byte[]? plane = StrideOf(format) == 1 ? null : ArrayPool<byte>.Shared.Rent(pixelCount);
        try
        {
            output.AsSpan(0, HeaderBytes).Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(output, (uint)segments);
            int position = HeaderBytes;
            for (int segment = 0; segment < segments; segment++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(output.AsSpan(4 + (segment * 4)), (uint)position);
                ReadOnlySpan<byte> bytes = frame[StartOf(segment, format)..];
                if (plane is not null)
                    BytePlanes.Gather(bytes, StrideOf(format), plane.AsSpan(0, pixelCount));
                position += EncodeSegment(plane is null ? bytes[..pixelCount] : plane.AsSpan(0, pixelCount), format.Columns, output.AsSpan(position));
            }

            return output[..position];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(output);
            if (plane is not null)
                ArrayPool<byte>.Shared.Return(plane);
        }
    }

    // G.3.1: each row is coded on its own; a segment has even length.
    private static int EncodeSegment(ReadOnlySpan<byte> plane, int columns, Span<byte> output)
    {
        int position = 0;
        for (int start = 0; start < plane.Length; start += columns)
            position += PackBits.EncodeRow(plane.Slice(start, columns), output[position..]);
        if (position % 2 != 0)
            output[position++] = 0;
        return position;
    }

    // G.5: number of segments and the offset of each, as 16 numbers of 32 bits.
    private static int ReadHeader(ReadOnlySpan<byte> encoded, FrameFormat format, Span<int> bounds)
    {
        int expected = SegmentsOf(format);
        if (encoded.Length < HeaderBytes)
            throw new DicomFormatException($"The RLE frame has {encoded.Length} bytes; its header alone has {HeaderBytes} (PS3.5 G.5).");
        uint segments = BinaryPrimitives.ReadUInt32LittleEndian(encoded);
        if (segments != expected)
            throw new DicomFormatException($"The RLE header has {Counted.Of(segments, "segment")}; {Counted.Of(format.SamplesPerPixel, "sample")} of {format.BitsAllocated} bits make {expected} (PS3.5 G.2).");
        for (int i = 0; i < expected; i++)
        {
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(encoded[(4 + (i * 4))..]);
            uint least = i == 0 ? HeaderBytes : (uint)bounds[i - 1];
            if (offset < least || offset > encoded.Length)
                throw new DicomFormatException($"RLE segment {i + 1} is said to begin at byte {offset}; a place from {least} to {encoded.Length} was expected (PS3.5 G.5).");
            bounds[i] = (int)offset;
        }

        bounds[expected] = encoded.Length;
        return expected;
    }

    private static void TakeSingleBits(ReadOnlySpan<byte> decoded, int count, Span<byte> frame)
    {
        if (count == decoded.Length)
        {
            SingleBits.Pack(decoded, frame);
            return;
        }

        // Packed bits; one byte more where the writer padded to even length before coding.
        if (count != frame.Length && count != frame.Length + (frame.Length & 1))
            throw new DicomFormatException($"The RLE segment gives {count} bytes; {decoded.Length}, or {frame.Length} with packed bits, were expected (PS3.5 G.2).");
        decoded[..frame.Length].CopyTo(frame);
        int used = decoded.Length & 7;
        if (used != 0)
            frame[^1] &= (byte)((1 << used) - 1);
    }

    private static int SegmentsOf(FrameFormat format)
    {
        int segments = format.SamplesPerPixel * format.BytesPerSample;
        if (segments > MostSegments || (format.BitsAllocated == 1 && segments != 1))
            throw new NotSupportedException($"RLE Lossless does not hold {Counted.Of(format.SamplesPerPixel, "sample")} of {format.BitsAllocated} bits (PS3.5 G.5: at most {MostSegments} segments).");
        return segments;
    }

    private static int CheckedPixelCount(FrameFormat format) => format.PixelCount <= Array.MaxLength
        ? (int)format.PixelCount
        : throw new NotSupportedException($"A frame of {Counted.Of(format.PixelCount, "pixel")} does not fit one array ({Array.MaxLength} bytes).");

    private static int StrideOf(FrameFormat format) =>
        format.PlanarConfiguration == PlanarConfiguration.ColorByPlane ? format.BytesPerSample : format.BytesPerSample * format.SamplesPerPixel;

    // Where in the frame the bytes of a segment begin: G.2 takes the most significant byte of the first sample first.
    private static int StartOf(int segment, FrameFormat format)
    {
        (int sample, int fromTop) = Math.DivRem(segment, format.BytesPerSample);
        int inSample = format.BytesPerSample - 1 - fromTop;
        return inSample + (sample * (format.PlanarConfiguration == PlanarConfiguration.ColorByPlane ? (int)format.PixelCount * format.BytesPerSample : format.BytesPerSample));
    }
}
