using System.CommandLine;
using System.Globalization;

namespace Dcmqi.Cli;

/// <summary><c>measure</c>: segments are measured on images; the result is a table, a CSV file and a DICOM SR.</summary>
internal static class MeasureCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> segmentation = CommonOptions.Required("--inputDICOM", "FILE", "DICOM Segmentation with the segments.");
        Option<string> images = CommonOptions.Required("--inputDICOMDirectory", "DIR", "Folder of the images that are measured.");
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM SR (TID 1500) to write.");
        Option<string> csv = new("--csv") { HelpName = "FILE", Description = "CSV file to write, one row for each measurement." };
        Option<string[]> features = CommonOptions.List("--features", "Families (shape, mesh, diameters, intensity, peak, histogram) and names of features; all if not given.");
        Option<string[]> percentiles = CommonOptions.List("--percentiles", "Further percentiles, 0 to 100.");
        Option<int?> binNumber = new("--binNumber") { HelpName = "N", Description = "Number of bins of histogram features; 64 if not given." };
        Option<double?> binWidth = new("--binWidth") { HelpName = "W", Description = "Width of bins of histogram features, instead of a number of bins." };
        Option<string> values = new("--values") { HelpName = "modality|realworld|suv", Description = "What is measured of the images; SUV of PET where the headers allow it, else values of the modality, if not given." };
        values.AcceptOnlyFromAmong("modality", "realworld", "suv");
        Option<int?> timePoint = new("--timePoint") { HelpName = "N", Description = "Of a segmentation with several points in time, the one that is measured, from 0." };
        Option<int?> volume = new("--volume") { HelpName = "N", Description = "Of images that make several volumes (times, b-values, echoes), the one that is measured, from 0." };
        Option<bool> axes = new("--drawAxes") { Description = "Draws the longest diameter of each segment and its perpendicular into the image." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("measure", "Measures segments on images and writes a DICOM SR (TID 1500). (dcmqi has no such command.)")
        {
            segmentation, images, output, csv, features, percentiles, binNumber, binWidth, values, timePoint, volume, axes, verbose,
        };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            var inputs = new InputFiles().File("--inputDICOM", parsed.GetRequiredValue(segmentation)).Folder("--inputDICOMDirectory", parsed.GetRequiredValue(images))
                .FolderOf("--outputDICOM", parsed.GetRequiredValue(output));
            if (parsed.GetValue(csv) is { } table)
                inputs.FolderOf("--csv", table);
            inputs.Check();
            SegmentMeasurementOptions options = Options(parsed.GetValue(features), parsed.GetValue(percentiles), parsed.GetValue(binNumber), parsed.GetValue(binWidth), parsed.GetValue(values)) with { TimePoint = parsed.GetValue(timePoint) };
            var work = new Measure(parsed.GetRequiredValue(segmentation), parsed.GetRequiredValue(images), parsed.GetRequiredValue(output), parsed.GetValue(csv), options, parsed.GetValue(volume), parsed.GetValue(axes));
            work.Run(console, cancellationToken);
        }));
        return command;
    }

    private static SegmentMeasurementOptions Options(string[]? features, string[]? percentiles, int? binNumber, double? binWidth, string? values)
    {
        if (binNumber is not null && binWidth is not null)
            throw new UsageException("--binNumber and --binWidth cannot both be given.");
        try
        {
            var options = new SegmentMeasurementOptions
            {
                Percentiles = [.. (percentiles ?? []).Select(Percentile)],
                Bins = binWidth is { } width ? IntensityBins.FixedWidth(width) : IntensityBins.FixedNumber(binNumber ?? 64),
                Values = values switch { "modality" => SourceValues.Modality, "realworld" => SourceValues.RealWorld, "suv" => SourceValues.BodyWeightUptake, _ => null },
            };
            return features is null or [] ? options : options.WithFeatures(string.Join(',', features));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static double Percentile(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 100
            ? value
            : throw new UsageException($"--percentiles: '{text}' is no number from 0 to 100.");
}
