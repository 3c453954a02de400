using System.Runtime.CompilerServices;

namespace Dcmqi.Pictures;

/// <summary>Which frame of a segmentation is of which slice, point in time and segment; found once for each object.</summary>
internal sealed class FrameTable
{
    private static readonly ConditionalWeakTable<Segmentation, FrameTable> Known = [];

    private readonly ILookup<(int Slice, int TimePoint), (int Number, int? Segment)> _frames;

    private FrameTable(Segmentation segmentation)
    {
        _frames = Enumerable.Range(1, segmentation.FrameCount).Select(segmentation.GetFrame)
            .ToLookup(frame => (frame.Slice, frame.TimePoint), frame => (frame.Number, frame.SegmentNumber));
    }

    /// <summary>The table of an object.</summary>
    public static FrameTable Of(Segmentation segmentation) => Known.GetValue(segmentation, one => new FrameTable(one));

    /// <summary>The frames of a slice at a point in time; of a label map without a segment.</summary>
    public IEnumerable<(int Number, int? Segment)> At(int slice, int timePoint) => _frames[(slice, timePoint)];
}
