using System.Diagnostics;

namespace Dcmqi.Cli.Batch;

/// <summary>Does one job: its outputs are made beside their place and take it when all are whole. What is done already, of the same inputs and options, is not done again. Safe to use from several threads.</summary>
/// <param name="folder">Where outputs and the journal are.</param>
internal sealed class JobRunner(BatchFolder folder)
{
    // ENOSPC and ERROR_DISK_FULL as .NET gives them.
    private const int NoSpaceOnUnix = 28, NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether other processes do jobs of the same folder, so that what they did is looked up before each.</summary>
    public bool SharesFolder { get; init; }

    /// <summary>Takes what is made into archives; <see langword="null"/> where no job has one.</summary>
    public ArchiveUpload? Upload { get; init; }

    /// <summary>Arguments of jobs that read from an archive: who asks.</summary>
    public IReadOnlyList<string> Access { get; init; } = [];

    /// <summary>Looks at the inputs of a job, and at what became of it before.</summary>
    /// <exception cref="IOException">An input cannot be read.</exception>
    public JobPlan Plan(BatchJob job, CancellationToken cancellationToken)
    {
        if (SharesFolder)
            folder.Journal.Refresh();
        JournalEntry? before = folder.Journal.Find(job.Output);
        string stamp = JobFingerprint.Stamp(job);
        bool stands = before is { Files.Count: > 0 } && before.Files.All(file => file.Stands(folder.Path));
        if (stands && before!.Stamp == stamp)
            return new JobPlan(job, stamp, before.Content!, before, IsMade: true);
        string content = JobFingerprint.Content(job, cancellationToken);
        return new JobPlan(job, stamp, content, before, IsMade: stands && before!.Content == content);
    }

    /// <summary>What is left to do of a job whose outputs stand: mostly nothing, or to store them.</summary>
    public JobResult Finish(JobPlan plan, int attempt, CancellationToken cancellationToken) => Guarded(plan.Job, attempt, () =>
    {
        JournalEntry entry = plan.Before! with { State = JobState.Done, Faults = [], Stamp = plan.Stamp };
        if (plan.Job.Url is not null && entry.Stored != plan.Job.Url)
            return Store(plan.Job, entry with { Attempts = attempt, Seconds = 0 }, cancellationToken);

        // Inputs that were only touched are not read another time.
        if (plan.Before!.Stamp != plan.Stamp || plan.Before.State != JobState.Done)
            folder.Journal.Add(entry with { Finished = TimeProvider.System.GetUtcNow() });
        return new JobResult(plan.Job, entry with { State = JobState.Unchanged });
    });

    /// <summary>Does a job, and stores what it made where it has an archive.</summary>
    public JobResult Make(JobPlan plan, int attempt, CancellationToken cancellationToken) => Guarded(plan.Job, attempt, () =>
    {
        string stage = folder.NewStage();
        try
        {
            JobResult made = Make(plan, stage, attempt, cancellationToken);
            return made.State == JobState.Done && plan.Job.Url is not null ? Store(plan.Job, made.Entry, cancellationToken) : made;
        }
        finally
        {
            Directory.Delete(stage, recursive: true);
        }
    });

