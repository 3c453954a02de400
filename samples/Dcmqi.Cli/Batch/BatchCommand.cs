using System.CommandLine;
using System.Globalization;

namespace Dcmqi.Cli.Batch;

/// <summary><c>batch</c>: a manifest of conversions, done side by side, and gone on with where it was stopped.</summary>
internal static class BatchCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var manifest = new Argument<string>("MANIFEST") { Description = "CSV with a header, or JSON lines: a job in each row. Paths in it are relative to its folder." };
        CommonOptions.RefuseOptions(manifest);
        Option<string> output = CommonOptions.Required("--output", "DIR", "Folder to write into; made where it is missing. Outputs that are there, of the same inputs and options, are not made again.");
        Option<int> workers = new("--workers") { HelpName = "N", Description = "How many jobs run at once; one for each processor, if not given.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<int> retries = new("--retries") { HelpName = "N", Description = "How many times a job is tried again where files or the archive could not be reached; 2, if not given.", DefaultValueFactory = _ => 2 };
        AtLeast(workers, 1);
        AtLeast(retries, 0);
        Option<string> memory = new("--memory") { HelpName = "SIZE", Description = "Memory that all jobs together may take, such as 16G or 800M; 80 % of the machine's or the container's, if not given." };
        Option<string> shard = new("--shard") { HelpName = "I/N", Description = "Does only every Nth row, beginning with the Ith: a part for each of N processes, on one machine or many." };
        Option<string> date = new("--date") { HelpName = "DATE", Description = "Date and time that all objects say, such as 2026-01-31 or 2026-01-31T12:00:00Z; that of the first run in the output folder, if not given." };
        Option<string> report = new("--report") { HelpName = "FILE", Description = "HTML page to write on what was done, what failed and why." };
        Option<string> url = new("--url") { HelpName = "URL", Description = "Address of an archive's DICOMweb service that gets what is made, where a row does not name another in its column url." };
        var archive = new ArchiveOptions();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("batch", "Does the conversions that a manifest lists, side by side; run again, it goes on where it was stopped. (dcmqi has no such command.)") { manifest, output, workers, retries, memory, shard, date, url, report, verbose };
        foreach (Option option in archive.Access)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string path = parsed.GetRequiredValue(manifest), folderPath = parsed.GetRequiredValue(output);
            var budget = new MemoryBudget(parsed.GetValue(memory) is { } size ? BytesOf(size) : MemoryBudget.OfMachine);
            Shard part = parsed.GetValue(shard) is { } text ? Shard.Of(text) : Shard.Whole;
            DateTimeOffset? given = parsed.GetValue(date) is { } written ? DateOf(written) : null;
            var inputs = new InputFiles().File("MANIFEST", path);
            if (File.Exists(folderPath))
                inputs.Fault($"--output: '{folderPath}' is a file.");
            if (parsed.GetValue(report) is { } page)
                inputs.FolderOf("--report", page);
            ArchiveAccess access = archive.AccessOf(parsed);
            access.Check(inputs);
            string? root = parsed.GetValue(url) is { } address ? ArchiveOptions.RootOf("--url", address, inputs)?.AbsoluteUri : null;
            inputs.Check();
            IReadOnlyList<BatchJob> jobs = [.. Manifest.Read(path, part, folderPath).Select(job => job with { Url = job.Url ?? root })];
            using var folder = new BatchFolder(folderPath, part.Suffix, given);
            using var failures = new FailureFile(Path.Combine(folder.Path, $"failures{part.Suffix}.jsonl"));
            failures.Clear();
            using var upload = new ArchiveUpload(access, console);
            var runner = new JobRunner(folder) { Upload = upload, Access = access.Arguments };
            BatchSummary summary = new BatchRun(console, folder) { Runner = runner, Jobs = jobs, Workers = parsed.GetValue(workers), Retries = parsed.GetValue(retries), Memory = budget, Failures = failures }.Run(cancellationToken);
            if (parsed.GetValue(report) is { } reportPath)
                WriteReport(reportPath, BatchReport.Of(summary, path, folder.Path));
            return Tell(console, summary, failures, cancellationToken);
        }));
        return command;
    }

    private static int Tell(CommandConsole console, BatchSummary summary, FailureFile failures, CancellationToken cancellationToken)
    {
        console.Say(summary.ToString());
        int warned = summary.Results.Count(result => result.State == JobState.Done && result.Entry.Warnings.Count > 0);
        if (warned > 0)
            console.Say($"{Counted.Of(warned, "job")} had warnings; --report shows them.");
        if (summary.Failed > 0)
            console.Say($"What failed, and why: {failures.Path}. The same command tries it again.");
        if (summary.IsDiskFull)
            console.Error("The disk is full. Make room and run the same command again: it goes on with the rest.");
        if (cancellationToken.IsCancellationRequested && summary.Left > 0)
        {
            console.Error("Cancelled. The same command goes on with the rest.");
            return CommandLine.Cancelled;
        }

        return summary.Failed > 0 || summary.Left > 0 ? CommandLine.Failed : 0;
    }

    private static void WriteReport(string path, string page)
    {
        using var outputs = new OutputSet(Path.GetDirectoryName(Path.GetFullPath(path))!);
        outputs.Write(Path.GetFileName(path), temporary => File.WriteAllText(temporary, page));
        outputs.Keep(new InputFiles(), "--report");
    }

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (CommonOptions.NumberOf(result) < least)
            result.AddError($"{option.Name}: {least} or more was expected.");
    });

    private static DateTimeOffset DateOf(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date
            : throw new UsageException($"--date: '{text}' is no date; expected 2026-01-31 or 2026-01-31T12:00:00Z (UTC).");

    private static long BytesOf(string text)
    {
        int power = "KMGT".IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal) + 1;
        return double.TryParse(power > 0 ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number > 0 && number < 1e6
            ? (long)(number * Math.Pow(1024, power == 0 ? 3 : power))
            : throw new UsageException($"--memory: '{text}' is no size; expected a number of gigabytes, or one with K, M, G or T, such as 16G.");
    }
}
