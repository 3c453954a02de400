using System.Buffers;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>The frames of 1-bit native Pixel Data (PS3.5 8.1.1), read one by one.</summary>
internal sealed class BinaryFrames
{
    private readonly BulkValue _pixels;
    private readonly long _bitsBetweenFrames;

    private BinaryFrames(BulkValue pixels, int pixelsPerFrame, long bitsBetweenFrames)
    {
        _pixels = pixels;
        PixelsPerFrame = pixelsPerFrame;
        _bitsBetweenFrames = bitsBetweenFrames;
    }

    public int PixelsPerFrame { get; }

    /// <summary>Bytes of one frame, its first pixel in the first bit.</summary>
    public int BytesPerFrame => (int)(((long)PixelsPerFrame + 7) / 8);

    public static BinaryFrames Of(DataSet dataSet, FrameIndex frames, List<string> warnings)
    {
        int? bits = dataSet.GetInt32(Tags.BitsAllocated);
        if (bits != 1)
            throw new NotSupportedException($"{Tags.BitsAllocated.Describe()} is {(bits is null ? "missing" : bits)}; a binary segmentation has 1 (PS3.3 C.8.20.2).");
        DataElement element = dataSet.Find(Tags.PixelData)
            ?? throw new DicomFormatException($"{Tags.PixelData.Describe()} is missing.", Tag.FromValue(Tags.PixelData).ToString());
        if (element.Fragments is not null)
            throw new NotSupportedException($"{Tags.PixelData.Describe()} is encapsulated; native Pixel Data is supported.");

        int pixelsPerFrame = frames.PixelsPerFrame;
        long continuous = ((long)frames.Count * pixelsPerFrame + 7) / 8;
        long perFrameBytes = ((long)pixelsPerFrame + 7) / 8;
        long padded = perFrameBytes * frames.Count;
        long length = element.Length;

        // Older tools begin each frame on a byte; only the length tells, and where it fits both, the standard decides.
        if (length >= padded && length > continuous + (continuous & 1))
        {
            warnings.Add($"{Tags.PixelData.Describe()} has {length} bytes, as if each frame began on a byte; {continuous + (continuous & 1)} are expected (PS3.5 8.1.1). Read that way.");
            return new BinaryFrames(element.ToBulk(), pixelsPerFrame, perFrameBytes * 8);
        }

        if (length < continuous)
            throw new DicomFormatException($"{Tags.PixelData.Describe()} has {length} bytes; {frames.Count} frames of {frames.Columns} x {frames.Rows} take {continuous}.", Tag.FromValue(Tags.PixelData).ToString());
        return new BinaryFrames(element.ToBulk(), pixelsPerFrame, pixelsPerFrame);
    }

    /// <summary>Reads the bits of a frame, moved so that its first pixel is the lowest bit of the first byte; bits behind the last pixel are 0.</summary>
    /// <param name="frame">Frame from 0.</param>
    /// <param name="bits">Takes <see cref="BytesPerFrame"/> bytes.</param>
    public void Read(int frame, Span<byte> bits)
    {
        long firstBit = frame * _bitsBetweenFrames;
        int shift = (int)(firstBit & 7);
        if (shift == 0)
        {
            _pixels.Read(firstBit / 8, bits[..BytesPerFrame]);
            int used = PixelsPerFrame & 7;
            if (used != 0)
                bits[BytesPerFrame - 1] &= (byte)((1 << used) - 1);
            return;
        }

        int length = (int)((shift + (long)PixelsPerFrame + 7) / 8);
        byte[] raw = ArrayPool<byte>.Shared.Rent(length);
        _pixels.Read(firstBit / 8, raw.AsSpan(0, length));
        BitPlanes.Extract(raw.AsSpan(0, length), shift, PixelsPerFrame, bits);
        ArrayPool<byte>.Shared.Return(raw);
    }
}
