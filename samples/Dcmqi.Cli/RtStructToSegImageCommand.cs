using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>rtstruct2segimage</c>: the regions of an RT Structure Set become a DICOM Segmentation.</summary>
internal static class RtStructToSegImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "DICOM RT Structure Set to read.");
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM Segmentation to write.");
        Option<string> metadata = new("--inputMetadata") { HelpName = "FILE", Description = "JSON file that says what regions are: a region is the segment whose SegmentLabel is its name. Without it, codes, types and names of the structure set say it." };
        Option<string> mapping = new("--mapping") { HelpName = "FILE", Description = "CSV file (columns name and term, or name, category and type) or JSON object that says what regions are by their names, in which * stands for any text." };
        Option<string[]> names = RtOptions.Rois();
        Option<bool> gaps = RtOptions.FillGaps();
        Option<string> type = CommonOptions.SegmentationType("binary: bits, regions may overlap. labelmap: Segment Numbers, no overlaps. fractional: the share of each voxel that contours cover, in steps of 1/255.", EncodingName.Default);
        Option<string> compress = CommonOptions.Compress(CompressionName.Names);
        var source = new SourceOptions("that the contours were drawn on");
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("rtstruct2segimage", "Converts a DICOM RT Structure Set into a DICOM Segmentation.") { input, output, metadata, mapping, names, gaps, type, compress, strict, verbose };
        foreach (Option option in source.Images)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            var inputs = new InputFiles().File("--inputDICOM", parsed.GetRequiredValue(input));
            string outputFile = parsed.GetRequiredValue(output);
            SourceInput images = source.Of(parsed);
            images.Check(inputs, "that the contours were drawn on");
            if (parsed.GetValue(metadata) is { } file)
                inputs.File("--inputMetadata", file);
            if (parsed.GetValue(mapping) is { } table)
                inputs.File("--mapping", table);
            SegmentationEncoding encoding = EncodingName.Encoding(parsed.GetRequiredValue(type));
            inputs.FolderOf("--outputDICOM", outputFile).Check();
            using var set = RtStructureSet.Open(parsed.GetRequiredValue(input));
            SegmentationMetadata? described = parsed.GetValue(metadata) is { } path ? SegmentationMetadata.Load(path, CommonOptions.ReadOptions(parsed, strict)) : null;
            using Segmentation segmentation = set.ToSegmentation(
                images.Load(console, cancellationToken),
                new RtSegmentationOptions
                {
                    Rois = RtOptions.Chosen(set, parsed.GetValue(names)),
                    Metadata = described,
                    Mapping = parsed.GetValue(mapping) is { } mapped ? RoiMapping.Load(mapped) : null,
                    Gaps = RtOptions.Gaps(parsed, gaps),
                    Storage = new() { Encoding = encoding },
                    Authorship = console.Authorship,
                },
                console.Progress,
                cancellationToken);
            console.Warn(segmentation.Warnings);
            segmentation.Save(outputFile, new() { Compression = CompressionName.Compression(parsed.GetRequiredValue(compress)) }, console.Progress, cancellationToken);
            console.Say($"Saved {outputFile}. {segmentation}");
        }));
        return command;
    }
}
