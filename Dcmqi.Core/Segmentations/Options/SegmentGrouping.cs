namespace Dcmqi;

/// <summary>The way segments are distributed over label volumes.</summary>
public enum SegmentGrouping
{
    /// <summary>As few volumes as first-fit gives: each segment goes, in order of number, into the first volume in which it overlaps nothing.</summary>
    NonOverlapping,

    /// <summary>One volume for each segment.</summary>
    PerSegment,
}
