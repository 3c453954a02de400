namespace Dcmqi.RtStructures;

/// <summary>How far the points of a closed contour lie off a common plane (PS3.3 C.8.8.6.1).</summary>
internal static class PlaneDistance
{
    /// <summary>Less is the rounding of text.</summary>
    public const double ToleranceMm = 0.01;

    /// <summary>The largest distance from the plane through the middle of the points, across the normal that Newell's method gives; 0 where they enclose no area.</summary>
    public static double Largest(ReadOnlySpan<Vector3d> points)
    {
        Vector3d middle = default;
        foreach (Vector3d point in points)
            middle += point;
        middle *= 1.0 / points.Length;
        Vector3d normal = default, from = points[^1] - middle;
        foreach (Vector3d point in points)
        {
            Vector3d to = point - middle;
            normal += from.Cross(to);
            from = to;
        }

        if (!(normal.Length > 0) || !double.IsFinite(normal.Length))
            return 0;
        normal = normal.Normalize();
        double largest = 0;
        foreach (Vector3d point in points)
            largest = Math.Max(largest, Math.Abs((point - middle).Dot(normal)));
        return largest;
    }
}
