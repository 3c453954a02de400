namespace Dcmqi;

/// <summary>Which colours segments are drawn in.</summary>
public enum SegmentColors
{
    /// <summary>The colours that the object recommends; segments without one, or with that of another segment, get one that is easy to tell from the others.</summary>
    Recommended,

    /// <summary>Colours that are easy to tell apart, whatever the object recommends.</summary>
    Distinct,
}
