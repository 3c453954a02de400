using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>tid1500writer</c>: a JSON document with measurements becomes a DICOM SR of template TID 1500.</summary>
internal static class Tid1500WriterCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string> metadata = CommonOptions.Required("--inputMetadata", "FILE", "JSON file with the measurements and what is said about them.");
        var report = new ReportOptions();
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("tid1500writer", "Writes measurements as a DICOM SR (TID 1500).") { metadata };
        report.AddTo(command);
        command.Options.Add(strict);
        command.Options.Add(verbose);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string path = parsed.GetRequiredValue(metadata);
            report.Check(parsed, new InputFiles().File("--inputMetadata", path)).Check();
            using MeasurementReport built = report.Builder(parsed, MeasurementReportMetadata.Load(path, CommonOptions.ReadOptions(parsed, strict)), console).Build();
            report.Save(parsed, built, console);
        }));
        return command;
    }
}
