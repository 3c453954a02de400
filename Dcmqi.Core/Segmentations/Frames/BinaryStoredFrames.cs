using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>BINARY: single bits, native (a continuous stream) or compressed frame by frame.</summary>
internal sealed class BinaryStoredFrames : StoredFrames
{
    private readonly FrameIndex _frames;
    private readonly BinaryFrames? _native;
    private readonly FrameReader? _compressed;

    public BinaryStoredFrames(DataSet dataSet, TransferSyntax syntax, FrameIndex frames, IReadOnlyList<IFrameDecoder> decoders, List<string> warnings)
    {
        _frames = frames;
        Format = new FrameFormat(frames.Rows, frames.Columns, 1, 1);
        if (dataSet.Find(Tags.PixelData)?.Fragments is null)
        {
            _native = BinaryFrames.Of(dataSet, frames, warnings);
            return;
        }

        _compressed = FrameReader.Of(dataSet, syntax, decoders, warnings.Add, frames.Count);
        if (_compressed.Format.BitsAllocated != 1 || _compressed.Format.SamplesPerPixel != 1)
            throw new NotSupportedException($"{Tags.BitsAllocated.Describe()} is {_compressed.Format.BitsAllocated} with {_compressed.Format.SamplesPerPixel} samples; a binary segmentation has one sample of 1 bit (PS3.3 C.8.20.2).");
    }

    public override SegmentationEncoding Encoding => SegmentationEncoding.Binary;

    public override FrameFormat Format { get; }

    public override void Read(int frame, Span<byte> stored)
    {
        if (_native is not null)
            _native.Read(frame, stored);
        else
            _compressed!.ReadFrame(frame, stored);
    }

    public override RunReader NewReader() => new Reader(this);

    private sealed class Reader(BinaryStoredFrames frames) : RunReader
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
