namespace Dcmqi.Cli.Batch;

/// <summary>A job that failed, with all its faults: a line of <c>failures.jsonl</c>.</summary>
internal sealed record FailedJob(int Line, string Id, string Command, string Output, int Attempts, IReadOnlyList<string> Faults);
