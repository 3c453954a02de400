using System.Buffers;

namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames of one bit for each pixel without compression (PS3.5 8.1.1): a frame may begin within a byte.</summary>
internal sealed class SingleBitFrameReader : FrameReader
{
    private readonly BulkValue _pixels;
    private readonly long _bitsBetweenFrames;
    private readonly int _pixelsPerFrame;

    private SingleBitFrameReader(BulkValue pixels, int frameCount, FrameFormat format, long bitsBetweenFrames)
        : base(frameCount, format)
    {
        _pixels = pixels;
        _bitsBetweenFrames = bitsBetweenFrames;
        _pixelsPerFrame = (int)format.PixelCount;
    }

    /// <param name="dataSet">Is named in messages.</param>
    /// <param name="element">Native Pixel Data.</param>
    /// <param name="frameCount">Number of Frames.</param>
    /// <param name="format">One bit, one sample.</param>
    /// <param name="warn">Is told what was tolerated.</param>
    /// <exception cref="DicomFormatException">There are fewer bits than pixels.</exception>
    /// <exception cref="NotSupportedException">A pixel has several samples, or a frame too many pixels.</exception>
    public static SingleBitFrameReader Of(DataSet dataSet, DataElement element, int frameCount, FrameFormat format, Action<string>? warn)
    {
        if (format.SamplesPerPixel != 1 || format.PixelCount > int.MaxValue)
            throw new NotSupportedException($"{dataSet.Describe(Tags.BitsAllocated)} is 1 with {Counted.Of(format.SamplesPerPixel, "sample")} for each of {Counted.Of(format.PixelCount, "pixel")}; one sample and {int.MaxValue} pixels are the most that are read.");
        long continuous = BitPlanes.BytesOf(frameCount * format.PixelCount);
        long padded = BitPlanes.BytesOf(format.PixelCount) * frameCount;
        long length = element.Length;

        // Older tools begin each frame on a byte; only the length tells, and where it fits both, the standard decides.
        if (length >= padded && length > continuous + (continuous & 1))
        {
            warn?.Invoke($"{Tags.PixelData.Describe()} has {length} bytes, as if each frame began on a byte; {continuous + (continuous & 1)} are expected (PS3.5 8.1.1). Read that way.");
            return new SingleBitFrameReader(element.ToBulk(), frameCount, format, BitPlanes.BytesOf(format.PixelCount) * 8);
        }

        if (length < continuous)
            throw dataSet.Fault(element.Tag, $"has {length} bytes; {Counted.Of(frameCount, "frame")} of {format.Columns} x {format.Rows} take {continuous}");
        return new SingleBitFrameReader(element.ToBulk(), frameCount, format, format.PixelCount);
    }

    // The first pixel is moved to the lowest bit of the first byte; bits behind the last pixel are 0.
    private protected override void Read(int frame, Span<byte> destination)
    {
        long firstBit = frame * _bitsBetweenFrames;
        int shift = (int)(firstBit & 7);
        if (shift == 0)
        {
            _pixels.Read(firstBit / 8, destination);
            int used = _pixelsPerFrame & 7;
            if (used != 0)
                destination[^1] &= (byte)((1 << used) - 1);
            return;
        }

        int length = (int)BitPlanes.BytesOf(shift + (long)_pixelsPerFrame);
        byte[] raw = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            _pixels.Read(firstBit / 8, raw.AsSpan(0, length));
            BitPlanes.Extract(raw.AsSpan(0, length), shift, _pixelsPerFrame, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
        }
    }
}
