using System.Diagnostics;
using System.Globalization;

namespace Dcmqi.Cli.Batch;

/// <summary>Runs jobs side by side within a memory bound; a job that fails stops no other.</summary>
internal sealed class BatchRun(CommandConsole console, BatchFolder folder)
{
    private const int MostFailuresSaid = 50;

    private readonly object _gate = new();
    private readonly List<JobResult> _results = [];
    private int _next = -1;
    private int _running;
    private bool _isDiskFull;

    /// <summary>Does the jobs.</summary>
    public JobRunner Runner { get; init; } = new(folder);

    public required IReadOnlyList<BatchJob> Jobs { get; init; }

    public required int Workers { get; init; }

    /// <summary>How many times a job is tried again that failed by what may pass.</summary>
    public required int Retries { get; init; }

    public required MemoryBudget Memory { get; init; }

    /// <summary>Takes the jobs that fail.</summary>
    public required FailureFile Failures { get; init; }

    /// <summary>How long to wait before a job is tried again the first time; twice as long each time after.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Runs all; where it is cancelled, what runs is stopped and the rest not begun.</summary>
    public BatchSummary Run(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var progress = new BatchProgress(console, Jobs.Count);

        // One job for each processor leaves no processor to the loops within a job.
        object? threads = AppContext.GetData(LoopThreads);
        AppContext.SetData(LoopThreads, Math.Max(1, Environment.ProcessorCount / Workers));
        try
        {
            Task.WaitAll([.. Enumerable.Range(0, Workers).Select(_ => Task.Factory.StartNew(() => Work(progress, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))], CancellationToken.None);
        }
        finally
        {
            AppContext.SetData(LoopThreads, threads);
        }

        return new BatchSummary
        {
            Results = [.. _results.OrderBy(result => result.Job.Line)],
            Jobs = Jobs.Count,
            IsDiskFull = _isDiskFull,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Workers = Workers,
        };
    }

    // The setting of the library on the threads of its loops.
    private const string LoopThreads = "Dcmqi.MaxDegreeOfParallelism";

    private void Work(BatchProgress progress, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && !Volatile.Read(ref _isDiskFull) && Interlocked.Increment(ref _next) is var index && index < Jobs.Count)
        {
            Interlocked.Increment(ref _running);
            JobResult result = Tried(Jobs[index], cancellationToken);
            Interlocked.Decrement(ref _running);
            if (result.State == JobState.Cancelled)
                continue;
            lock (_gate)
            {
                _results.Add(result);
                if (result.State == JobState.Failed)
                    Tell(result);
                _isDiskFull |= result.IsDiskFull;
                progress.Tell(_results, _running);
            }
        }
    }

    private JobResult Tried(BatchJob job, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            JobResult result = Runner.Guarded(job, attempt, () => Once(job, attempt, cancellationToken));
            if (!result.MayPass || attempt > Retries)
                return result;
            if (cancellationToken.WaitHandle.WaitOne(Patience * Math.Pow(2, attempt - 1)))
                return result with { Entry = result.Entry with { State = JobState.Cancelled } };
        }
    }

    private JobResult Once(BatchJob job, int attempt, CancellationToken cancellationToken)
    {
        JobPlan plan = Runner.Plan(job, cancellationToken);
        if (plan.IsMade)
            return Runner.Finish(plan, attempt, cancellationToken);
        long bytes = JobSize.Of(job);
        if (bytes > Memory.Bytes)
            return Runner.Failed(job, attempt, [string.Create(CultureInfo.InvariantCulture, $"It may need {bytes / 1e9:0.0} GB of memory, and --memory allows {Memory.Bytes / 1e9:0.0} GB.")], []);
        using IDisposable share = Memory.Take(bytes, cancellationToken);
        return Runner.Make(plan, attempt, cancellationToken);
    }

    private void Tell(JobResult result)
    {
        Failures.Add(result);
        int failed = _results.Count(one => one.State == JobState.Failed);
        if (failed > MostFailuresSaid)
            return;
        console.Error($"{result.Job}: {string.Join(Environment.NewLine + "  ", result.Entry.Faults)}");
        if (failed == MostFailuresSaid)
            console.Note($"Failures after this one stand in {Failures.Path} alone.");
    }
}
