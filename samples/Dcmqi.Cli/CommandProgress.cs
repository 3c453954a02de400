using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>A line on a terminal that tells how far work has come, once it lasts over a second; it is gone when anything else is said.</summary>
internal sealed class CommandProgress(TextWriter error, TimeProvider time) : IProgress<ConversionProgress>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly object _lock = new();
    private readonly long _start = time.GetTimestamp();
    private (string Stage, double Weight, int Times)[] _plan = [];
    private int[] _finished = [];
    private double[] _last = [];
    private bool[] _isOpen = [];
    private double _reached;
    private long _shown;
    private int _length;

    /// <summary>Says what the command will do, so that its share of the whole is known.</summary>
    /// <param name="stages">The stages in order: their names, how long they take beside one another, and how many times they are gone through.</param>
    public void Plan(params (string Stage, double Weight, int Times)[] stages)
    {
        lock (_lock)
        {
            _plan = stages;
            _finished = new int[stages.Length];
            _last = new double[stages.Length];
            _isOpen = new bool[stages.Length];
            _reached = 0;
        }
    }

    /// <summary>Says that a stage runs beside those after it: until it is done, or <see cref="End"/> says so, it counts by its own share, not as a whole because another one has begun.</summary>
    public void Begin(string stage) => SetOpen(stage, isOpen: true);

    /// <summary>Says that such a stage is done, also where it never told of itself.</summary>
    public void End(string stage) => SetOpen(stage, isOpen: false);

    /// <summary>Says that a stage, not begun yet, is gone through more than once.</summary>
    public void Repeat(string stage, int times)
    {
        lock (_lock)
        {
            int index = Array.FindIndex(_plan, one => one.Stage == stage);
            if (index >= 0)
                _plan[index].Times = times;
        }
    }

    public void Report(ConversionProgress value)
    {
        lock (_lock)
        {
            double share = ShareOf(value);
            if (time.GetElapsedTime(_start) < Patience || (_length > 0 && time.GetElapsedTime(_shown) < Pace))
                return;
            string line = string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {share * 100:0} % of the whole");
            error.Write("\r" + line.PadRight(_length));
            error.Flush();
            _length = line.Length;
            _shown = time.GetTimestamp();
        }
    }

    private void SetOpen(string stage, bool isOpen)
    {
        lock (_lock)
        {
            int index = Array.FindIndex(_plan, one => one.Stage == stage);
            if (index >= 0)
                _isOpen[index] = isOpen;
        }
    }

    /// <summary>Which share of the whole command is done; it never goes back.</summary>
    private double ShareOf(ConversionProgress value)
    {
        int stage = Array.FindIndex(_plan, one => one.Stage == value.Stage);
        if (stage < 0)
            return _plan.Length == 0 ? value.Fraction : _reached;

        // A stage that is gone through again begins anew when it was done before.
        if (_last[stage] >= 1 && value.Fraction < 1 && _finished[stage] + 1 < _plan[stage].Times)
            _finished[stage]++;
        _last[stage] = value.Fraction;
        double before = _plan.Take(stage).Select((one, index) => one.Weight * (_isOpen[index] ? _last[index] : 1)).Sum(), all = _plan.Sum(one => one.Weight);
        double ofStage = (_finished[stage] + value.Fraction) / Math.Max(1, _plan[stage].Times);
        _reached = Math.Max(_reached, (before + (_plan[stage].Weight * ofStage)) / all);
        return _reached;
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_length == 0)
                return;
            error.Write("\r" + new string(' ', _length) + "\r");
            error.Flush();
            _length = 0;
        }
    }
}
