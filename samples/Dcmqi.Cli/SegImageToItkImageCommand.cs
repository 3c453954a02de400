using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>segimage2itkimage</c>: a DICOM Segmentation becomes label volumes and a JSON file that says what their labels mean.</summary>
internal static class SegImageToItkImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string[]> inputs = CommonOptions.List("--inputDICOM", "DICOM Segmentation to read; several files for the parts of a concatenation.", required: true);
        Option<string> folder = CommonOptions.Required("--outputDirectory", "DIR", "Folder to write into; made where it is missing.");
        Option<string> type = new("--outputType", "-t") { HelpName = "TYPE", Description = "File format: " + string.Join(", ", OutputType.Names) + ". seg.nrrd is 3D Slicer's: one file with names, colours and codes, where segments that overlap are layers.", DefaultValueFactory = _ => OutputType.Default };
        CommonOptions.OneOf(type, OutputType.Names);
        Option<string> prefix = new("--prefix", "-p") { HelpName = "P", Description = "Files are called P-1.nrrd, P-2.nrrd and so on, and P-meta.json; 1.nrrd and meta.json without it.", DefaultValueFactory = _ => "" };
        Option<bool> merge = new("--mergeSegments") { Description = "Writes segments that do not overlap into one file, instead of one file for each segment. A label map is always one file." };
        Option<string> names = new("--outputNames") { HelpName = "number|label", Description = "label: each segment has a file of its own that is called after its label, P-Liver.nrrd, and the metadata says which list of segments is which file's. number, if not given. (dcmqi has no such option.)", DefaultValueFactory = _ => "number" };
        CommonOptions.OneOf(names, "number", "label");
        Option<string> fractions = new("--fractions") { HelpName = "real|stored|threshold", Description = "What is written of a fractional segmentation: fractions from 0 to 1 as real numbers, or the whole numbers stored (as dcmqi writes them), one file for each segment; or labels, where a fraction is at least one half. real, if not given. (dcmqi has no such option.)" };
        CommonOptions.OneOf(fractions, "real", "stored", "threshold");
        Option<string> compression = CompressionLevelName.Option();
        Option<string> resample = new("--resample") { HelpName = "nearest", Description = "For frames at uneven distances: one grid with the smallest distance as spacing, each slice of which takes the nearest frame. (dcmqi has no such option.)" };
        CommonOptions.OneOf(resample, "nearest");
        Option<bool> parts = new("--evenParts") { Description = "For frames at uneven distances or of several orientations: a volume for each part that is evenly spaced, called P-1-part1.nrrd and so on. (dcmqi has no such option.)" };
        Option<bool> onSource = new("--onSourceGrid") { Description = "Volumes have all slices, columns and rows of the source images, also where no segment is; needs --inputDICOMDirectory, --inputDICOMList or --inputDICOMweb. (dcmqi has no such option.)" };
        Option<int?> level = SlideRegionOptions.Whole("--level", "N", "With --onSourceGrid, the level of the slide whose pixels are wanted, as sourceinfo counts them; 0, the largest, if not given. (dcmqi has no such option.)", 0);
        var slide = new SlideRegionOptions();
        var source = new SourceOptions("that were segmented");
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("segimage2itkimage", "Converts a DICOM Segmentation into label volumes.")
        {
            inputs, folder, type, prefix, merge, names, fractions, compression, resample, parts, onSource, level, verbose,
        };
        foreach (Option option in slide.All)
            command.Add(option);
        foreach (Option option in source.Images)
            command.Add(option);
        command.Validators.Add(result =>
        {
            bool hasImages = source.Images.Any(IsGiven), wantsSource = IsGiven(onSource);
            if (wantsSource != hasImages)
                result.AddError(wantsSource ? "--onSourceGrid needs the images: give --inputDICOMDirectory, --inputDICOMList or --inputDICOMweb." : "--inputDICOMDirectory, --inputDICOMList, --inputDICOMweb and --sourceVolume are for --onSourceGrid.");
            if (new Option[] { onSource, parts, resample }.Count(IsGiven) > 1)
                result.AddError("--onSourceGrid, --resample and --evenParts each name a grid; give one of them.");
            if (IsGiven(level) && !wantsSource)
                result.AddError("--level is for --onSourceGrid: it is one of the slide's images. --reduce needs none.");
            if (IsGiven(merge) && result.GetResult(names)?.Tokens is [{ Value: "label" }])
                result.AddError("--outputNames label gives each segment a file of its own, --mergeSegments does not; give one of them.");
            if (result.GetResult(type)?.Tokens is [{ Value: var format }] && OutputType.IsSegNrrd(format) && result.GetResult(names)?.Tokens is [{ Value: "label" }])
                result.AddError($"--outputType {format} is one file for all segments, --outputNames label gives each a file of its own; give one of them.");

            bool IsGiven(Option option) => result.GetResult(option) is { Implicit: false };
        });
        command.SetAction(parsed =>
        {
            var conversion = new SegImageToItkImage(console)
            {
                InputFiles = parsed.GetRequiredValue(inputs),
                OutputFolder = parsed.GetRequiredValue(folder),
                Type = parsed.GetRequiredValue(type),
                Prefix = parsed.GetValue(prefix) ?? "",
                IsNamedByLabel = parsed.GetValue(names) == "label",
                Grouping = parsed.GetValue(merge) ? SegmentGrouping.NonOverlapping : SegmentGrouping.PerSegment,
                Fractions = parsed.GetValue(fractions) switch { "real" => FractionOutput.Real, "stored" => FractionOutput.Stored, "threshold" => FractionOutput.Threshold, _ => null },
                Compression = CompressionLevelName.Level(parsed.GetValue(compression)),
                Grid = parsed.GetValue(onSource) ? OutputGrid.Source : parsed.GetValue(parts) ? OutputGrid.EvenParts : parsed.GetValue(resample) is null ? OutputGrid.Own : OutputGrid.Covering,
                Source = parsed.GetValue(onSource) ? source.Of(parsed) : null,
                Region = slide.Of(parsed),
                Level = parsed.GetValue(level),
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
