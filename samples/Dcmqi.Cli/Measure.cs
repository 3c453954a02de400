namespace Dcmqi.Cli;

/// <summary>Measures and writes what came of it.</summary>
internal sealed record Measure(string SegmentationFile, string ImageFolder, MeasureOutput Output, SegmentMeasurementOptions Options, int? Volume)
{
    public void Run(CommandConsole console, CancellationToken cancellationToken)
    {
        using Segmentation segmentation = Segmentation.Open(SegmentationFile);
        if (Options.TimePoint is { } time && (time < 0 || time >= segmentation.TimePoints))
            throw new UsageException($"--timePoint: the segmentation has {Counted.Of(segmentation.TimePoints, "point")} in time, from 0.");
        console.Plan(("Reading headers", 1, 1), ("Reading images", 3, 1), ("Reading segments", 1, 1), ("Measuring segments", 8, 1), ("Composing groups", 1, 1));
        SourceImages images = Chosen(SourceImages.Load(ImageFolder, progress: console.Progress, cancellationToken: cancellationToken));
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, images, Options, console.Progress, cancellationToken);
        console.Warn([.. segmentation.Warnings, .. images.Warnings, .. measured.Warnings]);
        Output.Write(console, measured, cancellationToken);
    }

    private SourceImages Chosen(SourceImages images)
    {
        if (Volume is not { } index)
            return images;
        IReadOnlyList<SourceImages> volumes = images.Volumes;
        return index >= 0 && index < volumes.Count
            ? volumes[index]
            : throw new UsageException($"--volume: the images make {Counted.Of(volumes.Count, "volume")}: {string.Join("; ", volumes.Select((volume, number) => $"{number}{(volume.Description.Length == 0 ? "" : " ")}{volume.Description}"))}.");
    }
}
