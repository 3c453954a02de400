using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>tid1500tocsv</c>: the measurements of a DICOM SR of template TID 1500 become a table.</summary>
internal static class Tid1500ToCsvCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "DICOM SR to read.");
        Option<string> output = CommonOptions.Required("--outputCSV", "FILE", "Table to write, one measurement or evaluation in each row.");
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("tid1500tocsv", "Reads the measurements of a DICOM SR (TID 1500) as a table.") { input, output, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string path = parsed.GetRequiredValue(input), target = parsed.GetRequiredValue(output);
            new InputFiles().File("--inputDICOM", path).FolderOf("--outputCSV", target).Check();
            using MeasurementReport report = MeasurementReport.Open(path);
            MeasurementTable table = MeasurementTable.FromReport(report);
            console.Warn(report.Warnings.Concat(table.Warnings));
            table.Save(target);
            console.Say($"Saved {target}: {table}.");
        }));
        return command;
    }
}
