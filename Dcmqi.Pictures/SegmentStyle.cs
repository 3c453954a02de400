namespace Dcmqi;

/// <summary>How segments are drawn.</summary>
public enum SegmentStyle
{
    /// <summary>Filled, so that the image shows through, with an outline.</summary>
    FillAndOutline,

    /// <summary>Filled only.</summary>
    Fill,

    /// <summary>An outline of one pixel only, within the segment.</summary>
    Outline,
}
