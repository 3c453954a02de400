namespace Dcmqi;

/// <summary>The way Segment Numbers are assigned to the labels in the volumes.</summary>
public enum SegmentNumbering
{
    /// <summary>From 1, inputs in order, labels ascending within each.</summary>
    Sequential,

    /// <summary>The label is the Segment Number; the labels of all inputs together must be 1 to N without gaps (PS3.3 C.8.20.2: numbers start at 1 and increase by 1). In a label map they may leave gaps.</summary>
    FromLabels,
}
