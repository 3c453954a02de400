using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>srdump</c>: what a DICOM SR document says, for people.</summary>
internal static class SrDumpCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var files = new Argument<string[]>("FILE") { Description = "DICOM SR documents: measurement reports (TID 1500) and others.", Arity = ArgumentArity.OneOrMore };
        Option<bool> html = new("--html") { Description = "Prints an HTML page; of one file." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("srdump", "Prints DICOM SR documents as an outline of text, or as an HTML page.") { files, html, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] paths = parsed.GetRequiredValue(files);
            bool asHtml = parsed.GetValue(html);
            if (asHtml && paths.Length > 1)
                throw new UsageException($"--html makes one page of one file; {paths.Length} files are given.");
            new InputFiles().Files("srdump", paths).Check();
            foreach (string path in paths)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using MeasurementReport report = MeasurementReport.Open(path);
                console.Warn(report.Warnings, path, paths.Length > 1);
                console.Say((asHtml ? report.ToHtml() : report.ToText()).TrimEnd('\n'));
            }
        }));
        return command;
    }
}
