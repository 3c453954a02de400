using System.Diagnostics;
using System.Globalization;

namespace Dcmqi.Benchmarks;

/// <summary>How the time of some steps grows with a count, as a Markdown table: microseconds for each of what is counted.</summary>
/// <remarks>
/// Each number is the shortest of a few runs in a warm process. The last lines divide the largest count by the one before: 1 is linear. The second of them leaves out the time for which threads stood still for the
/// garbage collector: what is small is often done before there is a collection.
/// </remarks>
internal sealed class Curve(string title, string counted, int runs = 3)
{
    private readonly List<(int Count, Dictionary<string, Taken> Steps)> _rows = [];
    private Dictionary<string, Taken> _current = [];

    /// <summary>Runs all steps for one count.</summary>
    public void Row(int count, Action work)
    {
        _current = [];
        for (int run = 0; run < runs; run++)
        {
            // What the run before left is not to be counted here.
            GC.Collect();
            work();
        }

        _rows.Add((count, _current));
    }

    /// <summary>Times one step of the row that runs.</summary>
    public T Time<T>(string step, Func<T> work)
    {
        TimeSpan paused = GC.GetTotalPauseDuration();
        long start = Stopwatch.GetTimestamp();
        T result = work();
        var taken = new Taken(Stopwatch.GetElapsedTime(start).TotalSeconds, (GC.GetTotalPauseDuration() - paused).TotalSeconds);
        _current[step] = _current.TryGetValue(step, out Taken before) && before.Seconds < taken.Seconds ? before : taken;
        return result;
    }

    /// <inheritdoc cref="Time{T}(string, Func{T})"/>
    public void Time(string step, Action work) => Time(step, () =>
    {
        work();
        return true;
    });

    /// <summary>Prints the table.</summary>
    public void Print()
    {
        string[] steps = [.. _rows[0].Steps.Keys];
        Console.WriteLine($"\n{title}: microseconds for each\n");
        Console.WriteLine($"| {counted} | {string.Join(" | ", steps)} |");
        Console.WriteLine($"|---|{string.Concat(steps.Select(_ => "---|"))}");
        foreach ((int count, Dictionary<string, Taken> taken) in _rows)
            Console.WriteLine($"| {count.ToString("N0", CultureInfo.InvariantCulture)} | {string.Join(" | ", steps.Select(step => Text(1e6 * taken[step].Seconds / count)))} |");
        if (_rows.Count < 2)
            return;
        PrintGrowth("growth", steps, taken => taken.Seconds);
        PrintGrowth("without collections", steps, taken => taken.Seconds - taken.Paused);
    }

    private void PrintGrowth(string name, string[] steps, Func<Taken, double> seconds)
    {
        (int last, Dictionary<string, Taken> most) = _rows[^1];
        (int previous, Dictionary<string, Taken> before) = _rows[^2];
        Console.WriteLine($"| {name} | {string.Join(" | ", steps.Select(step => Text(seconds(most[step]) / last / (seconds(before[step]) / previous))))} |");
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    private readonly record struct Taken(double Seconds, double Paused);
}
