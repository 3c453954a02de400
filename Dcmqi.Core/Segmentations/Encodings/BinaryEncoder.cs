using Dcmqi.Dicom;

namespace Dcmqi.Segmentations;

/// <summary>BINARY: single bits, one frame for each segment and position.</summary>
internal sealed class BinaryEncoder(SegmentationContent content) : SegmentationEncoder(content)
{
    public override string SopClassUid => Uids.SegmentationStorage;

    protected override string SegmentationType => "BINARY";

    protected override SegmentsOverlap SegmentsOverlap => RunOverlap.Find(Content) is null ? SegmentsOverlap.No : SegmentsOverlap.Yes;

    protected override List<PlannedFrame> Plan(EmptyContent emptyFrames) => PlanPerSegment(emptyFrames);

    protected override BulkValue Pixels(List<PlannedFrame> frames) =>
        new RunPixelData([.. frames.Select(frame => Content.Segments[frame.Segment].Runs.Find(frame.Plane))], Content.PixelsPerFrame);

    // PS3.3 C.8.20.2 fixes these for BINARY.
    protected override void SetImage(DataSet dataSet, List<PlannedFrame> frames)
    {
        dataSet.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
        SetBits(dataSet, 1);
    }
}
