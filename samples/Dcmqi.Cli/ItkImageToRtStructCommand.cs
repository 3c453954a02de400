using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>itkimage2rtstruct</c>: label volumes and their metadata become an RT Structure Set.</summary>
internal static class ItkImageToRtStructCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> metadata = CommonOptions.Required("--inputMetadata", "FILE", "JSON file that says what the labels mean: a list of segments for each volume, in their order.");
        Option<string[]> volumes = CommonOptions.List("--inputImageList", "Label volumes.", required: true);
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM RT Structure Set to write.");
        var contours = new ContourOptions();
        var source = new SourceOptions("that were segmented");
        Option<bool> strict = CommonOptions.Strict();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("itkimage2rtstruct", "Converts label volumes into a DICOM RT Structure Set.") { metadata, volumes, output, strict, verbose };
        foreach (Option option in contours.All.Concat(source.Images))
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] paths = parsed.GetRequiredValue(volumes);
            string outputFile = parsed.GetRequiredValue(output);
            var inputs = new InputFiles().File("--inputMetadata", parsed.GetRequiredValue(metadata)).Files("--inputImageList", paths);
            SourceInput images = source.Of(parsed);
            images.Check(inputs, "that were segmented");
            inputs.FolderOf("--outputDICOM", outputFile).Check();
            var described = SegmentationMetadata.Load(parsed.GetRequiredValue(metadata), CommonOptions.ReadOptions(parsed, strict));
            console.Warn(described.Warnings);
            if (described.SegmentAttributes.Count != paths.Length || described.SegmentAttributesFileMapping.Count > 0)
                throw new UsageException($"--inputMetadata: a list of segments for each volume of --inputImageList, in their order and without segmentAttributesFileMapping, was expected; there are {Counted.Of(described.SegmentAttributes.Count, "list")} and {Counted.Of(paths.Length, "volume")}.");
            RtStructureSetBuilder builder = contours.Builder(parsed, images.Load(console, cancellationToken), console);
            for (int index = 0; index < paths.Length; index++)
                builder.AddLabelMap(paths[index], described.SegmentAttributes[index], console.Progress, cancellationToken);
            using RtStructureSet set = builder.Build(console.Progress, cancellationToken);
            console.Warn(set.Warnings);
            set.Save(outputFile, progress: console.Progress, cancellationToken: cancellationToken);
            console.Say($"Saved {outputFile}. {set}");
        }));
        return command;
    }
}
