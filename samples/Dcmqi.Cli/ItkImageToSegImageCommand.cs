using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>itkimage2segimage</c>: label volumes, their metadata and the images they were drawn on become one DICOM Segmentation.</summary>
internal static class ItkImageToSegImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> metadata = CommonOptions.Required("--inputMetadata", "FILE", "JSON file that says what the labels mean.");
        Option<string[]> images = CommonOptions.List("--inputImageList", "Label volumes; segments of different files may overlap.", required: true);
        Option<string[]> files = CommonOptions.List("--inputDICOMList", "DICOM images that were segmented.");
        Option<string> folder = new("--inputDICOMDirectory") { HelpName = "DIR", Description = "Folder of the DICOM images that were segmented; searched with its subfolders." };
        Option<string> output = CommonOptions.Required("--outputDICOM", "FILE", "DICOM Segmentation to write.");
        Option<string> skip = CommonOptions.Switch("--skip", "1 leaves out frames without voxels, 0 writes them.");
        Option<string> check = CommonOptions.Switch("--referencesGeometryCheck", "1 refers to the images that lie in a frame's plane, 0 refers to all images without comparing positions.");
        Option<bool> labelNumbers = new("--useLabelIDAsSegmentNumber") { Description = "Segment Numbers are the labels; these must be 1 to N without gaps." };
        Option<bool> verbose = CommonOptions.Verbose();

        var command = new Command("itkimage2segimage", "Converts label volumes into a DICOM Segmentation.")
        {
            metadata, images, files, folder, output, skip, check, labelNumbers, verbose,
        };
        command.SetAction(parsed =>
        {
            var conversion = new ItkImageToSegImage(console)
            {
                MetadataFile = parsed.GetRequiredValue(metadata),
                ImageFiles = parsed.GetRequiredValue(images),
                DicomFiles = parsed.GetValue(files) ?? [],
                DicomFolder = parsed.GetValue(folder),
                OutputFile = parsed.GetRequiredValue(output),
                EmptyFrames = parsed.GetValue(skip) == "0" ? EmptyContent.Keep : EmptyContent.Omit,

                // dcmqi warns where no image matches and writes the object all the same.
                SourceMatching = parsed.GetValue(check) == "0" ? SourceMatching.Ignore : SourceMatching.Prefer,
                Numbering = parsed.GetValue(labelNumbers) ? SegmentNumbering.FromLabels : SegmentNumbering.Sequential,
                Verbose = parsed.GetValue(verbose),
            };
            return console.Run(conversion.Verbose, () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
