namespace Dcmqi.RtStructures;

/// <summary>Leaves out points of a polygon where it then stays within a bound of what it was (Douglas and Peucker).</summary>
internal static class OutlineSimplification
{
    /// <param name="polygon">In doubled pixel coordinates.</param>
    /// <param name="spacingMm">The pixel spacing, in X and Y.</param>
    /// <param name="boundMm">The farthest that a point that is left out may lie from the new line.</param>
    public static (int X, int Y)[] Of((int X, int Y)[] polygon, Vector3d spacingMm, double boundMm)
    {
        (double X, double Y)[] points = Array.ConvertAll(polygon, point => (point.X * spacingMm.X / 2, point.Y * spacingMm.Y / 2));
        bool[] isKept = new bool[polygon.Length];

        // The ends of a keyhole occur twice; both must stay, so that its sides stay one line.
        var seen = new Dictionary<(int, int), int>();
        for (int index = 0; index < polygon.Length; index++)
        {
            if (seen.TryGetValue(polygon[index], out int first))
                isKept[first] = isKept[index] = true;
            else
                seen.Add(polygon[index], index);
        }

        int farthest = Enumerable.Range(0, points.Length).MaxBy(index => Distance(points[index], points[0], points[0]));
        isKept[0] = isKept[farthest] = true;
        int[] kept = [.. Enumerable.Range(0, points.Length).Where(index => isKept[index])];
        var open = new Stack<(int From, int To)>();
        for (int index = 0; index < kept.Length; index++)
            open.Push((kept[index], index + 1 < kept.Length ? kept[index + 1] : kept[0] + points.Length));
        while (open.TryPop(out (int From, int To) part))
        {
            int worst = -1;
            double most = boundMm;
            for (int index = part.From + 1; index < part.To; index++)
            {
                double distance = Distance(points[index % points.Length], points[part.From % points.Length], points[part.To % points.Length]);
                if (distance > most)
                    (worst, most) = (index, distance);
            }

            if (worst < 0)
                continue;
            isKept[worst % points.Length] = true;
            open.Push((part.From, worst));
            open.Push((worst, part.To));
        }

        (int X, int Y)[] simplified = [.. polygon.Where((_, index) => isKept[index])];

        // Two points enclose nothing: what is as small as the bound stays as it was.
        return simplified.Length >= 3 ? simplified : polygon;
    }

    // From a point to a line between two others.
    private static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        double x = to.X - from.X, y = to.Y - from.Y, length = (x * x) + (y * y);
        double share = length == 0 ? 0 : Math.Clamp((((point.X - from.X) * x) + ((point.Y - from.Y) * y)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(point.X - from.X - (share * x), 2) + Math.Pow(point.Y - from.Y - (share * y), 2));
    }
}
