using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>itkimage2segimage</c>: label volumes or fractions, their metadata and the images they were drawn on become one DICOM Segmentation.</summary>
internal static class ItkImageToSegImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> metadata = new("--inputMetadata") { HelpName = "FILE", Description = "JSON file that says what the labels mean; or --preset or --labels, or .seg.nrrd files, which say it themselves." };
        var tables = new LabelTableOptions();
        Option<string[]> images = CommonOptions.List("--inputImageList", "Label volumes, a folder of them, or a pattern for their names ('masks/*.nii.gz'); segments of different files may overlap. With --segmentationType fractional: fractions of one segment each.", required: true);
        var source = new SourceOptions("that were segmented");
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM Segmentation to write.");
        Option<bool> masks = new("--masks") { Description = "With --preset or --labels: each file is the mask of one structure, which it is named after ('liver.nii.gz'). (dcmqi has no such option.)" };
        Option<int> skip = CommonOptions.Skip();
        Option<int> check = CommonOptions.Switch("--referencesGeometryCheck", "1 refers to the images that lie in a frame's plane, 0 refers to all images without comparing positions.");
        Option<bool> labelNumbers = new("--useLabelIDAsSegmentNumber") { Description = "Segment Numbers are the labels; these must be 1 to N without gaps, in a label map only different." };
        Option<string> type = CommonOptions.SegmentationType("binary: bits, segments may overlap. labelmap: Segment Numbers, no overlaps. fractional: 8-bit fractions, one input file for each segment.", EncodingName.Default);
        Option<string> compress = CommonOptions.Compress(CompressionName.Names);
        Option<string> receiver = CommonOptions.For();
        Option<double?> maximum = new("--fractionMaximum") { HelpName = "X", Description = "With --segmentationType fractional, the voxel value that means 1; 1 if not given. (dcmqi has no such option.)" };
        Option<string> meaning = new("--fractionalType") { HelpName = "probability|occupancy", Description = "With --segmentationType fractional, what the fractions mean; probability if not given. (dcmqi has no such option.)" };
        CommonOptions.OneOf(meaning, "probability", "occupancy");
        Option<int?> concatenation = CommonOptions.Concatenation();
        Option<string> resample = new("--resample") { HelpName = "nearest|linear", Description = "Brings volumes on another grid onto that of the images, and says what that does to each label's volume; without it they keep their own. linear is for fractions. (dcmqi has no such option.)" };
        CommonOptions.OneOf(resample, "nearest", "linear");
        Option<bool> unmatched = CommonOptions.AllowUnmatched();
        Option<bool> layers = new("--layers") { Description = "Takes the fourth axis of a volume as label maps of their own, each with a list of segments in the metadata, also where the file calls it time. (dcmqi has no such option.)" };
        Option<bool> noChecks = new("--noDicomValueChecks") { Description = "Takes values of the images that break the standard over as they are, with a warning; without it they are repaired or left out, with a warning, too." };
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("itkimage2segimage", "Converts label volumes into a DICOM Segmentation.")
        {
            metadata, images, output, masks, skip, check, labelNumbers, type, compress, receiver, maximum, meaning, resample, unmatched, layers, concatenation, noChecks, strict, verbose,
        };
        foreach (Option option in source.All.Concat(tables.All))
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(metadata) is not null || tables.IsGiven(result) || (result.GetValue(images) is { Length: > 0 } named && named.All(SegNrrdFile.IsNamedSo)))
                return;
            result.AddError("Option '--inputMetadata' is required, or '--preset' or '--labels'.");

            // After a fault of its own a command is not asked for the options that it must have.
            foreach (Option option in command.Options.Where(option => option.Required && result.GetResult(option) is null))
                result.AddError($"Option '{option.Name}' is required.");
        });
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            var conversion = new ItkImageToSegImage(console)
            {
                MetadataFile = parsed.GetValue(metadata),
                Labels = tables.Of(parsed),
                AreMasks = parsed.GetValue(masks),
                Images = parsed.GetRequiredValue(images),
                Source = source.Of(parsed),
                OutputFile = parsed.GetRequiredValue(output),
                EmptyFrames = parsed.GetValue(skip) != 0 ? EmptyContent.Omit : EmptyContent.Keep,
                SourceMatching = parsed.GetValue(check) == 0 ? SourceMatching.Ignore : parsed.GetValue(unmatched) ? SourceMatching.Prefer : SourceMatching.Require,
                IsMatchingGiven = parsed.GetValue(unmatched) || parsed.GetResult(check) is { Implicit: false },
                Numbering = parsed.GetValue(labelNumbers) ? SegmentNumbering.FromLabels : SegmentNumbering.Sequential,
                GivenEncoding = CommonOptions.IsGiven(parsed, type) ? EncodingName.Encoding(parsed.GetRequiredValue(type)) : null,
                GivenCompression = CommonOptions.IsGiven(parsed, compress) ? CompressionName.Compression(parsed.GetRequiredValue(compress)) : null,
                Receiver = ReceiverName.Receiver(parsed.GetValue(receiver)),
                FractionalType = parsed.GetValue(meaning) switch { "occupancy" => FractionalType.Occupancy, "probability" => FractionalType.Probability, _ => null },
                Resampling = parsed.GetValue(resample) switch { "nearest" => Resampling.NearestNeighbor, "linear" => Resampling.Linear, _ => null },
                TimeAxis = parsed.GetValue(layers) ? TimeAxis.Inputs : TimeAxis.TimePoints,
                FractionMaximum = parsed.GetValue(maximum),
                FramesPerPart = parsed.GetValue(concatenation),
                SourceRepair = parsed.GetValue(noChecks) ? SourceRepair.Keep : SourceRepair.Warn,
                ReadOptions = CommonOptions.ReadOptions(parsed, strict),
                Verbose = parsed.GetValue(verbose),
            };
            conversion.Run(cancellationToken);
        }));
        return command;
    }
}
