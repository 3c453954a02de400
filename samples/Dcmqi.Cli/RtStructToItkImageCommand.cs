using System.CommandLine;
using System.Globalization;

namespace Dcmqi.Cli;

/// <summary><c>rtstruct2itkimage</c>: each region of an RT Structure Set becomes a mask, or fractions, on the grid of the images.</summary>
internal static class RtStructToItkImageCommand
{
    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> input = CommonOptions.Required("--inputDICOM", "FILE", "DICOM RT Structure Set to read.");
        Option<string> folder = CommonOptions.Required("--outputDirectory", "DIR", "Folder to write into; made where it is missing.");
        Option<string> type = new("--outputType", "-t") { HelpName = "TYPE", Description = "File format: " + string.Join(", ", OutputType.Names) + ".", DefaultValueFactory = _ => OutputType.Default };
        CommonOptions.OneOf(type, OutputType.Names);
        Option<string> prefix = new("--prefix", "-p") { HelpName = "P", Description = "Files are called P-N-NAME.nrrd after ROI Number and name; N-NAME.nrrd without it.", DefaultValueFactory = _ => "" };
        Option<string[]> names = RtOptions.Rois();
        Option<bool> gaps = RtOptions.FillGaps();
        Option<bool> fractions = new("--fractions") { Description = "Writes the share of each voxel that the contours cover, as real numbers from 0 to 1; without it a voxel is 1 where its centre is inside." };
        var source = new SourceOptions("that the contours were drawn on");
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("rtstruct2itkimage", "Converts a DICOM RT Structure Set into one mask for each region: 1 inside, 0 outside; or into fractions.") { input, folder, type, prefix, names, gaps, fractions, verbose };
        foreach (Option option in source.Images)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            var inputs = new InputFiles().File("--inputDICOM", parsed.GetRequiredValue(input));
            SourceInput images = source.Of(parsed);
            images.Check(inputs, "that the contours were drawn on");
            string outputFolder = parsed.GetRequiredValue(folder), start = parsed.GetRequiredValue(prefix);
            if (File.Exists(outputFolder))
                inputs.Fault($"--outputDirectory: '{outputFolder}' is a file.");
            if (start.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
                inputs.Fault($"--prefix: '{start}' is no part of a file name; name the folder in --outputDirectory.");
            inputs.Check();
            using var set = RtStructureSet.Open(parsed.GetRequiredValue(input));
            console.Warn(set.Warnings);
            SourceImages loaded = images.Load(console, cancellationToken);
            console.Warn(loaded.Warnings);
            string extension = OutputType.Extension(parsed.GetRequiredValue(type), null);
            using var outputs = new OutputSet(outputFolder);
            foreach (RtRoi roi in RtOptions.Chosen(set, parsed.GetValue(names)) ?? set.Rois)
            {
                var options = new RtMaskOptions { Gaps = RtOptions.Gaps(parsed, gaps) };
                Volume volume = parsed.GetValue(fractions) ? set.ToFractions(roi, loaded, options, cancellationToken) : set.ToMask(roi, loaded, options, cancellationToken);
                console.Warn(volume.Warnings);
                string name = SegmentFileNames.Cleaned(roi.Name);
                outputs.Write(string.Create(CultureInfo.InvariantCulture, $"{(start.Length == 0 ? "" : start + "-")}{roi.Number}{(name.Length == 0 ? "" : "-" + name)}{extension}"), path => VolumeFile.Write(path, volume));
            }

            foreach (string path in outputs.Keep(inputs, "--outputDirectory"))
                console.Say($"Saved {path}.");
        }));
        return command;
    }
}
