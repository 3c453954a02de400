namespace Dcmqi.Analysis.Shape;

/// <summary>The convex outlines of what a region has of one slice. Points are in halves of a voxel: (2, 4) is the centre of the voxel at x = 1, y = 2.</summary>
internal sealed class SliceOutline
{
    public SliceOutline(RegionSlice slice)
    {
        Z = slice.Z;
        Centers = Hull(Ends(slice));
        Corners = Hull(Around(Centers));
    }

    /// <summary>The slice.</summary>
    public int Z { get; }

    /// <summary>The smallest convex polygon around the centres of the voxels: its corners in order, one or two where they lie at one point or on one line.</summary>
    public List<(int X, int Y)> Centers { get; }

    /// <summary>The smallest convex polygon around the middles between voxels inside and outside: that of the centres, half a voxel wider along each axis.</summary>
    public List<(int X, int Y)> Corners { get; }

    // Only the ends of a row can be corners. They come by growing Y, then X.
    private static List<(int X, int Y)> Ends(RegionSlice slice)
    {
        var points = new List<(int X, int Y)>(2 * (slice.Runs[^1].Y - slice.Runs[0].Y + 1));
        for (int index = 0; index < slice.Runs.Length;)
        {
            int y = slice.Runs[index].Y;
            int first = slice.Runs[index].X, last = first;
            for (; index < slice.Runs.Length && slice.Runs[index].Y == y; index++)
                last = Math.Max(last, slice.Runs[index].LastX);
            points.Add((2 * first, 2 * y));
            if (last > first)
                points.Add((2 * last, 2 * y));
        }

        return points;
    }

    private static List<(int X, int Y)> Around(List<(int X, int Y)> centers)
    {
        var points = new List<(int X, int Y)>(4 * centers.Count);
        foreach ((int x, int y) in centers)
        {
            points.Add((x - 1, y));
            points.Add((x + 1, y));
            points.Add((x, y - 1));
            points.Add((x, y + 1));
        }

        points.Sort((a, b) => a.Y != b.Y ? a.Y.CompareTo(b.Y) : a.X.CompareTo(b.X));
        return points;
    }

    // The chain on the right and that on the left, by growing Y (monotone chains); the corners begin at the lowest X.
    private static List<(int X, int Y)> Hull(List<(int X, int Y)> points)
    {
        if (points.Count == 1)
            return points;
        var hull = new List<(int X, int Y)>();
        for (int pass = 0; pass < 2; pass++)
        {
            int start = hull.Count;
            foreach ((int X, int Y) point in points)
            {
                while (hull.Count >= start + 2 && Turn(hull[^2], hull[^1], point) <= 0)
                    hull.RemoveAt(hull.Count - 1);
                hull.Add(point);
            }

            hull.RemoveAt(hull.Count - 1);
            points.Reverse();
        }

        int first = hull.IndexOf(hull.Min());
        return [.. hull[first..], .. hull[..first]];
    }

    private static long Turn((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) =>
        ((long)(b.X - a.X) * (c.Y - a.Y)) - ((long)(b.Y - a.Y) * (c.X - a.X));
}
