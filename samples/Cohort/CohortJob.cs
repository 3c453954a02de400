using System.Text.Json;
using Dcmqi.Cli.Batch;
using Hangfire;

namespace Dcmqi.Cohort;

/// <summary>What Hangfire runs: the very jobs of <c>dcmqi batch</c>. Done twice, a job gives the same file; done before, it is not done again.</summary>
public sealed class CohortJob
{
    private readonly CohortFolders _folders;
    private readonly MemoryBudget _memory;
    private readonly ArchiveUpload _upload;
    private readonly IReadOnlyList<string> _access;

    internal CohortJob(CohortFolders folders, MemoryBudget memory, ArchiveUpload upload, IReadOnlyList<string> access) => (_folders, _memory, _upload, _access) = (folders, memory, upload, access);

    /// <summary>Does a job.</summary>
    /// <param name="id">What the dashboard calls it.</param>
    /// <param name="order">A <see cref="JobOrder"/> in JSON.</param>
    /// <param name="cancellationToken">Ends it when the worker stops; it then goes back to its queue.</param>
    [JobDisplayName("{0}")]
    public void Do(string id, string order, CancellationToken cancellationToken)
    {
        JobOrder ordered = JsonSerializer.Deserialize<JobOrder>(order)!;
        var runner = new JobRunner(_folders.Of(ordered.Output)) { SharesFolder = true, Upload = _upload, Access = _access };
        JobResult result = runner.Guarded(ordered.Job, 1, () =>
        {
            JobPlan plan = runner.Plan(ordered.Job, cancellationToken);
            if (plan.IsMade)
                return runner.Finish(plan, 1, cancellationToken);
            long bytes = JobSize.Of(ordered.Job);
            if (bytes > _memory.Bytes)
                return runner.Failed(ordered.Job, 1, [$"It may need {bytes >> 20} MiB of memory, and this worker has {_memory.Bytes >> 20} MiB."], []);
            using IDisposable share = _memory.Take(bytes, cancellationToken);
            return runner.Make(plan, 1, cancellationToken);
        });
        string faults = string.Join(Environment.NewLine, result.Entry.Faults);
        if (result.State == JobState.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        if (result.State == JobState.Failed)
            throw result.MayPass || result.IsDiskFull ? new JobMayPassException(faults) : new JobFaultException(faults);
    }
}
