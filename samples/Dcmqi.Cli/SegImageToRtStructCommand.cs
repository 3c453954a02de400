using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>segimage2rtstruct</c>: the segments of a DICOM Segmentation become the regions of an RT Structure Set.</summary>
internal static class SegImageToRtStructCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string[]> input = CommonOptions.List("--inputDICOM", "DICOM Segmentation to read; several files for the parts of a concatenation.", required: true);
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM RT Structure Set to write.");
        var contours = new ContourOptions();
        var source = new SourceOptions("that were segmented");
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("segimage2rtstruct", "Converts a DICOM Segmentation into a DICOM RT Structure Set.") { input, output, verbose };
        foreach (Option option in contours.All.Concat(source.Images))
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string outputFile = parsed.GetRequiredValue(output);
            var inputs = new InputFiles().Files("--inputDICOM", parsed.GetRequiredValue(input));
            SourceInput images = source.Of(parsed);
            images.Check(inputs, "that were segmented");
            inputs.FolderOf("--outputDICOM", outputFile).Check();
            using Segmentation segmentation = Segmentation.Open(parsed.GetRequiredValue(input));
            console.Warn(segmentation.Warnings);
            using RtStructureSet set = contours.Builder(parsed, images.Load(console, cancellationToken), console).AddSegmentation(segmentation, cancellationToken).Build(console.Progress, cancellationToken);
            console.Warn(set.Warnings);
            set.Save(outputFile, progress: console.Progress, cancellationToken: cancellationToken);
            console.Say($"Saved {outputFile}. {set}");
        }));
        return command;
    }
}
