namespace Dcmqi.Surfaces.Meshing;

/// <summary>Gives, for one whole number after another, the intervals that hold it. Memory grows with the number of intervals, not with their lengths.</summary>
internal sealed class IntervalSweep
{
    private readonly List<(int Item, int First, int End)> _intervals = [];
    private readonly List<(int Item, int First, int End)> _active = [];
    private int _next;

    /// <summary>Forgets all intervals.</summary>
    public void Clear()
    {
        _intervals.Clear();
        _active.Clear();
        _next = 0;
    }

    /// <summary>Adds the whole numbers from the lower of two on that are below the upper one, of those from 0 to below <paramref name="size"/>.</summary>
    public void Add(int item, double a, double b, int size)
    {
        int first = Within(Math.Min(a, b), size), end = Within(Math.Max(a, b), size);
        if (end > first)
            _intervals.Add((item, first, end));
    }

    /// <summary>Sorts what was added.</summary>
    /// <returns>The first number held by an interval and one more than the last.</returns>
    public (int First, int End) Start()
    {
        if (_intervals.Count == 0)
            return (0, 0);
        _intervals.Sort((one, other) => one.First.CompareTo(other.First));
        return (_intervals[0].First, _intervals.Max(interval => interval.End));
    }

    /// <summary>The items whose intervals hold a number, which is not below the one asked for before.</summary>
    public List<(int Item, int First, int End)> At(int number)
    {
        for (int index = _active.Count - 1; index >= 0; index--)
        {
            if (_active[index].End > number)
                continue;
            _active[index] = _active[^1];
            _active.RemoveAt(_active.Count - 1);
        }

        for (; _next < _intervals.Count && _intervals[_next].First <= number; _next++)
        {
            if (_intervals[_next].End > number)
                _active.Add(_intervals[_next]);
        }

        return _active;
    }

    // What is not a number is taken as 0.
    public static int Within(double position, int size) => position >= size ? size : position > 0 ? (int)Math.Ceiling(position) : 0;
}
