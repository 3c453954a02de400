using Dcmqi.Cli.Batch;
using Hangfire;

namespace Dcmqi.Cohort;

/// <summary>Makes jobs with what they share in this process.</summary>
internal sealed class CohortActivator(CohortFolders folders, MemoryBudget memory, ArchiveUpload upload, IReadOnlyList<string> access) : JobActivator
{
    public override object ActivateJob(Type jobType) => new CohortJob(folders, memory, upload, access);
}
