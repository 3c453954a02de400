using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>What the functional groups say of each frame: which segment, which plane.</summary>
internal sealed partial class FrameIndex : MultiFrameGrid
{
    // PS3.3 A.51.5: a label map has no Segment Identification; each of its frames may hold any segment.
    private FrameIndex(DataSet dataSet, List<string> warnings, List<int> numbers)
        : base(dataSet, warnings, dataSet.GetString(Tags.SegmentationType) == "LABELMAP" ? null : (frame, groups, shared) => numbers.Add(SegmentNumber(groups, shared, frame)))
    {
        SegmentNumbers = numbers.Count == 0 ? new int[Count] : [.. numbers];
        Repeats = RepeatedFrames.Find(this, warnings);
    }

    /// <summary>Referenced Segment Number of each frame; 0 for all in a label map.</summary>
    public int[] SegmentNumbers { get; }

    /// <summary>The frames of one segment at one place; <see langword="null"/> where there are none.</summary>
    public RepeatedFrames? Repeats { get; }

    public static FrameIndex Read(DataSet dataSet, List<string> warnings) =>
        SlideReading.IsTiled(dataSet) ? ReadTiles(dataSet, warnings) : new(dataSet, warnings, []);

    private static int SegmentNumber(DataSet frame, DataSet? shared, int index)
    {
        DataSet? identification = FunctionalGroups.Find(frame, shared, Tags.SegmentIdentificationSequence);
        int? number = identification?.GetInt32(Tags.ReferencedSegmentNumber);
        return number is > 0 and <= ushort.MaxValue
            ? number.Value
            : throw FramePlanes.Missing(index, Tags.SegmentIdentificationSequence, Tags.ReferencedSegmentNumber, number);
    }
}
