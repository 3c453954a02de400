using System.Globalization;

namespace Dcmqi.Cohort;

/// <summary>A queue and how many of its jobs one worker process does at once: jobs that need much memory have a queue of their own.</summary>
/// <param name="Name">The queue.</param>
/// <param name="Workers">How many at once.</param>
internal sealed record CohortQueue(string Name, int Workers)
{
    /// <summary>The queue of most jobs.</summary>
    public const string Usual = "default";

    /// <summary>The queue of jobs above the limit that <c>enqueue --large</c> names.</summary>
    public const string Large = "large";

    /// <summary>Reads <c>default=4,large=1</c>.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static IReadOnlyList<CohortQueue> Of(string text) => [.. text.Split(',').Select(One)];

    private static CohortQueue One(string text) =>
        text.Split('=') is [Usual or Large, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int workers) && workers > 0
            ? new CohortQueue(text.Split('=')[0], workers)
            : throw new ArgumentException($"--queues: '{text}' is no queue; expected default=N or large=N, with commas between them.");
}
