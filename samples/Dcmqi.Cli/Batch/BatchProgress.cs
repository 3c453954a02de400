using System.Diagnostics;

namespace Dcmqi.Cli.Batch;

/// <summary>Tells how far a batch has come and how long it will last: in one line on a terminal, in a line each minute elsewhere.</summary>
internal sealed class BatchProgress(CommandConsole console, int jobs)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(1);

    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _told = TimeSpan.Zero;
    private int _worked;
    private int _failed;

    /// <summary>Tells, after each job.</summary>
    /// <param name="results">What came to an end; the last is new.</param>
    /// <param name="running">How many jobs run.</param>
    public void Tell(IReadOnlyList<JobResult> results, int running)
    {
        JobState last = results[^1].State;
        _worked += last == JobState.Unchanged ? 0 : 1;
        _failed += last == JobState.Failed ? 1 : 0;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        console.Progress?.Report(new ConversionProgress(TextOf(results.Count, running, elapsed), results.Count, jobs));
        if (console.Progress is not null || elapsed - _told < Pace)
            return;
        _told = elapsed;
        console.Hint(TextOf(results.Count, running, elapsed));
    }

    // What was done before takes no time; the others are taken to last as long as those until now.
    private string TextOf(int ended, int running, TimeSpan elapsed)
    {
        string left = _worked == 0 ? "" : $", {Shown(elapsed * ((jobs - ended) / (double)_worked))} left";
        return $"{ended} of {Counted.Of(jobs, "job")}, {_failed} failed, {running} running{left}";
    }

    private static string Shown(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min" : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{time.Seconds} s";
}
