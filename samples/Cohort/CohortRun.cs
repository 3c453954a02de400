using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dcmqi.Cli;
using Dcmqi.Cli.Batch;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;

namespace Dcmqi.Cohort;

/// <summary>The jobs of one manifest in the storage: put there, waited for, told of.</summary>
internal sealed class CohortRun(JobStorage storage, string output)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200), Telling = TimeSpan.FromSeconds(10);

    // So many are asked for at once.
    private const int MostAsked = 200;

    private readonly Dictionary<string, BatchJob> _jobs = [];
    private readonly HashSet<string> _failed = [];

    /// <summary>How many jobs there are.</summary>
    public int Count => _jobs.Count;

    /// <summary>Puts jobs into their queues.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="large">From how many bytes of memory on a job goes to the queue for large ones.</param>
    public void Enqueue(IReadOnlyList<BatchJob> jobs, long large)
    {
        var client = new BackgroundJobClient(storage);
        foreach (BatchJob job in jobs)
        {
            string queue = JobSize.Of(job) >= large ? CohortQueue.Large : CohortQueue.Usual;
            string order = JsonSerializer.Serialize(new JobOrder(job, output));
            _jobs.Add(client.Create<CohortJob>(one => one.Do(job.Id, order, CancellationToken.None), new EnqueuedState(queue)), job);
        }
    }

    /// <summary>Waits until all are done or have failed. Where the storage cannot be reached it goes on waiting.</summary>
    public void Wait(CommandConsole console, CancellationToken cancellationToken)
    {
        var pending = new Queue<string>(_jobs.Keys);
        long told = Stopwatch.GetTimestamp();
        bool isReached = true;
        while (pending.Count > 0 && !cancellationToken.WaitHandle.WaitOne(Pace))
        {
            try
            {
                Ask(pending);
                isReached = true;
            }
            catch (Exception unreachable) when (unreachable is System.Data.Common.DbException or TimeoutException or IOException)
            {
                if (isReached)
                    console.Hint("The storage cannot be reached; waiting for it.");
                isReached = false;
            }

            if (Stopwatch.GetElapsedTime(told) < Telling)
                continue;
            told = Stopwatch.GetTimestamp();
            console.Hint(string.Create(CultureInfo.InvariantCulture, $"{Count - pending.Count} of {Count} jobs, {_failed.Count} failed."));
        }
    }

    /// <summary>Writes what failed, and says what became of all.</summary>
    /// <returns>Whether all are done.</returns>
    public bool Tell(BatchFolder folder, CommandConsole console, TimeSpan time, CancellationToken cancellationToken)
    {
        folder.Journal.Refresh();
        using var failures = new FailureFile(Path.Combine(folder.Path, "failures.jsonl"));
        failures.Clear();
        JobResult[] results = [.. _jobs.Values.Select(job => (Job: job, Entry: folder.Journal.Find(job.Output))).Where(job => job.Entry is not null).Select(job => new JobResult(job.Job, job.Entry!))];
        foreach (JobResult result in results.Where(result => result.State == JobState.Failed))
        {
            failures.Add(result);
            console.Error($"{result.Job}: {string.Join(Environment.NewLine + "  ", result.Entry.Faults)}");
        }

        int done = results.Count(result => result.State == JobState.Done && result.Entry.Files.All(file => file.Stands(folder.Path)));
        console.Say(string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(Count, "job")}: {done} done, {Count - done} not, in {time.TotalSeconds:0.0} s, {Count / time.TotalSeconds:0.00} jobs a second."));
        if (cancellationToken.IsCancellationRequested)
            console.Hint("Stopped. The same command goes on with the rest.");
        return done == Count;
    }

    private void Ask(Queue<string> pending)
    {
        using IStorageConnection connection = storage.GetConnection();
        for (int asked = Math.Min(pending.Count, MostAsked); asked > 0; asked--)
        {
            string id = pending.Peek();
            string? state = connection.GetStateData(id)?.Name;
            pending.Dequeue();
            if (state == FailedState.StateName || state == DeletedState.StateName)
                _failed.Add(id);
            else if (state != SucceededState.StateName)
                pending.Enqueue(id);
        }
    }
}
