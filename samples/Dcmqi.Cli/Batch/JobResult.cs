namespace Dcmqi.Cli.Batch;

/// <summary>What a run of a job came to.</summary>
/// <param name="Job">The job.</param>
/// <param name="Entry">What is kept of it.</param>
/// <param name="MayPass">Whether it failed by something that may pass: files or the archive could not be reached.</param>
/// <param name="IsDiskFull">Whether it failed because nothing more can be written.</param>
internal sealed record JobResult(BatchJob Job, JournalEntry Entry, bool MayPass = false, bool IsDiskFull = false)
{
    public JobState State => Entry.State;
}
