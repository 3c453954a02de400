using System.CommandLine;
using System.Globalization;

namespace Dcmqi.Cli;

/// <summary><c>measure</c>: segments are measured on images; the result is a table, a CSV file and a DICOM SR.</summary>
internal static class MeasureCommand
{
    private static readonly Dictionary<string, SourceValues> ValueNames = new()
    {
        ["modality"] = SourceValues.Modality,
        ["realworld"] = SourceValues.RealWorld,
        ["suv"] = SourceValues.BodyWeightUptake,
        ["suvlbm"] = SourceValues.LeanBodyMassUptake,
        ["suvlbm128"] = SourceValues.LeanBodyMassJames128Uptake,
        ["suvlbmjanma"] = SourceValues.LeanBodyMassJanmaUptake,
        ["suvbsa"] = SourceValues.BodySurfaceAreaUptake,
        ["suvibw"] = SourceValues.IdealBodyWeightUptake,
    };

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        var input = new MeasuredInput();
        Option<string> output = new("--outputDICOM") { HelpName = "FILE", Description = "DICOM SR (TID 1500) to write. Where no file is named, the measurements are printed alone." };
        Option<string> csv = new("--csv") { HelpName = "FILE", Description = "CSV file to write, one row for each measurement." };
        Option<string> wideCsv = new("--wideCsv") { HelpName = "FILE", Description = "CSV file to write, one row for each segment and one column for each feature." };
        Option<bool> json = new("--json") { Description = "Prints JSON in place of the table." };
        Option<string[]> features = CommonOptions.List("--features", "Families (shape, mesh, diameters, intensity, peak, histogram; hull, volumehistogram, spatial) and names of features; the first six families if not given.");
        Option<string[]> percentiles = CommonOptions.List("--percentiles", "Further percentiles, 0 to 100.");
        Option<int?> binNumber = new("--binNumber") { HelpName = "N", Description = "Number of bins of histogram features; 64 if not given." };
        Option<double?> binWidth = new("--binWidth") { HelpName = "W", Description = "Width of bins of histogram features, instead of a number of bins." };
        Option<double?> binStart = new("--binStart") { HelpName = "V", Description = "With --binWidth: where the first bin begins; at multiples of the width if not given." };
        Option<string> resegment = new("--resegment") { HelpName = "LOW:HIGH", Description = "Leaves values beyond this range out of statistics of values; one of the two may be left out." };
        Option<double?> resegmentSigma = new("--resegmentSigma") { HelpName = "N", Description = "Leaves values farther than N standard deviations from the mean out of statistics of values." };
        Option<string> values = new("--values") { HelpName = string.Join('|', ValueNames.Keys), Description = "What is measured of the images; SUV of PET where the headers allow it, else values of the modality, if not given." };
        CommonOptions.OneOf(values, [.. ValueNames.Keys]);
        Option<bool> strictUnits = new("--rejectRepairs") { Description = "Refuses a dose, weight or height in another unit than the standard's, instead of converting it with a warning." };
        Option<int?> timePoint = new("--timePoint") { HelpName = "N", Description = "Of a segmentation with several points in time, the one that is measured, from 0." };
        Option<bool> axes = new("--drawAxes") { Description = "Draws the longest diameter of each segment and its perpendicular into the image." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("measure", "Measures segments on images: a table, CSV, JSON, or a DICOM SR (TID 1500). (dcmqi has no such command.)")
        {
            output, csv, wideCsv, json, features, percentiles, binNumber, binWidth, binStart, resegment, resegmentSigma, values, strictUnits, timePoint, axes, verbose,
        };
        input.AddTo(command);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            var written = new MeasureOutput(parsed.GetValue(output), parsed.GetValue(csv), parsed.GetValue(wideCsv), parsed.GetValue(axes), parsed.GetValue(json));
            InputFiles inputs = input.Check(parsed);
            if (parsed.GetValue(wideCsv) is not null && input.Segmentations(parsed).Length > 1)
                inputs.Fault("--wideCsv: its rows are the segments of one segmentation; name one with --inputDICOM.");
            written.Name(inputs).Check();
            SegmentMeasurementOptions options = Options(parsed.GetValue(features), parsed.GetValue(percentiles), parsed.GetValue(binNumber), parsed.GetValue(binWidth), parsed.GetValue(binStart), parsed.GetValue(values)) with
            {
                TimePoint = parsed.GetValue(timePoint),
                Resegmentation = Resegmentation(parsed.GetValue(resegment), parsed.GetValue(resegmentSigma)),
                Repair = parsed.GetValue(strictUnits) ? SourceRepair.Reject : SourceRepair.Warn,
            };
            IReadOnlyList<SegmentMeasurements> measured = input.Measure(parsed, options, console, cancellationToken);
            written.Write(console, measured, cancellationToken);
            foreach (SegmentMeasurements one in measured)
                one.Segmentation.Dispose();
        }));
        return command;
    }

    private static SegmentMeasurementOptions Options(string[]? features, string[]? percentiles, int? binNumber, double? binWidth, double? binStart, string? values)
    {
        if (binNumber is not null && binWidth is not null)
            throw new UsageException("--binNumber and --binWidth cannot both be given.");
        if (binStart is not null && binWidth is null)
            throw new UsageException("--binStart needs --binWidth.");
        if (binNumber < 1)
            throw new UsageException($"--binNumber is {binNumber}; 1 or more is needed.");
        if (binWidth is { } given && !(given > 0 && double.IsFinite(given)))
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--binWidth is {given}; a number above 0 is needed."));
        if (binStart is { } start && !double.IsFinite(start))
            throw new UsageException("--binStart is no number.");
        try
        {
            var options = new SegmentMeasurementOptions
            {
                Percentiles = [.. (percentiles ?? []).Select(Percentile)],
                Bins = binWidth is { } width ? IntensityBins.FixedWidth(width, binStart) : IntensityBins.FixedNumber(binNumber ?? 64),
                Values = values is null ? null : ValueNames[values],
            };
            return features is null or [] ? options : options.WithFeatures(string.Join(',', features));
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"--features: {wrong.Message}");
        }
    }

    private static IntensityResegmentation? Resegmentation(string? range, double? sigma)
    {
        if (range is null && sigma is null)
            return null;
        if (sigma is { } number && !(number > 0 && double.IsFinite(number)))
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--resegmentSigma is {number}; a number above 0 is needed."));
        string[] ends = range is null ? ["", ""] : range.Split(':');
        double? low = null, high = null;
        bool isRange = ends.Length == 2 && (range is null || ends[0].Length + ends[1].Length > 0) && End(ends[0], out low) && End(ends[1], out high) && !(low > high);
        return isRange
            ? new IntensityResegmentation { Minimum = low, Maximum = high, Sigma = sigma }
            : throw new UsageException($"--resegment: '{range}' is no range; expected LOW:HIGH, such as -500:400, 0: or :400.");
    }

    private static bool End(string text, out double? value)
    {
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
        value = isNumber ? number : null;
        return isNumber || text.Length == 0;
    }

    private static double Percentile(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 100
            ? value
            : throw new UsageException($"--percentiles: '{text}' is no number from 0 to 100.");
}
