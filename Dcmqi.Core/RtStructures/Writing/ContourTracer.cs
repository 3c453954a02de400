using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>Traces the outlines of pixels at the level 0.5 between their centres (marching squares). Used again for the next plane; not for several threads.</summary>
/// <remarks>
/// <para>Vertices lie halfway between neighbouring centres of which one is inside; inside is on the right hand. Where four centres are inside and outside by turns, the two insides are parted: pixels that touch at a corner alone have outlines of their own.</para>
/// <para>Coordinates are doubled, so that all are whole numbers: a centre has even ones.</para>
/// </remarks>
internal sealed class ContourTracer
{
    private const int Up = 0, Right = 1, Down = 2, Left = 3;

    private readonly List<(int X, int Y)> _points = [];
    private readonly List<int> _next = [];
    private readonly List<TracedLoop> _loops = [];
    private bool[] _inside = [];
    private int[] _nodeAtEdge = [];
    private int _left, _top, _columns, _rows;

    /// <summary>The outlines of a plane.</summary>
    /// <param name="runs">The pixels inside; at least one.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="keyholes">Whether holes are joined to the outline around them by a line that is gone in and out.</param>
    /// <returns>Closed polygons in doubled pixel coordinates; without keyholes, holes are polygons too.</returns>
    public List<(int X, int Y)[]> Trace(ReadOnlySpan<LabelRun> runs, int width, bool keyholes)
    {
        Fill(runs, width);
        _points.Clear();
        _next.Clear();
        _loops.Clear();
        for (int y = 1; y < _rows - 1; y++)
        {
            for (int x = 0; x < _columns - 1; x++)
            {
                int at = (y * _columns) + x;
                if (!_inside[at] && _inside[at + 1] && _nodeAtEdge[at] < 0)
                    TraceLoop(x, y);
            }
        }

        if (keyholes)
            JoinHoles();
        return [.. _loops.Where(loop => !keyholes || !loop.IsHole).Select(loop => Simplified(loop.First))];
    }

    // The pixels with one of background all around.
    private void Fill(ReadOnlySpan<LabelRun> runs, int width)
    {
        int left = width - 1, right = 0;
        foreach (LabelRun run in runs)
        {
            int last = run.Start + run.Length - 1;
            bool isOneRow = run.Start / width == last / width;
            left = Math.Min(left, isOneRow ? run.Start % width : 0);
            right = Math.Max(right, isOneRow ? last % width : width - 1);
        }

        int top = runs[0].Start / width, bottom = (runs[^1].Start + runs[^1].Length - 1) / width;
        (_left, _top, _columns, _rows) = (left - 1, top - 1, right - left + 3, bottom - top + 3);
        if (_inside.Length < _columns * _rows)
        {
            _inside = new bool[_columns * _rows];
            _nodeAtEdge = new int[_columns * _rows];
        }

        Array.Clear(_inside, 0, _columns * _rows);
        Array.Fill(_nodeAtEdge, -1, 0, _columns * _rows);
        foreach (LabelRun run in runs)
        {
            for (int start = run.Start; start < run.Start + run.Length;)
            {
                int row = start / width, end = Math.Min(run.Start + run.Length, (row + 1) * width);
                _inside.AsSpan(((row - _top) * _columns) + start - (row * width) - _left, end - start).Fill(true);
                start = end;
            }
        }
    }

