using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>Measures and writes what came of it.</summary>
internal sealed record Measure(string SegmentationFile, string ImageFolder, string OutputFile, string? CsvFile, SegmentMeasurementOptions Options, int? Volume, bool DrawAxes)
{
    public void Run(CommandConsole console, CancellationToken cancellationToken)
    {
        using Segmentation segmentation = Segmentation.Open(SegmentationFile);
        if (Options.TimePoint is { } time && (time < 0 || time >= segmentation.TimePoints))
            throw new UsageException($"--timePoint: the segmentation has {segmentation.TimePoints} point{(segmentation.TimePoints == 1 ? "" : "s")} in time, from 0.");
        SourceImages images = Chosen(SourceImages.Load(ImageFolder, cancellationToken: cancellationToken));
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, images, Options, console.Progress, cancellationToken);
        console.Warn([.. segmentation.Warnings, .. images.Warnings, .. measured.Warnings]);
        console.Say(measured.ToText());

        // A report is not complete by itself: whoever reads the images may add to it.
        var metadata = new MeasurementReportMetadata
        {
            SeriesDescription = "Measurements",
            Observers = [new DeviceObserver { Name = Equipment.Library.ModelName, Manufacturer = Equipment.Library.Manufacturer, ModelName = Equipment.Library.ModelName }],
        };
        using MeasurementReport report = new MeasurementReportBuilder(metadata)
            .AddMeasurements(measured, DrawAxes ? ReportedDiameters.LargestPlane : ReportedDiameters.None)
            .Build(console.Progress, cancellationToken);
        console.Warn(report.Warnings);
        report.Save(OutputFile, cancellationToken: cancellationToken);
        if (CsvFile is not null)
            measured.ToTable().Save(CsvFile);
        int features = measured.Segments.Sum(segment => segment.Features.Count);
        console.Say(string.Create(CultureInfo.InvariantCulture, $"Saved {OutputFile}: {measured.Segments.Count} segment{(measured.Segments.Count == 1 ? "" : "s")}, {features} measurements."));
    }

    private SourceImages Chosen(SourceImages images)
    {
        if (Volume is not { } index)
            return images;
        IReadOnlyList<SourceImages> volumes = images.Volumes;
        return index >= 0 && index < volumes.Count
            ? volumes[index]
            : throw new UsageException($"--volume: the images make {volumes.Count} volume{(volumes.Count == 1 ? "" : "s")}: {string.Join("; ", volumes.Select((volume, number) => $"{number} {volume.Description}"))}.");
    }
}
