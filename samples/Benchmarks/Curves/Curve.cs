using System.Diagnostics;
using System.Globalization;

namespace Dcmqi.Benchmarks;

/// <summary>How the time of some steps grows with a count, as a Markdown table: microseconds for each of what is counted.</summary>
/// <remarks>Each number is the shortest of a few runs in a warm process. The last line divides the largest count by the one before: 1 is linear.</remarks>
internal sealed class Curve(string title, string counted, int runs = 3)
{
    private readonly List<(int Count, Dictionary<string, double> Seconds)> _rows = [];
    private Dictionary<string, double> _current = [];

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
        long start = Stopwatch.GetTimestamp();
        T result = work();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _current[step] = Math.Min(seconds, _current.GetValueOrDefault(step, double.MaxValue));
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
        string[] steps = [.. _rows[0].Seconds.Keys];
        Console.WriteLine($"\n{title}: microseconds for each\n");
        Console.WriteLine($"| {counted} | {string.Join(" | ", steps)} |");
        Console.WriteLine($"|---|{string.Concat(steps.Select(_ => "---|"))}");
        foreach ((int count, Dictionary<string, double> seconds) in _rows)
            Console.WriteLine($"| {count.ToString("N0", CultureInfo.InvariantCulture)} | {string.Join(" | ", steps.Select(step => Text(1e6 * seconds[step] / count)))} |");
        if (_rows.Count < 2)
            return;
        (int last, Dictionary<string, double> most) = _rows[^1];
        (int previous, Dictionary<string, double> before) = _rows[^2];
        Console.WriteLine($"| growth | {string.Join(" | ", steps.Select(step => Text(most[step] / last / (before[step] / previous))))} |");
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);
}
