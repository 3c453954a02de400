using System.Globalization;

namespace Dcmqi.Cli.Batch;

/// <summary>What a batch came to.</summary>
internal sealed record BatchSummary
{
    /// <summary>The jobs that came to an end, in order of their lines.</summary>
    public required IReadOnlyList<JobResult> Results { get; init; }

    /// <summary>How many there were to do.</summary>
    public required int Jobs { get; init; }

    /// <summary>Whether it stopped because nothing more could be written.</summary>
    public bool IsDiskFull { get; init; }

    public double Seconds { get; init; }

    public int Workers { get; init; } = 1;

    public int Done => Count(JobState.Done);

    public int Unchanged => Count(JobState.Unchanged);

    public int Failed => Count(JobState.Failed);

    /// <summary>Jobs that were not begun, or were stopped.</summary>
    public int Left => Jobs - Results.Count;

    /// <summary>Which share of the workers' time conversions took, from 0 to 1.</summary>
    public double ConversionShare => Seconds > 0 ? Results.Where(result => result.State == JobState.Done).Sum(result => result.Entry.Seconds) / (Seconds * Workers) : 0;

    public override string ToString()
    {
        string rate = Done > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Done / Seconds:0.00} jobs a second; conversions took {ConversionShare * 100:0} % of the workers' time") : "";
        string left = Left > 0 ? $", {Left} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(Jobs, "job")}: {Done} done, {Unchanged} unchanged, {Failed} failed{left}, in {Seconds:0.0} s{rate}.");
    }

    private int Count(JobState state) => Results.Count(result => result.State == state);
}
