namespace Dcmqi;

/// <summary>The shape that points in space make (PS3.3 C.18.9.1.2).</summary>
public enum GraphicType3D
{
    /// <summary>POINT: one point.</summary>
    Point,

    /// <summary>MULTIPOINT: several points that belong together.</summary>
    Multipoint,

    /// <summary>POLYLINE: a line from point to point.</summary>
    Polyline,

    /// <summary>POLYGON: a closed line in one plane; the last point is the first.</summary>
    Polygon,

    /// <summary>ELLIPSE: the two ends of the major axis, then the two of the minor axis.</summary>
    Ellipse,

    /// <summary>ELLIPSOID: the two ends of each of the three axes, the longest first.</summary>
    Ellipsoid,
}
