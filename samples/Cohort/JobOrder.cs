using Dcmqi.Cli.Batch;

namespace Dcmqi.Cohort;

/// <summary>A job as it waits in the storage: all that a worker needs, on whatever machine it is; the folders must be there too.</summary>
/// <param name="Job">The job.</param>
/// <param name="Output">The output folder.</param>
internal sealed record JobOrder(BatchJob Job, string Output);
