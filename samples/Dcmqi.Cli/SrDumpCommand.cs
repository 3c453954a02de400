using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>srdump</c>: what a DICOM SR document says, for people.</summary>
internal static class SrDumpCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Argument<string[]> files = CommonOptions.Files("DICOM SR documents: measurement reports (TID 1500) and others.");
        Option<bool> html = new("--html") { Description = "Prints an HTML page; of one file." };
        Option<bool> json = new("--json") { Description = "Prints JSON: the document that tid1500reader writes, one for each file, in an array." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("srdump", "Prints DICOM SR documents as an outline of text, as an HTML page or as JSON.") { files, html, json, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] paths = parsed.GetRequiredValue(files);
            bool asHtml = parsed.GetValue(html);
            if (asHtml && paths.Length > 1)
                throw new UsageException($"--html makes one page of one file; {paths.Length} files are given.");
            bool asJson = parsed.GetValue(json);
            if (asHtml && asJson)
                throw new UsageException("--html and --json cannot both be given.");
            var documents = new List<string>();
            new InputFiles().Files("srdump", paths).Check();
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using MeasurementReport report = MeasurementReport.Open(path);
                console.Warn(report.Warnings, path, paths.Length > 1);
                if (asJson)
                    documents.Add(report.ToJson());
                else
                    console.Say((asHtml ? report.ToHtml() : report.ToText()).TrimEnd('\n'));
            }

            if (asJson)
                console.Say(JsonText.OfAll(documents, (writer, document) => writer.WriteRawValue(document)));
        }));
        return command;
    }
}