    /// <summary>Turns what makes a job fail into its result.</summary>
    public JobResult Guarded(BatchJob job, int attempt, Func<JobResult> run)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            return new JobResult(job, EntryOf(job, JobState.Cancelled, attempt));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Failed(job, attempt, [CommandTerms.Of(failure.Message)], [failure]);
        }
    }

    /// <summary>A job that failed, which the journal keeps.</summary>
    /// <param name="job">The job.</param>
    /// <param name="attempt">Which attempt it was, from 1.</param>
    /// <param name="faults">Why, for people.</param>
    /// <param name="failures">Why, where exceptions say it.</param>
    /// <param name="made">What is made all the same.</param>
    public JobResult Failed(BatchJob job, int attempt, IReadOnlyList<string> faults, IReadOnlyList<Exception> failures, JournalEntry? made = null)
    {
        bool isDiskFull = failures.Any(failure => failure is IOException { HResult: NoSpaceOnUnix or NoSpaceOnWindows });
        JournalEntry entry = (made ?? EntryOf(job, JobState.Failed, attempt)) with { State = JobState.Failed, Faults = faults, Finished = TimeProvider.System.GetUtcNow() };
        try
        {
            folder.Journal.Add(entry);
        }
        catch (IOException unwritten)
        {
            entry = entry with { Faults = [.. faults, $"The journal cannot be written: {unwritten.Message}"] };
            isDiskFull |= unwritten.HResult is NoSpaceOnUnix or NoSpaceOnWindows;
        }

        bool mayPass = failures.Count > 0 && failures.All(failure => failure is DicomWebException asked ? ArchiveUpload.MayPass(asked) : failure is IOException and not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException));
        return new JobResult(job, entry, mayPass && !isDiskFull, isDiskFull);
    }

    private JobResult Make(JobPlan plan, string stage, int attempt, CancellationToken cancellationToken)
    {
        BatchJob job = plan.Job;
        foreach (string output in job.Outputs)
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(stage, output))!);
        var console = new CommandConsole(TextWriter.Null, TextWriter.Null)
        {
            Authorship = new() { Uids = new UidGenerator(plan.Content), TimeProvider = new CohortTime(folder.Date) },
        };
        long start = Stopwatch.GetTimestamp();
        int exitCode = CommandLine.Run([job.Command, .. JobArguments.Of(job, stage), .. job.Options.Any(option => option.Name == "--inputDICOMweb") ? Access : []], console, cancellationToken);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (exitCode == CommandLine.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        if (exitCode != 0)
            return Failed(job, attempt, [.. console.Errors.Select(Placed)], console.Failures);
        if (JobFingerprint.Stamp(job) != plan.Stamp)
            throw new IOException("An input was changed while it was read.");
        JournalEntry entry = EntryOf(job, JobState.Done, attempt) with
        {
            Stamp = plan.Stamp,
            Content = plan.Content,
            Files = Keep(stage, plan.Before),
            Warnings = [.. console.Warnings.Select(Placed)],
            Seconds = seconds,
        };
        folder.Journal.Add(entry);
        return new JobResult(job, entry);

        string Placed(string message) => message.Replace(stage, folder.Path, StringComparison.Ordinal);
    }

    // What is made is kept: only storing is tried again.
    private JobResult Store(BatchJob job, JournalEntry made, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string> faults = Upload!.Store(job.Url!, made.Files.Select(file => Path.Combine(folder.Path, file.Path)), cancellationToken);
            if (faults.Count > 0)
                return Failed(job, made.Attempts, faults, [], made);
        }
        catch (DicomWebException failure)
        {
            return Failed(job, made.Attempts, [CommandTerms.Of(failure.Message)], [failure], made);
        }

        JournalEntry stored = made with { Stored = job.Url, Finished = TimeProvider.System.GetUtcNow() };
        folder.Journal.Add(stored);
        return new JobResult(job, stored);
    }

    // Files that the job made of other inputs before, and does not make now, go.
    private List<JobFile> Keep(string stage, JournalEntry? before)
    {
        var kept = new List<JobFile>();
        foreach (string made in Directory.EnumerateFiles(stage, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(stage, made).Replace('\\', '/'), place = Path.Combine(folder.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(made, place, overwrite: true);
            kept.Add(JobFile.Of(folder.Path, name));
        }

        foreach (JobFile old in before?.Files ?? [])
        {
            if (!kept.Exists(file => file.Path == old.Path))
                File.Delete(Path.Combine(folder.Path, old.Path));
        }

        return kept;
    }

    private static JournalEntry EntryOf(BatchJob job, JobState state, int attempt) =>
        new() { Job = job.Output, Id = job.Id, Line = job.Line, State = state, Attempts = attempt, Finished = TimeProvider.System.GetUtcNow() };
}
