namespace Dcmqi.Cli.Batch;

/// <summary>What became of a job: a line of the journal.</summary>
internal sealed record JournalEntry
{
    /// <summary>The job, by its output.</summary>
    public required string Job { get; init; }

    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>Its line in the manifest of that run.</summary>
    public int Line { get; init; }

    public required JobState State { get; init; }

    /// <summary><see cref="JobFingerprint.Stamp"/>.</summary>
    public string? Stamp { get; init; }

    /// <summary><see cref="JobFingerprint.Content"/>.</summary>
    public string? Content { get; init; }

    /// <summary>What was written.</summary>
    public IReadOnlyList<JobFile> Files { get; init; } = [];

    /// <summary>What was tolerated.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    public int Attempts { get; init; }

    /// <summary>How long the conversion took, without what is done around it.</summary>
    public double Seconds { get; init; }

    /// <summary>The archive that has the result.</summary>
    public string? Stored { get; init; }

    public DateTimeOffset Finished { get; init; }
}
