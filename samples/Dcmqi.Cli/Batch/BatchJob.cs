namespace Dcmqi.Cli.Batch;

/// <summary>One job: a row of a manifest whose paths are known.</summary>
internal sealed record BatchJob
{
    /// <summary>The line in the manifest.</summary>
    public required int Line { get; init; }

    /// <summary>What the job is called: the column <c>id</c>, or its output.</summary>
    public required string Id { get; init; }

    /// <summary>The command that does it.</summary>
    public required string Command { get; init; }

    /// <summary>Its options, in order of their names.</summary>
    public required IReadOnlyList<JobOption> Options { get; init; }

    /// <summary>The first output, within the output folder, which no other job has.</summary>
    public required string Output { get; init; }

    /// <summary>The archive that gets what is made; <see langword="null"/> for none.</summary>
    public string? Url { get; init; }

    /// <summary>What is written, within the output folder.</summary>
    public IEnumerable<string> Outputs => Options.Where(option => option.Role == JobOptionRole.Output).SelectMany(option => option.Values);

    public override string ToString() => Id == Output ? $"line {Line} ({Output})" : $"line {Line} ({Id}, {Output})";
}