    // From the edge between an outside pixel and an inside one to its right, upwards, and round. The cell at (x, y) has the centres (x, y) to (x + 1, y + 1) at its corners.
    private void TraceLoop(int startX, int startY)
    {
        int first = _points.Count;
        int cellX = startX, cellY = startY - 1, direction = Up;
        long area = 0;
        int leftmost = -1;
        do
        {
            (int x, int y) = direction switch
            {
                Up => ((2 * cellX) + 1, (2 * cellY) + 2),
                Right => (2 * cellX, (2 * cellY) + 1),
                Down => ((2 * cellX) + 1, 2 * cellY),
                _ => ((2 * cellX) + 2, (2 * cellY) + 1),
            };
            int node = _points.Count;
            _points.Add((x, y));
            _next.Add(node + 1);
            if (direction == Up)
                _nodeAtEdge[((cellY + 1) * _columns) + cellX] = node;
            if (direction == Down && (leftmost < 0 || x < _points[leftmost].X))
                leftmost = node;
            if (node > first)
                area += Cross(_points[node - 1], (x, y));

            // What lies ahead to the right and to the left.
            (bool aheadLeft, bool aheadRight) = direction switch
            {
                Up => (At(cellX, cellY), At(cellX + 1, cellY)),
                Right => (At(cellX + 1, cellY), At(cellX + 1, cellY + 1)),
                Down => (At(cellX + 1, cellY + 1), At(cellX, cellY + 1)),
                _ => (At(cellX, cellY + 1), At(cellX, cellY)),
            };
            direction = !aheadRight ? (direction + 1) & 3 : aheadLeft ? (direction + 3) & 3 : direction;
            (cellX, cellY) = direction switch
            {
                Up => (cellX, cellY - 1),
                Right => (cellX + 1, cellY),
                Down => (cellX, cellY + 1),
                _ => (cellX - 1, cellY),
            };
        }
        while (cellX != startX || cellY != startY - 1 || direction != Up);

        _next[^1] = first;
        area += Cross(_points[^1], _points[first]);

        // With rows downwards and inside on the right hand, the area of an outline is positive, that of a hole negative.
        _loops.Add(new TracedLoop(first, leftmost, area < 0));
    }

    // From the leftmost vertex of a hole to the left through pixels that are inside, to the outline that ends them: always farther left, so that no ring of holes is made.
    private void JoinHoles()
    {
        foreach (TracedLoop hole in _loops)
        {
            if (!hole.IsHole)
                continue;
            (int x, int y) = _points[hole.Leftmost];
            int row = y / 2 * _columns, at = (x - 1) / 2;
            while (_inside[row + at - 1])
                at--;
            Join(_nodeAtEdge[row + at - 1], hole.Leftmost);
        }
    }

    // p -> h ... round the hole ... -> h again -> p again -> on.
    private void Join(int outline, int hole)
    {
        int holeAgain = _points.Count, outlineAgain = holeAgain + 1;
        _points.Add(_points[hole]);
        _points.Add(_points[outline]);
        int before = hole;
        while (_next[before] != hole)
            before = _next[before];
        _next.Add(outlineAgain);
        _next.Add(_next[outline]);
        _next[before] = holeAgain;
        _next[outline] = hole;
    }

    // Vertices in the middle of a straight line are left out; the line is the same without.
    private (int X, int Y)[] Simplified(int first)
    {
        var all = new List<(int X, int Y)>();
        int node = first;
        do
        {
            all.Add((_points[node].X + (2 * _left), _points[node].Y + (2 * _top)));
            node = _next[node];
        }
        while (node != first);

        var kept = new List<(int X, int Y)>();
        for (int index = 0; index < all.Count; index++)
        {
            (int X, int Y) before = all[(index + all.Count - 1) % all.Count], here = all[index], after = all[(index + 1) % all.Count];
            (int X, int Y) came = (here.X - before.X, here.Y - before.Y), goes = (after.X - here.X, after.Y - here.Y);
            bool isStraight = Cross(came, goes) == 0 && (came.X * (long)goes.X) + (came.Y * (long)goes.Y) > 0;
            if (!isStraight)
                kept.Add(here);
        }

        return [.. kept];
    }

    private bool At(int x, int y) => _inside[(y * _columns) + x];

    private static long Cross((int X, int Y) a, (int X, int Y) b) => (a.X * (long)b.Y) - (a.Y * (long)b.X);

    /// <param name="First">Its first node.</param>
    /// <param name="Leftmost">The node farthest left between an inside pixel and an outside one to its right.</param>
    /// <param name="IsHole">Whether it goes round what is outside.</param>
    private readonly record struct TracedLoop(int First, int Leftmost, bool IsHole);
}
