using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>segimage2itkimage</c>: a DICOM Segmentation becomes label volumes and a JSON file that says what their labels mean.</summary>
internal static class SegImageToItkImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string[]> inputs = CommonOptions.List("--inputDICOM", "DICOM Segmentation to read; several files for the parts of a concatenation.", required: true);
        Option<string> folder = CommonOptions.Required("--outputDirectory", "DIR", "Folder to write into; made where it is missing.");
        Option<string> type = new("--outputType", "-t") { HelpName = "TYPE", Description = "File format: " + string.Join(", ", OutputType.Names) + ".", DefaultValueFactory = _ => OutputType.Default };
        type.AcceptOnlyFromAmong(OutputType.Names);
        Option<string> prefix = new("--prefix", "-p") { HelpName = "P", Description = "Files are called P-1.nrrd, P-2.nrrd and so on, and P-meta.json; 1.nrrd and meta.json without it.", DefaultValueFactory = _ => "" };
        Option<bool> merge = new("--mergeSegments") { Description = "Writes segments that do not overlap into one file, instead of one file for each segment. A label map is always one file." };
        Option<string> compression = CompressionLevelName.Option();
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("segimage2itkimage", "Converts a DICOM Segmentation into label volumes.")
        {
            inputs, folder, type, prefix, merge, compression, verbose,
        };
        command.SetAction(parsed =>
        {
            var conversion = new SegImageToItkImage(console)
            {
                InputFiles = parsed.GetRequiredValue(inputs),
                OutputFolder = parsed.GetRequiredValue(folder),
                Extension = OutputType.Extension(parsed.GetRequiredValue(type)),
                Prefix = parsed.GetValue(prefix) ?? "",
                Grouping = parsed.GetValue(merge) ? SegmentGrouping.NonOverlapping : SegmentGrouping.PerSegment,
                Compression = CompressionLevelName.Level(parsed.GetValue(compression)),
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
