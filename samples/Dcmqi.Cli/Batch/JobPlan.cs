namespace Dcmqi.Cli.Batch;

/// <summary>A job whose inputs were looked at.</summary>
/// <param name="Job">The job.</param>
/// <param name="Stamp"><see cref="JobFingerprint.Stamp"/>.</param>
/// <param name="Content"><see cref="JobFingerprint.Content"/>.</param>
/// <param name="Before">What became of it last; <see langword="null"/> where it is new.</param>
/// <param name="IsMade">Whether its outputs stand, of the same inputs and options.</param>
internal sealed record JobPlan(BatchJob Job, string Stamp, string Content, JournalEntry? Before, bool IsMade);
