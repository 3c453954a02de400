using System.Runtime.InteropServices;

namespace Dcmqi.RtStructures;

/// <summary>Adds up the areas of one line of pixels, band by band: in a band the edges lie beside each other, from its lower to its upper side.</summary>
internal sealed class AreaBand
{
    // What a plane may cost before it is no longer cut at every end and crossing: about a second. Those of organs take less than a thousandth.
    private const long MostSteps = 1L << 27;

    private const int CoarseBands = 8;

    // A crossing nearer than this to the side of a band lies on it: so each cut is a step forward.
    private const double LeastHeight = 1.0 / (1L << 34);

    private readonly List<Crossing> _crossings = [];
    private int[] _groups = [];
    private bool[] _isInside = [];
    private int[] _insideOfGroup = [];
    private double[] _changes = [];
    private int _width, _first, _end;
    private long _steps;

    public bool IsExact { get; private set; }

    /// <summary>Begins a plane.</summary>
    /// <param name="groups">The group of each polygon.</param>
    /// <param name="width">Pixels in a line.</param>
    public void Begin(List<int> groups, int width)
    {
        _groups = [.. groups];
        _isInside = new bool[_groups.Length];
        _insideOfGroup = new int[_groups.Length == 0 ? 0 : _groups.Max() + 1];
        _changes = new double[width + 1];
        _width = width;
        _steps = 0;
        IsExact = true;
    }

    /// <summary>Adds a line of pixels.</summary>
    /// <param name="active">The edges that reach into it.</param>
    /// <param name="heights">Its lower side, the ends of edges in it, its upper side; ascending.</param>
    public void Cut(List<AreaEdge> active, List<double> heights)
    {
        (_first, _end) = (_width, 0);
        _changes.AsSpan().Clear();
        ReadOnlySpan<AreaEdge> edges = CollectionsMarshal.AsSpan(active);
        if (_steps + ((long)heights.Count * active.Count) > MostSteps)
        {
            CutCoarsely(edges, heights[0], heights[^1]);
            return;
        }

        for (int index = 0; index + 1 < heights.Count; index++)
        {
            if (heights[index] < heights[index + 1])
                CutBand(edges, heights[index], heights[index + 1]);
        }
    }

    /// <summary>What the line came to: from the first pixel to the end, how much more is covered than of the pixel before.</summary>
    public (int First, int End, double[] Changes) Taken => (Math.Min(_first, _width), Math.Min(_end, _width), _changes);

    // No edge of a band begins or ends in it; where two cross, it is cut there.
    private void CutBand(ReadOnlySpan<AreaEdge> edges, double low, double high)
    {
        while (low < high)
        {
            if (_steps > MostSteps)
            {
                CutCoarsely(edges, low, high);
                return;
            }

            _crossings.Clear();
            _steps += edges.Length;
            foreach (AreaEdge edge in edges)
            {
                if (edge.Y0 <= low && edge.Y1 >= high)
                    _crossings.Add(new Crossing(edge.At(low), edge.At(high), edge.Polygon));
            }

            _crossings.Sort(static (a, b) => a.Low != b.Low ? a.Low.CompareTo(b.Low) : a.High.CompareTo(b.High));
            double cut = FirstCrossing(CollectionsMarshal.AsSpan(_crossings));
            if (cut >= 1)
            {
                AddBand(high - low);
                return;
            }

            double end = Math.Min(high, low + Math.Max(cut * (high - low), LeastHeight));
            double share = (end - low) / (high - low);
            foreach (ref Crossing crossing in CollectionsMarshal.AsSpan(_crossings))
                crossing = crossing with { High = crossing.Low + ((crossing.High - crossing.Low) * share) };
            AddBand(end - low);
            low = end;
        }
    }

    // The first crossing is one of neighbours: as a share of the height, 1 where there is none.
    private static double FirstCrossing(ReadOnlySpan<Crossing> crossings)
    {
        double first = 1;
        for (int index = 1; index < crossings.Length; index++)
        {
            (Crossing left, Crossing right) = (crossings[index - 1], crossings[index]);
            if (left.High > right.High)
                first = Math.Min(first, (right.Low - left.Low) / (right.Low - left.Low + left.High - right.High));
        }

        return first;
    }

    private void CutCoarsely(ReadOnlySpan<AreaEdge> edges, double low, double high)
    {
        IsExact = false;
        for (int band = 0; band < CoarseBands; band++)
        {
            double middle = low + ((high - low) * (band + 0.5) / CoarseBands);
            _crossings.Clear();
            foreach (AreaEdge edge in edges)
            {
                if (edge.Y0 <= middle && edge.Y1 > middle)
                    _crossings.Add(new Crossing(edge.At(middle), edge.At(middle), edge.Polygon));
            }

            _crossings.Sort(static (a, b) => a.Low.CompareTo(b.Low));
            AddBand((high - low) / CoarseBands);
        }
    }

    // From left to right: where the region begins, all to the right is covered; where it ends, no longer.
    private void AddBand(double height)
    {
        int groupsInside = 0;
        foreach (Crossing crossing in _crossings)
        {
            ref bool isInside = ref _isInside[crossing.Polygon];
            ref int inGroup = ref _insideOfGroup[_groups[crossing.Polygon]];
            int before = inGroup;
            isInside = !isInside;
            inGroup += isInside ? 1 : -1;
            if ((before == 0) == (inGroup == 0))
                continue;
            groupsInside += inGroup > 0 ? 1 : -1;
            AddEdge(crossing.Low, crossing.High, (groupsInside & 1) == 1 ? height : -height);
        }
    }

    // All to the right of an edge; what lies before the first pixel counts as at its left side, what lies behind the last does not count.
    private void AddEdge(double from, double to, double height)
    {
        if (from > to)
            (from, to) = (to, from);
        if (to <= 0)
        {
            Add(0, height, 0);
            return;
        }

        if (from >= _width)
            return;
        double perPixel = to > from ? height / (to - from) : 0;
        if (from < 0)
        {
            Add(0, -from * perPixel, 0);
            height -= -from * perPixel;
            from = 0;
        }

        int first = (int)from, last = Math.Min((int)to, _width - 1);
        for (int column = first; column <= last; column++)
        {
            double left = Math.Max(from, column), right = Math.Min(to, column + 1);
            Add(column, first == last && to <= _width ? height : (right - left) * perPixel, ((left + right) / 2) - column);
        }
    }

    // Of the pixel itself all but the part to the left of the edge.
    private void Add(int column, double height, double left)
    {
        _changes[column] += height * (1 - left);
        _changes[column + 1] += height * left;
        _first = Math.Min(_first, column);
        _end = Math.Max(_end, column + 2);
    }

    /// <summary>Where an edge lies on the lower and upper side of a band.</summary>
    private readonly record struct Crossing(double Low, double High, int Polygon);
}
