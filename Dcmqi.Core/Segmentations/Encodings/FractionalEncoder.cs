using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.Segmentations;

/// <summary>FRACTIONAL: 8-bit fractions, one frame for each segment and position.</summary>
internal sealed class FractionalEncoder(SegmentationContent content, FractionalType type, int maximumFractionalValue) : SegmentationEncoder(content)
{
    public override string SopClassUid => Uids.SegmentationStorage;

    protected override string SegmentationType => "FRACTIONAL";

    // Fractions of several segments in one voxel are no overlap that a receiver could resolve; nothing is claimed.
    protected override SegmentsOverlap SegmentsOverlap => SegmentsOverlap.Undefined;

    protected override List<PlannedFrame> Plan(EmptyContent emptyFrames) => PlanPerSegment(emptyFrames);

    protected override BulkValue Pixels(List<PlannedFrame> frames) =>
        new RenderedPixelData(frames.Count, Content.PixelsPerFrame, (index, destination) => Render(frames[index], destination));

    // PS3.3 C.8.20.2: Segmentation Fractional Type and Maximum Fractional Value are 1C, required for FRACTIONAL.
    protected override void SetImage(DataSet dataSet, List<PlannedFrame> frames)
    {
        dataSet.Set(Tags.PhotometricInterpretation, "MONOCHROME2");
        SetBits(dataSet, 8);
        dataSet.Set(Tags.SegmentationFractionalType, type == FractionalType.Probability ? "PROBABILITY" : "OCCUPANCY");
        dataSet.Set(Tags.MaximumFractionalValue, maximumFractionalValue);
    }

    private void Render(PlannedFrame frame, Span<byte> destination)
    {
        SegmentContent segment = Content.Segments[frame.Segment];
        if (segment.Fractions is not null)
        {
            if (segment.Fractions.Find(frame.Plane) is { } fractions)
                fractions.CopyTo(destination);
            else
                destination.Clear();
            return;
        }

        destination.Clear();
        foreach (LabelRun run in segment.Runs.Find(frame.Plane).Span)
            destination.Slice(run.Start, run.Length).Fill((byte)maximumFractionalValue);
    }
}
