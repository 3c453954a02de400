using System.Buffers;

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

        double[] places = ArrayPool<double>.Shared.Rent(corners.Length + 1);

        // Of several equally long, the one whose perpendicular is longest: that does not depend on where the polygon begins.
        OutlineAxes best = default;
        for (int first = 0; first < corners.Length; first++)
        {
            for (int last = first + 1; last < corners.Length; last++)
            {
                PlanePoint line = corners[last] - corners[first];
                if (line.Dot(line) < clearlyShorter || line.Length < longest * (1 - SameLength))
                    continue;
                OutlineAxes axes = WithPerpendicular(corners, corners[first], corners[last], places.AsSpan(0, corners.Length + 1));
                if (axes.ShortMm > best.ShortMm)
                    best = axes;
            }
        }

        ArrayPool<double>.Shared.Return(places);
        return best;
    }

    // The width of a convex polygon at right angles to a line is concave along it, so it is largest at a corner. Places along the line are those of the corners, the first once more at the end.
    private static OutlineAxes WithPerpendicular(ReadOnlySpan<PlanePoint> corners, PlanePoint first, PlanePoint last, Span<double> places)
    {
        PlanePoint along = (last - first) * (1 / (last - first).Length);
        for (int k = 0; k < corners.Length; k++)
            places[k] = corners[k].Dot(along);
        places[^1] = places[0];
        var axes = new OutlineAxes(first, last, first, first);
        for (int corner = 0; corner < corners.Length; corner++)
        {
            double place = places[corner];
            for (int k = 0; k < corners.Length; k++)
            {
                (double fromPlace, double toPlace) = (places[k], places[k + 1]);
                bool isBeside = place < fromPlace ? place < toPlace : place > fromPlace && place > toPlace;
                if (isBeside || fromPlace == toPlace)
                    continue;
                PlanePoint from = corners[k], to = corners[(k + 1) % corners.Length];
                PlanePoint crossing = from + ((to - from) * ((place - fromPlace) / (toPlace - fromPlace)));
                if ((crossing - corners[corner]).Length > axes.ShortMm)
                    axes = axes with { ShortFirst = corners[corner], ShortLast = crossing };
            }
        }

        return axes;
    }
}
