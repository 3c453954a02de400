namespace Dcmqi;

/// <summary>The kinds of contours (Contour Geometric Type (3006,0042), PS3.3 C.8.8.6.1).</summary>
public enum RtContourType
{
    /// <summary>A value that PS3.3 does not know, or none.</summary>
    Unknown,

    /// <summary><c>POINT</c>: one point.</summary>
    Point,

    /// <summary><c>OPEN_PLANAR</c>: a line in a plane, whose ends are not joined.</summary>
    OpenPlanar,

    /// <summary><c>OPEN_NONPLANAR</c>: a line that leaves every plane.</summary>
    OpenNonplanar,

    /// <summary><c>CLOSED_PLANAR</c>: a polygon; its last point is joined to its first.</summary>
    ClosedPlanar,

    /// <summary><c>CLOSEDPLANAR_XOR</c>: a polygon that is combined with the others of its plane by exclusive disjunction (PS3.3 C.8.8.6.3).</summary>
    ClosedPlanarXor,
}
