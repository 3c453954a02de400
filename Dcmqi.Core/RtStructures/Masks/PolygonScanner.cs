using System.Runtime.CompilerServices;
using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>Finds the pixels whose centres lie inside a polygon: even-odd, along lines of pixels, in half-open intervals. Used again for the next polygon; not for several threads.</summary>
/// <remarks>The hot methods are optimised at once: a structure set is often read by a process that does nothing else, and would be done before they were. A line at v crosses the edges with lower end &lt;= v &lt; upper end; a pixel at u lies inside from the first crossing &lt;= u to the next &gt; u. So polygons that share an edge share no pixel, and no pixel between them is left out.</remarks>
internal sealed class PolygonScanner
{
    // A polygon of millions of points that crosses every line would otherwise take gigabytes at once.
    private const long MostCrossingsAtOnce = 1 << 24;

    private readonly List<LabelRun> _runs = [];
    private long[] _starts = [];
    private int[] _rows = [];
    private double[] _crossings = [];

    /// <summary>Scans a polygon.</summary>
    /// <param name="points">Its points in pixels: u in X, v in Y; the last is joined to the first.</param>
    /// <param name="width">Pixels along u.</param>
    /// <param name="height">Pixels along v.</param>
    public LabelRun[] Scan(ReadOnlySpan<Vector3d> points, int width, int height)
    {
        _runs.Clear();
        (int top, int bottom) = FindRows(points, height);
        if (bottom <= top)
            return [];
        CountCrossings(points.Length, top, bottom);
        for (int first = top; first < bottom;)
        {
            int end = first + 1;
            while (end < bottom && _starts[end - top + 1] - _starts[first - top] <= MostCrossingsAtOnce)
                end++;
            if (_starts[end - top] > _starts[first - top])
                ScanRows(points, first, end, _starts.AsSpan(first - top, end - first + 1), width);
            first = end;
        }

        return [.. _runs];
    }

    // For each point the first row that is not above it: an edge crosses the rows from the smaller to the larger of its ends.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Top, int Bottom) FindRows(ReadOnlySpan<Vector3d> points, int height)
    {
        if (_rows.Length < points.Length)
            _rows = new int[points.Length];
        (int top, int bottom) = (height, 0);
        for (int index = 0; index < points.Length; index++)
        {
            int row = Ceiling(points[index].Y, height);
            _rows[index] = row;
            top = Math.Min(top, row);
            bottom = Math.Max(bottom, row);
        }

        return (top, bottom);
    }

    // _starts[row - top] becomes the number of crossings in all rows before it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountCrossings(int points, int top, int bottom)
    {
        int rows = bottom - top;
        if (_starts.Length < rows + 2)
            _starts = new long[rows + 2];
        Array.Clear(_starts, 0, rows + 2);
        int from = _rows[points - 1];
        for (int index = 0; index < points; index++)
        {
            int to = _rows[index];
            if (from != to)
            {
                _starts[Math.Min(from, to) - top + 1]++;
                _starts[Math.Max(from, to) - top + 1]--;
            }

            from = to;
        }

        long open = 0;
        for (int row = 1; row <= rows; row++)
        {
            open += _starts[row];
            _starts[row] = _starts[row - 1] + open;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanRows(ReadOnlySpan<Vector3d> points, int firstRow, int endRow, ReadOnlySpan<long> starts, int width)
    {
        int count = (int)(starts[^1] - starts[0]);
        if (_crossings.Length < count)
            _crossings = new double[Math.Max(count, 256)];
        Span<int> next = endRow - firstRow <= 1024 ? stackalloc int[endRow - firstRow] : new int[endRow - firstRow];
        for (int row = 0; row < next.Length; row++)
            next[row] = (int)(starts[row] - starts[0]);

        int before = points.Length - 1;
        for (int index = 0; index < points.Length; index++)
        {
            int first = Math.Max(Math.Min(_rows[before], _rows[index]), firstRow), end = Math.Min(Math.Max(_rows[before], _rows[index]), endRow);
            if (end > first)
            {
                // From the lower end always: an edge that is gone both ways, as that of a keyhole, is crossed at the very same place.
                (Vector3d low, Vector3d high) = points[before].Y < points[index].Y ? (points[before], points[index]) : (points[index], points[before]);
                double slope = (high.X - low.X) / (high.Y - low.Y);
                for (int row = first; row < end; row++)
                    _crossings[next[row - firstRow]++] = low.X + ((row - low.Y) * slope);
            }

            before = index;
        }

        for (int row = firstRow; row < endRow; row++)
        {
            Span<double> line = _crossings.AsSpan((int)(starts[row - firstRow] - starts[0]), (int)(starts[row - firstRow + 1] - starts[row - firstRow]));
            if (line.Length == 2 && line[0] > line[1])
                (line[0], line[1]) = (line[1], line[0]);
            else if (line.Length > 2)
                line.Sort();
            for (int index = 0; index + 1 < line.Length; index += 2)
                Add(row * width, Ceiling(line[index], width), Ceiling(line[index + 1], width));
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

    private static int Ceiling(double position, int most) => (int)Math.Clamp(Math.Ceiling(position), 0, most);
}
