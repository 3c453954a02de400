using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>sourceinfo</c>: what is understood of DICOM images.</summary>
internal static class SourceInfoCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of DICOM images, searched with its subfolders; or one DICOM file, or headers in DICOM JSON (.json)." };
        CommonOptions.RefuseOptions(folder);
        Option<bool> json = new("--json") { Description = "Prints one JSON object." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("sourceinfo", "Prints what is understood of DICOM images: series, volumes, grids, gaps, frames.") { folder, json, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string path = parsed.GetRequiredValue(folder);
            bool isFolder = Directory.Exists(path);
            if (!isFolder)
                new InputFiles().File("sourceinfo", path).Check();
            var input = new SourceInput { Files = isFolder ? [] : [path], Folder = isFolder ? path : null, Volume = null, NoSource = false, ContextFile = null };
            SourceImages source = input.Load(console, cancellationToken);
            console.Say(parsed.GetValue(json) ? SourceInfoJson.Of(path, source) : SourceInfoText.Of(source));
            if (!parsed.GetValue(json))
                console.Warn(source.Warnings);
        }));
        return command;
    }
}
