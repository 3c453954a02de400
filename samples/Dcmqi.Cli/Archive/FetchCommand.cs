using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>fetch</c>: a study or series of an archive becomes files.</summary>
internal static class FetchCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> url = CommonOptions.Required("--url", "URL", "Address of the archive's DICOMweb service, which /studies follows, such as https://pacs.example/dicom-web.");
        Option<string> study = CommonOptions.Required("--study", "UID", "Study Instance UID.");
        Option<string> series = new("--series") { HelpName = "UID", Description = "Series Instance UID; all series of the study, each in a folder of its own, if not given." };
        Option<string> output = CommonOptions.Required("--output", "DIR", "Folder to write into; made where it is missing. Files are named by their SOP Instance UIDs.");
        Option<bool> headers = new("--headersOnly") { Description = "Retrieves headers alone, as DICOM JSON: one file for each series, named by its UID. --inputDICOMList takes such a file where pixels are not needed." };
        var archive = new ArchiveOptions();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("fetch", "Retrieves a study or series from an archive (DICOMweb). (dcmqi has no such command.)") { url, study, series, output, headers, verbose };
        foreach (Option option in archive.Access)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            var inputs = new InputFiles();
            ArchiveAccess access = archive.AccessOf(parsed);
            access.Check(inputs);
            Uri? root = ArchiveOptions.RootOf("--url", parsed.GetRequiredValue(url), inputs);
            CheckUid(inputs, "--study", parsed.GetRequiredValue(study));
            CheckUid(inputs, "--series", parsed.GetValue(series));
            string folder = parsed.GetRequiredValue(output);
            if (File.Exists(folder))
                inputs.Fault($"--output: '{folder}' is a file; name a folder.");
            inputs.Check();
            using DicomWebClient web = access.Open(root!, console);
            var fetch = new Fetching(web, parsed.GetRequiredValue(study), folder, console, cancellationToken);
            try
            {
                fetch.RunAsync(parsed.GetValue(series), parsed.GetValue(headers)).GetAwaiter().GetResult();
                return 0;
            }
            catch (OperationCanceledException)
            {
                console.Error("Cancelled; files that had come whole are there.");
                return CommandLine.Cancelled;
            }
        }));
        return command;
    }

    private static void CheckUid(InputFiles inputs, string option, string? uid)
    {
        if (uid is not null && (uid.Length > 64 || uid.Split('.').Any(part => part.Length == 0 || !part.All(char.IsAsciiDigit))))
            inputs.Fault($"{option}: '{uid}' is no UID; digits and single dots were expected, at most 64 characters.");
    }
}
