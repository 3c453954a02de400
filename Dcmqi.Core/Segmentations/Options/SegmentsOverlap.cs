namespace Dcmqi;

/// <summary>Whether segments share pixels: Segments Overlap (0062,0013; PS3.3 C.8.20.2).</summary>
public enum SegmentsOverlap
{
    /// <summary>Pixels of one segment may belong to another, too (YES).</summary>
    Yes,

    /// <summary>It is not known, or cannot be said of fractions (UNDEFINED).</summary>
    Undefined,

    /// <summary>No pixel belongs to several segments (NO).</summary>
    No,
}
