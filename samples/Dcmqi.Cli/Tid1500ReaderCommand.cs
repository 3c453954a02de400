using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>tid1500reader</c>: a DICOM SR of template TID 1500 becomes a JSON document.</summary>
internal static class Tid1500ReaderCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "DICOM SR to read.");
        Option<string> output = CommonOptions.Required("--outputMetadata", "FILE", "JSON file to write.");
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("tid1500reader", "Reads a DICOM SR (TID 1500) as JSON.") { input, output, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string path = parsed.GetRequiredValue(input), target = parsed.GetRequiredValue(output);
            new InputFiles().File("--inputDICOM", path).FolderOf("--outputMetadata", target).Check();
            using MeasurementReport report = MeasurementReport.Open(path);
            console.Warn(report.Warnings);
            report.SaveJson(target);
            console.Say($"Saved {target}: {report}.");
        }));
        return command;
    }
}
