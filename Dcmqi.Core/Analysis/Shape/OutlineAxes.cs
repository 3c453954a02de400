namespace Dcmqi.Analysis.Shape;

/// <summary>The longest line in a convex polygon, and the longest at right angles to it.</summary>
/// <param name="LongFirst">One end of the longest line, in mm in the plane.</param>
/// <param name="LongLast">Its other end.</param>
/// <param name="ShortFirst">One end of the longest line at right angles to it.</param>
/// <param name="ShortLast">Its other end.</param>
internal readonly record struct OutlineAxes(PlanePoint LongFirst, PlanePoint LongLast, PlanePoint ShortFirst, PlanePoint ShortLast)
{
    private const double SameLength = 1e-9;

    public double LongMm => (LongLast - LongFirst).Length;

    public double ShortMm => (ShortLast - ShortFirst).Length;

    /// <param name="corners">The corners of a convex polygon in order, at least three.</param>
    public static OutlineAxes Of(ReadOnlySpan<PlanePoint> corners)
    {
        double square = 0;
        for (int first = 0; first < corners.Length; first++)
        {
            for (int last = first + 1; last < corners.Length; last++)
            {
                PlanePoint line = corners[last] - corners[first];
                square = Math.Max(square, line.Dot(line));
            }
        }

        // Squares sort out what is shorter beyond doubt; a root is taken only where it is close.
        double longest = Math.Sqrt(square), clearlyShorter = square * (1 - (4 * SameLength));

        // Of several equally long, the one whose perpendicular is longest: that does not depend on where the polygon begins.
        OutlineAxes best = default;
        for (int first = 0; first < corners.Length; first++)
        {
            for (int last = first + 1; last < corners.Length; last++)
            {
                PlanePoint line = corners[last] - corners[first];
                if (line.Dot(line) < clearlyShorter || line.Length < longest * (1 - SameLength))
                    continue;
                OutlineAxes axes = WithPerpendicular(corners, corners[first], corners[last]);
                if (axes.ShortMm > best.ShortMm)
                    best = axes;
            }
        }

        return best;
    }

    // The width of a convex polygon at right angles to a line is concave along it, so it is largest at a corner.
    private static OutlineAxes WithPerpendicular(ReadOnlySpan<PlanePoint> corners, PlanePoint first, PlanePoint last)
    {
        PlanePoint along = (last - first) * (1 / (last - first).Length);
        var axes = new OutlineAxes(first, last, first, first);
        foreach (PlanePoint corner in corners)
        {
            double place = corner.Dot(along);
            for (int k = 0; k < corners.Length; k++)
            {
                PlanePoint from = corners[k], to = corners[(k + 1) % corners.Length];
                double fromPlace = from.Dot(along), toPlace = to.Dot(along);
                if (fromPlace == toPlace || place < Math.Min(fromPlace, toPlace) || place > Math.Max(fromPlace, toPlace))
                    continue;
                PlanePoint crossing = from + ((to - from) * ((place - fromPlace) / (toPlace - fromPlace)));
                if ((crossing - corner).Length > axes.ShortMm)
                    axes = axes with { ShortFirst = corner, ShortLast = crossing };
            }
        }

        return axes;
    }
}
