using System.CommandLine;
using System.Diagnostics;
using Dcmqi.Cli;
using Dcmqi.Cli.Batch;
using Hangfire;

namespace Dcmqi.Cohort;

/// <summary>The command line: a manifest alone, in memory; or workers and manifests that meet in PostgreSQL.</summary>
internal sealed class CohortCommands(CommandConsole console, CancellationToken cancellationToken)
{
    private readonly Argument<string> _manifest = new("MANIFEST") { Description = "CSV or JSON lines, as for dcmqi batch." };
    private readonly Option<string> _output = new("--output") { HelpName = "DIR", Description = "Folder to write into; 'results' beside the manifest, if not given." };
    private readonly Option<string> _storage = new("--storage") { HelpName = "CONNECTION", Description = $"PostgreSQL, such as \"Host=db;Database=cohort;Username=dcmqi\"; the environment variable {CohortStorage.Variable}, if not given, which is the place for a password." };
    private readonly Option<string> _queues = new("--queues") { HelpName = "default=N,large=N", Description = "How many jobs of each queue this process does at once.", DefaultValueFactory = _ => $"{CohortQueue.Usual}={Environment.ProcessorCount},{CohortQueue.Large}=1" };
    private readonly Option<int> _retries = new("--retries") { HelpName = "N", Description = "How many times a job is tried again where files or the archive could not be reached.", DefaultValueFactory = _ => 2 };
    private readonly Option<int> _port = new("--port") { HelpName = "PORT", Description = "Port of the dashboard, which this machine alone can reach; one that is free, if not given." };
    private readonly Option<double> _large = new("--large") { HelpName = "GB", Description = "Jobs that need so much memory or more go to the queue 'large'.", DefaultValueFactory = _ => 2 };
    private readonly Option<int> _invisibility = new("--invisibility") { HelpName = "SECONDS", Description = "After how long the job of a worker that is gone is given to another.", DefaultValueFactory = _ => 60 };
    private readonly Option<bool> _wait = new("--wait") { Description = "Ends when all jobs have ended, with an exit code that says how." };

    private readonly Option<string> _url = new("--url") { HelpName = "URL", Description = "Address of an archive's DICOMweb service that gets what is made, where a row does not name another." };
    private readonly ArchiveOptions _archive = new();

    public RootCommand Root()
    {
        var root = new RootCommand("The jobs of a manifest as background jobs of Hangfire: in memory, with a dashboard; or in PostgreSQL, for workers on many machines.") { _manifest, _output, _queues, _retries, _port, _large, _url };
        root.SetAction(parsed => console.Run(verbose: false, () => Run(parsed)));
        var worker = new Command("worker", "Does jobs that wait in PostgreSQL, until it is stopped.") { _storage, _queues, _retries, _port, _invisibility };
        foreach (Option option in _archive.Access)
        {
            root.Add(option);
            worker.Add(option);
        }

        worker.SetAction(parsed => console.Run(verbose: false, () => Work(parsed)));
        var enqueue = new Command("enqueue", "Puts the jobs of a manifest into PostgreSQL.") { _manifest, _output, _storage, _large, _url, _wait, _invisibility };
        enqueue.SetAction(parsed => console.Run(verbose: false, () => Enqueue(parsed)));
        root.Add(worker);
        root.Add(enqueue);
        return root;
    }

    private int Run(ParseResult parsed)
    {
        CohortStorage.UseRetries(parsed.GetValue(_retries));
        (IReadOnlyList<BatchJob> jobs, string output) = Jobs(parsed);
        JobStorage storage = CohortStorage.InMemory();
        using BatchFolder folder = FolderOf(output);
        long start = Stopwatch.GetTimestamp();
        var run = new CohortRun(storage, folder.Path);
        run.Enqueue(jobs, LargeBytes(parsed));
        using (var servers = new CohortServers(storage, CohortQueue.Of(parsed.GetRequiredValue(_queues)), AccessOf(parsed), console))
        {
            console.Say($"Dashboard: {servers.OpenDashboard(storage, parsed.GetValue(_port))}");
            run.Wait(console, cancellationToken);
        }

        return ExitCode(run.Tell(folder, console, Stopwatch.GetElapsedTime(start), cancellationToken));
    }

    private int Work(ParseResult parsed)
    {
        CohortStorage.UseRetries(parsed.GetValue(_retries));
        IReadOnlyList<CohortQueue> queues = CohortQueue.Of(parsed.GetRequiredValue(_queues));
        JobStorage storage = PostgreSql(parsed);
        using var servers = new CohortServers(storage, queues, AccessOf(parsed), console);
        console.Say($"Dashboard: {servers.OpenDashboard(storage, parsed.GetValue(_port))}");
        cancellationToken.WaitHandle.WaitOne();
        return 0;
    }

    private int Enqueue(ParseResult parsed)
    {
        (IReadOnlyList<BatchJob> jobs, string output) = Jobs(parsed);
        JobStorage storage = PostgreSql(parsed);
        using BatchFolder folder = FolderOf(output);
        long start = Stopwatch.GetTimestamp();
        var run = new CohortRun(storage, folder.Path);
        run.Enqueue(jobs, LargeBytes(parsed));
        console.Say($"{Counted.Of(run.Count, "job")} in the queue.");
        if (!parsed.GetValue(_wait))
            return 0;
        run.Wait(console, cancellationToken);
        return ExitCode(run.Tell(folder, console, Stopwatch.GetElapsedTime(start), cancellationToken));
    }

    // The date of the cohort is set here, before a worker asks for it.
    private static BatchFolder FolderOf(string output) => new(output, CohortFolders.Suffix + "-manifest", null);

    private (IReadOnlyList<BatchJob> Jobs, string Output) Jobs(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_manifest);
        new InputFiles().File("MANIFEST", path).Check();
        string output = Path.GetFullPath(parsed.GetValue(_output) ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "results"));
        var inputs = new InputFiles();
        string? root = parsed.GetValue(_url) is { } address ? ArchiveOptions.RootOf("--url", address, inputs)?.AbsoluteUri : null;
        inputs.Check();
        return ([.. Manifest.Read(path, Shard.Whole, output).Select(job => job with { Url = job.Url ?? root })], output);
    }

    private ArchiveAccess AccessOf(ParseResult parsed)
    {
        ArchiveAccess access = _archive.AccessOf(parsed);
        var inputs = new InputFiles();
        access.Check(inputs);
        inputs.Check();
        return access;
    }

    private JobStorage PostgreSql(ParseResult parsed) => CohortStorage.PostgreSql(parsed.GetValue(_storage), TimeSpan.FromSeconds(parsed.GetValue(_invisibility)));

    private long LargeBytes(ParseResult parsed) => (long)(parsed.GetValue(_large) * (1L << 30));

    private int ExitCode(bool isDone) => cancellationToken.IsCancellationRequested && !isDone ? CommandLine.Cancelled : isDone ? 0 : CommandLine.Failed;
}
