using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>store</c>: DICOM files go into an archive.</summary>
internal static class StoreCommand
{
    // PS3.10 7.1: a preamble of 128 bytes, and this.
    private static readonly byte[] Mark = "DICM"u8.ToArray();

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Argument<string[]> files = CommonOptions.Files("DICOM files of any kind; of folders, all DICOM files in them and their subfolders.");
        Option<string> url = CommonOptions.Required("--url", "URL", "Address of the archive's DICOMweb service, which /studies follows, such as https://pacs.example/dicom-web.");
        Option<bool> verify = new("--verify") { Description = "Searches the archive afterwards for what it says that it has stored." };
        var archive = new ArchiveOptions();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("store", "Stores DICOM files in an archive (DICOMweb); exit code 1 where one was not stored. (dcmqi has no such command.)") { files, url, verify, verbose };
        foreach (Option option in archive.Access)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] named = parsed.GetRequiredValue(files);
            var inputs = new InputFiles();
            ArchiveAccess access = archive.AccessOf(parsed);
            access.Check(inputs);
            Uri? root = ArchiveOptions.RootOf("--url", parsed.GetRequiredValue(url), inputs);
            inputs.Files("store", named.Where(path => !Directory.Exists(path))).Check();
            string[] paths = [.. named.SelectMany(path => Directory.Exists(path) ? FilesIn(path) : [path])];
            if (paths.Length == 0)
                throw new UsageException("store: there is no DICOM file in the folders named.");
            console.Plan(("Storing", 1, 1));
            using DicomWebClient web = access.Open(root!, console, new DicomWebOptions { VerifyStored = parsed.GetValue(verify) });
            try
            {
                return Tell(console, web.StoreAsync(paths, console.Progress, cancellationToken).GetAwaiter().GetResult(), web.Root);
            }
            catch (OperationCanceledException)
            {
                console.Error("Cancelled; what was sent before may be stored.");
                return CommandLine.Cancelled;
            }
        }));
        return command;
    }

    private static int Tell(CommandConsole console, StoreResult result, Uri root)
    {
        console.Warn([.. result.Warnings, .. result.Stored.Where(stored => stored.Warning is not null).Select(stored => $"{Path.GetFileName(stored.File)}: {stored.Warning}.")]);
        if (result.Stored.Count > 0)
            console.Say($"Stored {Counted.Of(result.Stored.Count, "instance")} in {root}.");
        foreach (StoreFailure failure in result.Failures)
            console.Error($"{failure.File}: {failure.Meaning}.");
        return result.Failures.Count > 0 ? CommandLine.Failed : 0;
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(IsDicom);

    /// <summary>Whether a file is one of DICOM (PS3.10).</summary>
    public static bool IsDicom(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[132];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan(128).SequenceEqual(Mark);
    }
}
