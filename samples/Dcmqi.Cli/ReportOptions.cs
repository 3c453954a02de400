using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary>The options that commands which write a measurement report have in common.</summary>
internal sealed class ReportOptions
{
    public Option<string> ImageLibrary { get; } = new("--inputImageLibraryDirectory") { HelpName = "DIR", Description = "Folder of the files that imageLibrary names; the current one if not given." };

    public Option<string> CompositeContext { get; } = new("--inputCompositeContextDirectory") { HelpName = "DIR", Description = "Folder of the files that compositeContext names; the current one if not given." };

    public Option<bool> AnyFolder { get; } = new("--allowAnyFolder") { Description = "Opens files that the JSON file names outside these two folders, too; without it they are refused. (dcmqi has no such option.)" };

    public Option<string> Output { get; } = CommonOptions.Required("--outputDICOM", "FILE", "DICOM SR to write.");

    public void AddTo(Command command)
    {
        command.Options.Add(ImageLibrary);
        command.Options.Add(CompositeContext);
        command.Options.Add(Output);
        command.Options.Add(AnyFolder);
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

    public MeasurementReportBuilder Builder(ParseResult parsed, MeasurementReportMetadata metadata, CommandConsole console)
    {
        CheckIsNoInput(parsed, metadata);
        return new(metadata)
        {
            ImageLibraryFolder = parsed.GetValue(ImageLibrary),
            CompositeContextFolder = parsed.GetValue(CompositeContext),
            Authorship = console.Authorship,
            NamedFiles = parsed.GetValue(AnyFolder) ? DataFileAccess.Anywhere : DataFileAccess.OwnFolderAndBelow,
        };
    }

    // Files that the metadata name are read, too.
    private void CheckIsNoInput(ParseResult parsed, MeasurementReportMetadata metadata)
    {
        var named = new InputFiles();
        foreach ((Option<string> option, IReadOnlyList<string> names) in new[] { (ImageLibrary, metadata.ImageLibrary), (CompositeContext, metadata.CompositeContext) })
        {
            foreach (string path in names.Select(name => Path.Combine(parsed.GetValue(option) ?? "", name)).Where(File.Exists))
                named.File(option.Name, path);
        }

        named.CheckAreNoInputs(Output.Name, [parsed.GetRequiredValue(Output)]);
    }

    /// <summary>Writes a report and says what is in it.</summary>
    public void Save(ParseResult parsed, MeasurementReport report, CommandConsole console)
    {
        string path = parsed.GetRequiredValue(Output);
        console.Warn(report.Warnings);
        report.Save(path);
        int measurements = report.Groups.Sum(group => group.Measurements.Count), evaluations = report.Groups.Sum(group => group.QualitativeEvaluations.Count);
        console.Say($"Saved {path}: {Counted.Of(report.Groups.Count, "group")}, {Counted.Of(measurements, "measurement")}, {Counted.Of(evaluations, "evaluation")}.");
    }
}
