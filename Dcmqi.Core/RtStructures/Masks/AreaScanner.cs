namespace Dcmqi.RtStructures;

/// <summary>Finds which share of each pixel the polygons of one plane cover: exactly, by cutting each line of pixels into bands in which no edge begins, ends or crosses another. Used again for the next plane; not for several threads.</summary>
/// <remarks>Within a polygon even-odd, polygons of a group joined, groups combined by exclusive disjunction: as <see cref="PlaneRegions"/> does with pixels.</remarks>
internal sealed class AreaScanner
{
    // Points that were meant to lie at one height do so again: 3e-11 pixels are far less than anything measures.
    private const double Heights = 1L << 34;

    // Next to nothing and all but everything are rounding.
    private const double Rounding = 1e-10;

    private readonly List<AreaEdge> _edges = [];
    private readonly List<int> _groups = [];
    private readonly List<AreaEdge> _active = [];
    private readonly List<double> _heights = [];
    private readonly AreaBand _band = new();

    /// <summary>Begins a plane.</summary>
    public void Begin()
    {
        _edges.Clear();
        _groups.Clear();
        _active.Clear();
    }

    /// <summary>Adds a polygon.</summary>
    /// <param name="points">Its points in pixels: u in X, v in Y; the last is joined to the first.</param>
    /// <param name="group">The polygons that it is joined with; from 0.</param>
    public void Add(ReadOnlySpan<Vector3d> points, int group)
    {
        int polygon = _groups.Count;
        _groups.Add(group);

        // Pixel i then reaches from i to i + 1.
        (double X, double Y) from = At(points[^1]);
        foreach (Vector3d point in points)
        {
            (double X, double Y) to = At(point);
            if (from.Y != to.Y)
                _edges.Add(from.Y < to.Y ? new AreaEdge(from.X, from.Y, to.X, to.Y, polygon) : new AreaEdge(to.X, to.Y, from.X, from.Y, polygon));
            from = to;
        }
    }

    /// <summary>Fills a plane with shares from 0 to 1.</summary>
    /// <param name="shares">Pixels, row by row; all are written.</param>
    /// <param name="width">Pixels along u.</param>
    /// <returns>Whether all is exact: where millions of edges lie in a line or cross each other, areas are those of lines through the middle of eight bands.</returns>
    public bool Scan(Span<float> shares, int width)
    {
        shares.Clear();
        int height = shares.Length / width;
        _edges.Sort(static (a, b) => a.Y0.CompareTo(b.Y0));
        _band.Begin(_groups, width);
        int next = 0;
        while (next < _edges.Count && _edges[next].Y1 <= 0)
            next++;
        for (int row = Math.Max(0, next < _edges.Count ? (int)Math.Floor(_edges[next].Y0) : height); row < height; row++)
        {
            _active.RemoveAll(edge => edge.Y1 <= row);
            for (; next < _edges.Count && _edges[next].Y0 < row + 1; next++)
            {
                if (_edges[next].Y1 > row)
                    _active.Add(_edges[next]);
            }

            if (_active.Count > 0)
                ScanRow(row, shares.Slice(row * width, width));
            else if (next == _edges.Count)
                break;
        }

        return _band.IsExact;
    }

    private static (double X, double Y) At(Vector3d point) => (point.X + 0.5, Math.Round((point.Y + 0.5) * Heights) / Heights);

    private void ScanRow(int row, Span<float> shares)
    {
        _heights.Clear();
        _heights.Add(row);
        _heights.Add(row + 1);
        foreach (AreaEdge edge in _active)
        {
            if (edge.Y0 > row)
                _heights.Add(edge.Y0);
            if (edge.Y1 < row + 1)
                _heights.Add(edge.Y1);
        }

        _heights.Sort();
        _band.Cut(_active, _heights);
        (int first, int end, double[] changes) = _band.Taken;
        double covered = 0;
        for (int column = first; column < end; column++)
        {
            covered += changes[column];
            shares[column] = covered < Rounding ? 0 : covered > 1 - Rounding ? 1 : (float)covered;
        }

        // Beyond the last edge all is inside where the polygon leaves the plane there.
        if (covered > Rounding)
            shares[end..].Fill(covered > 1 - Rounding ? 1 : (float)covered);
    }
}
