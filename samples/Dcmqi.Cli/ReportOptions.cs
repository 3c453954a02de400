using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The options that commands which write a measurement report have in common.</summary>
internal sealed class ReportOptions
{
    public Option<string> ImageLibrary { get; } = new("--inputImageLibraryDirectory") { HelpName = "DIR", Description = "Folder of the files that imageLibrary names; the current one if not given." };

    public Option<string> CompositeContext { get; } = new("--inputCompositeContextDirectory") { HelpName = "DIR", Description = "Folder of the files that compositeContext names; the current one if not given." };

    public Option<string> Output { get; } = CommonOptions.Required("--outputDICOM", "FILE", "DICOM SR to write.");

    public void AddTo(Command command)
    {
        command.Options.Add(ImageLibrary);
        command.Options.Add(CompositeContext);
        command.Options.Add(Output);
    }

    /// <summary>Tells of folders that are not there.</summary>
    public InputFiles Check(ParseResult parsed, InputFiles inputs)
    {
        foreach (Option<string> option in new[] { ImageLibrary, CompositeContext })
        {
            if (parsed.GetValue(option) is { } folder)
                inputs.Folder(option.Name, folder);
        }

        return inputs.FolderOf(Output.Name, parsed.GetRequiredValue(Output));
    }

    public MeasurementReportBuilder Builder(ParseResult parsed, MeasurementReportMetadata metadata) => new(metadata)
    {
        ImageLibraryFolder = parsed.GetValue(ImageLibrary),
        CompositeContextFolder = parsed.GetValue(CompositeContext),
    };

    /// <summary>Writes a report and says what is in it.</summary>
    public void Save(ParseResult parsed, MeasurementReport report, CommandConsole console)
    {
        string path = parsed.GetRequiredValue(Output);
        console.Warn(report.Warnings);
        report.Save(path);
        int measurements = report.Groups.Sum(group => group.Measurements.Count), evaluations = report.Groups.Sum(group => group.QualitativeEvaluations.Count);
        console.Say($"Saved {path}: {report.Groups.Count} {(report.Groups.Count == 1 ? "group" : "groups")}, {measurements} {(measurements == 1 ? "measurement" : "measurements")}, {evaluations} {(evaluations == 1 ? "evaluation" : "evaluations")}.");
    }
}
