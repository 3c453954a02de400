namespace Dcmqi;

/// <summary>How the holes of a region are written.</summary>
public enum ContourHoles
{
    /// <summary>A hole is joined to the contour around it by a line that is gone in and out, so that one CLOSED_PLANAR contour holds both. This is what nearly all programs read.</summary>
    Keyhole,

    /// <summary>Outlines and holes are CLOSEDPLANAR_XOR contours of their own (PS3.3 C.8.8.6.3).</summary>
    ExclusiveDisjunction,
}
