using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>BINARY: single bits, native (a continuous stream) or compressed frame by frame.</summary>
internal sealed class BinaryStoredFrames : StoredFrames
{
    private readonly FrameIndex _frames;
    private readonly FrameReader _pixels;

    public BinaryStoredFrames(FrameIndex frames, FrameReader pixels)
    {
        _frames = frames;
        _pixels = pixels;
        if (Format.BitsAllocated != 1 || Format.SamplesPerPixel != 1)
            throw new NotSupportedException($"{Tags.BitsAllocated.Describe()} is {Format.BitsAllocated} with {Counted.Of(Format.SamplesPerPixel, "sample")}; a binary segmentation has one sample of 1 bit (PS3.3 C.8.20.2).");
    }

    public override SegmentationEncoding Encoding => SegmentationEncoding.Binary;

    public override FrameFormat Format => _pixels.Format;

    public override void Read(int frame, Span<byte> stored) => _pixels.ReadFrame(frame, stored);

    public override RunReader NewReader() => new Reader(this);

    private sealed class Reader(BinaryStoredFrames frames) : RunReader(frames._frames.Repeats)
    {
        private readonly byte[] _bits = new byte[frames.Format.FrameBytes];

        protected override void Fill(int frame)
        {
            frames.Read(frame, _bits);
            int number = frames._frames.SegmentNumbers[frame];
            foreach ((int start, int length) in BitPlanes.Runs(_bits, frames._frames.PixelsPerFrame))
                Runs.Add(new SegmentRun(start, length, number));
        }
    }
}
