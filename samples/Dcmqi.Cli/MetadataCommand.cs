using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>metadata</c>: the JSON file that <c>itkimage2segimage</c> takes, made from label maps and a table of what labels mean.</summary>
internal static class MetadataCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string[]> images = CommonOptions.List("--inputImageList", "Label maps, a folder of them, or a pattern for their names: the labels that they hold are described. Without it all labels of the table are.");
        Option<string> output = CommonOptions.Required("--outputMetadata", "FILE", "JSON file to write.");
        Option<string> from = new("--from") { HelpName = "FILE", Description = "A .seg.nrrd file of 3D Slicer, whose segments are described; in place of a table." };
        var tables = new LabelTableOptions();
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("metadata", "Makes the JSON metadata of a segmentation from label maps and what is known of their labels.") { images, from, output, verbose };
        foreach (Option option in tables.All)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string outputFile = parsed.GetRequiredValue(output);
            string[] files = VolumeList.Of("--inputImageList", parsed.GetValue(images) ?? []);
            var inputs = new InputFiles();
            inputs.Files("--inputImageList", files).FolderOf("--outputMetadata", outputFile).Check();
            SegmentationMetadata made = Make(tables.Of(parsed), parsed.GetValue(from), files, console.Progress, cancellationToken);
            console.Warn(made.Warnings);
            made = files.Length > 1 ? made with { SegmentAttributesFileMapping = [.. files.Select(file => Path.GetFileName(file))] } : made;
            made.Save(outputFile);
            console.Say($"Wrote {outputFile}: {made}");
        }));
        return command;
    }

    private static SegmentationMetadata Make(LabelTable? table, string? from, string[] files, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (table is null == from is null)
            throw new UsageException("metadata: say what labels mean by one of --preset, --labels and --from.");
        if (table is not null)
            return files.Length == 0 ? SegmentationMetadata.FromLabels(table) : SegmentationMetadata.FromPreset(table, files, progress, cancellationToken);
        if (files.Length > 0)
            throw new UsageException("--from describes the segments of its own file; --inputImageList is for --preset and --labels.");
        new InputFiles().File("--from", from!).Check();
        return SegmentationMetadata.FromSegNrrd(from!);
    }
}
