using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>Finds the pixels whose centres lie inside a polygon: even-odd, along lines of pixels, in half-open intervals. Used again for the next polygon; not for several threads.</summary>
/// <remarks>A line at v crosses the edges with lower end &lt;= v &lt; upper end; a pixel at u lies inside from the first crossing &lt;= u to the next &gt; u. So polygons that share an edge share no pixel, and no pixel between them is left out.</remarks>
internal sealed class PolygonScanner
{
    // A polygon of millions of points that crosses every line would otherwise take gigabytes at once.
    private const long MostCrossingsAtOnce = 1 << 24;

    private readonly List<LabelRun> _runs = [];
    private long[] _starts = [];
    private double[] _crossings = [];

    /// <summary>Scans a polygon.</summary>
    /// <param name="points">Its points in pixels: u in X, v in Y; the last is joined to the first.</param>
    /// <param name="width">Pixels along u.</param>
    /// <param name="height">Pixels along v.</param>
    public LabelRun[] Scan(ReadOnlySpan<Vector3d> points, int width, int height)
    {
        _runs.Clear();
        CountCrossings(points, height);
        for (int first = 0; first < height;)
        {
            int end = first + 1;
            while (end < height && _starts[end + 1] - _starts[first] <= MostCrossingsAtOnce)
                end++;
            if (_starts[end] > _starts[first])
                ScanRows(points, first, end, width);
            first = end;
        }

        return [.. _runs];
    }

    // _starts[row] becomes the number of crossings in all rows before it.
    private void CountCrossings(ReadOnlySpan<Vector3d> points, int height)
    {
        if (_starts.Length < height + 2)
            _starts = new long[height + 2];
        Array.Clear(_starts);
        Vector3d from = points[^1];
        foreach (Vector3d to in points)
        {
            (int first, int end) = Rows(from.Y, to.Y, 0, height);
            if (end > first)
            {
                _starts[first + 1]++;
                _starts[end + 1]--;
            }

            from = to;
        }

        long open = 0;
        for (int row = 1; row <= height; row++)
        {
            open += _starts[row];
            _starts[row] = _starts[row - 1] + open;
        }
    }

    private void ScanRows(ReadOnlySpan<Vector3d> points, int firstRow, int endRow, int width)
    {
        long offset = _starts[firstRow];
        int count = (int)(_starts[endRow] - offset);
        if (_crossings.Length < count)
            _crossings = new double[Math.Max(count, 256)];
        Span<int> next = endRow - firstRow <= 1024 ? stackalloc int[endRow - firstRow] : new int[endRow - firstRow];
        for (int row = firstRow; row < endRow; row++)
            next[row - firstRow] = (int)(_starts[row] - offset);

        Vector3d from = points[^1];
        foreach (Vector3d to in points)
        {
            (int first, int end) = Rows(from.Y, to.Y, firstRow, endRow);
            if (end > first)
            {
                // From the lower end always: an edge that is gone both ways, as that of a keyhole, is crossed at the very same place.
                (Vector3d low, Vector3d high) = from.Y < to.Y ? (from, to) : (to, from);
                double slope = (high.X - low.X) / (high.Y - low.Y);
                for (int row = first; row < end; row++)
                    _crossings[next[row - firstRow]++] = low.X + ((row - low.Y) * slope);
            }

            from = to;
        }

        for (int row = firstRow; row < endRow; row++)
        {
            Span<double> line = _crossings.AsSpan((int)(_starts[row] - offset), (int)(_starts[row + 1] - _starts[row]));
            line.Sort();
            for (int index = 0; index + 1 < line.Length; index += 2)
                Add(row * width, Column(line[index], width), Column(line[index + 1], width));
        }
    }

    private void Add(int row, int first, int end)
    {
        if (end <= first)
            return;
        if (_runs.Count > 0 && _runs[^1] is { } last && last.Start + last.Length == row + first)
            _runs[^1] = last with { Length = last.Length + end - first };
        else
            _runs.Add(new LabelRun(row + first, end - first));
    }

    private static (int First, int End) Rows(double a, double b, int least, int most) =>
        (Column(Math.Min(a, b), most, least), Column(Math.Max(a, b), most, least));

    private static int Column(double position, int most, int least = 0) => (int)Math.Clamp(Math.Ceiling(position), least, most);
}
