namespace Dcmqi.Cli;

/// <summary>What <c>measure</c> writes of its measurements; where no file is named, it prints them alone.</summary>
/// <param name="ReportFile">The DICOM SR.</param>
/// <param name="CsvFile">The table with a row for each measurement.</param>
/// <param name="WideCsvFile">The table with a row for each segment.</param>
/// <param name="DrawAxes">Whether the report has the diameters drawn into the images.</param>
/// <param name="IsJson">Whether JSON is printed in place of the table.</param>
internal sealed record MeasureOutput(string? ReportFile, string? CsvFile, string? WideCsvFile, bool DrawAxes, bool IsJson)
{
    /// <summary>Adds what will be written to the names that are checked.</summary>
    public InputFiles Name(InputFiles inputs)
    {
        foreach ((string option, string? path) in new[] { ("--outputDICOM", ReportFile), ("--csv", CsvFile), ("--wideCsv", WideCsvFile) })
        {
            if (path is not null)
                inputs.FolderOf(option, path);
        }

        if (DrawAxes && ReportFile is null)
            inputs.Fault("--drawAxes draws into the report; give --outputDICOM.");
        return inputs;
    }

    public void Write(CommandConsole console, IReadOnlyList<SegmentMeasurements> measured, CancellationToken cancellationToken)
    {
        console.Say(IsJson ? MeasureJson.Of(measured) : string.Join(Environment.NewLine, measured.Select(one => one.ToText())));
        if (ReportFile is not null)
            WriteReport(console, measured, ReportFile, cancellationToken);
        if (CsvFile is not null)
        {
            MeasurementTable.FromMetadata(new MeasurementReportMetadata { Groups = [.. measured.SelectMany(one => one.ToGroups())] }).Save(CsvFile);
            Tell(console, $"Saved {CsvFile}.");
        }

        if (WideCsvFile is not null)
        {
            measured[0].SaveWideCsv(WideCsvFile);
            Tell(console, $"Saved {WideCsvFile}.");
        }
    }

    private void WriteReport(CommandConsole console, IReadOnlyList<SegmentMeasurements> measured, string path, CancellationToken cancellationToken)
    {
        // A report is not complete by itself: whoever reads the images may add to it.
        var metadata = new MeasurementReportMetadata
        {
            SeriesDescription = "Measurements",
            Observers = [new DeviceObserver { Name = Equipment.Library.ModelName, Manufacturer = Equipment.Library.Manufacturer, ModelName = Equipment.Library.ModelName }],
        };
        var builder = new MeasurementReportBuilder(metadata) { Authorship = console.Authorship };
        foreach (SegmentMeasurements one in measured)
            builder.AddMeasurements(one, DrawAxes ? ReportedDiameters.LargestPlane : ReportedDiameters.None);
        using MeasurementReport report = builder.Build(console.Progress, cancellationToken);
        console.Warn(report.Warnings);
        report.Save(path, cancellationToken: cancellationToken);
        int segments = measured.Sum(one => one.Segments.Count), features = measured.Sum(one => one.Segments.Sum(segment => segment.Features.Count));
        Tell(console, $"Saved {path}: {Counted.Of(segments, "segment")}, {Counted.Of(features, "measurement")}.");
    }

    // Beside JSON nothing else stands on standard output.
    private void Tell(CommandConsole console, string text)
    {
        if (IsJson)
            console.Hint(text);
        else
            console.Say(text);
    }
}
