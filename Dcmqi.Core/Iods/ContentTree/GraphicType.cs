namespace Dcmqi;

/// <summary>The shape that points in an image make (PS3.3 C.18.6.1.2).</summary>
public enum GraphicType
{
    /// <summary>POINT: one point.</summary>
    Point,

    /// <summary>MULTIPOINT: several points that belong together.</summary>
    Multipoint,

    /// <summary>POLYLINE: a line from point to point; closed where the last point is the first.</summary>
    Polyline,

    /// <summary>CIRCLE: the centre, and a point on the line.</summary>
    Circle,

    /// <summary>ELLIPSE: the two ends of the major axis, then the two of the minor axis.</summary>
    Ellipse,
}
