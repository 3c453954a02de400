using System.Buffers;

namespace Dcmqi.Analysis.Shape;

/// <summary>The largest distance of two vertices of a region's surface mesh, found exactly.</summary>
/// <remarks>
/// Only corners of the convex outlines of slices can be ends: in the slice, or half a step above or below it. They are kept in small groups of
/// neighbours, and some of these in larger ones; two groups are compared point by point only where boxes around them reach farther than what was found before.
/// </remarks>
internal static class FarthestPair
{
    private const int GroupSize = 12;

    // Groups in a larger one.
    private const int Together = 8;

    /// <param name="outlines">The convex outlines of each slice.</param>
    /// <param name="geometry">The grid.</param>
    public static double DistanceMm(IReadOnlyList<SliceOutline> outlines, VolumeGeometry geometry)
    {
        int count = outlines.Sum(outline => outline.Corners.Count + (2 * outline.Centers.Count));
        Vector3d[] points = ArrayPool<Vector3d>.Shared.Rent(count);
        int filled = 0;
        foreach (SliceOutline outline in outlines)
        {
            foreach ((int x, int y) in outline.Corners)
                points[filled++] = geometry.IndexToPatient(x / 2.0, y / 2.0, outline.Z);
            foreach ((int x, int y) in outline.Centers)
                points[filled++] = geometry.IndexToPatient(x / 2.0, y / 2.0, outline.Z - 0.5);
            foreach ((int x, int y) in outline.Centers)
                points[filled++] = geometry.IndexToPatient(x / 2.0, y / 2.0, outline.Z + 0.5);
        }

        double distance = count == 0 ? 0 : Search(points.AsSpan(0, count));
        ArrayPool<Vector3d>.Shared.Return(points);
        return distance;
    }

    private static double Search(ReadOnlySpan<Vector3d> points)
    {
        (Vector3d Low, Vector3d High)[] boxes = Boxes(points, GroupSize), larger = Boxes(points, Together * GroupSize);

        // A good start: from any point to the farthest, and on from there.
        double best = 0;
        Vector3d from = points[0];
        for (int step = 0; step < 4; step++)
        {
            Vector3d farthest = from;
            foreach (Vector3d point in points)
            {
                if (Squared(point - from) > Squared(farthest - from))
                    farthest = point;
            }

            best = Math.Max(best, Squared(farthest - from));
            from = farthest;
        }

        for (int first = 0; first < larger.Length; first++)
        {
            for (int second = first; second < larger.Length; second++)
            {
                if (Reach(larger[first], larger[second]) > best)
                    best = Math.Max(best, Compare(points, boxes, first, second, best));
            }
        }

        return Math.Sqrt(best);
    }

    // Of a larger group with itself, each pair of small ones comes up twice; that costs less than telling them apart.
    private static double Compare(ReadOnlySpan<Vector3d> points, (Vector3d Low, Vector3d High)[] boxes, int larger, int other, double best)
    {
        for (int first = larger * Together; first < Math.Min((larger + 1) * Together, boxes.Length); first++)
        {
            for (int second = other * Together; second < Math.Min((other + 1) * Together, boxes.Length); second++)
            {
                if (Reach(boxes[first], boxes[second]) > best)
                    best = Math.Max(best, Compare(Group(points, first, GroupSize), Group(points, second, GroupSize)));
            }
        }

        return best;
    }

    private static (Vector3d Low, Vector3d High)[] Boxes(ReadOnlySpan<Vector3d> points, int size)
    {
        var boxes = new (Vector3d Low, Vector3d High)[(points.Length + size - 1) / size];
        for (int group = 0; group < boxes.Length; group++)
            boxes[group] = Box(Group(points, group, size));
        return boxes;
    }

    private static ReadOnlySpan<Vector3d> Group(ReadOnlySpan<Vector3d> points, int group, int size) =>
        points.Slice(group * size, Math.Min(size, points.Length - (group * size)));

    private static double Compare(ReadOnlySpan<Vector3d> first, ReadOnlySpan<Vector3d> second)
    {
        double best = 0;
        foreach (Vector3d a in first)
        {
            foreach (Vector3d b in second)
                best = Math.Max(best, Squared(a - b));
        }

        return best;
    }

    private static (Vector3d Low, Vector3d High) Box(ReadOnlySpan<Vector3d> points)
    {
        (Vector3d low, Vector3d high) = (points[0], points[0]);
        foreach (Vector3d point in points)
        {
            low = new Vector3d(Math.Min(low.X, point.X), Math.Min(low.Y, point.Y), Math.Min(low.Z, point.Z));
            high = new Vector3d(Math.Max(high.X, point.X), Math.Max(high.Y, point.Y), Math.Max(high.Z, point.Z));
        }

        return (low, high);
    }

    private static double Reach((Vector3d Low, Vector3d High) first, (Vector3d Low, Vector3d High) second)
    {
        double x = Math.Max(first.High.X - second.Low.X, second.High.X - first.Low.X);
        double y = Math.Max(first.High.Y - second.Low.Y, second.High.Y - first.Low.Y);
        double z = Math.Max(first.High.Z - second.Low.Z, second.High.Z - first.Low.Z);
        return (x * x) + (y * y) + (z * z);
    }

    private static double Squared(Vector3d vector) => vector.Dot(vector);
}
