using System.CommandLine;

namespace Dcmqi.Cli;

/// <summary><c>segimage2surface</c>: the segments of a DICOM Segmentation become surfaces.</summary>
internal static class SegImageToSurfaceCommand
{
    private static readonly string[] Types = ["stl", "obj", "ply", "glb", "dicom", "dicom-stl", "dicom-obj"];

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string[]> input = CommonOptions.List("--inputDICOM", "DICOM Segmentation to read; several files for the parts of a concatenation.", required: true);
        Option<string> folder = CommonOptions.Required("--outputDirectory", "DIR", "Folder to write into; made where it is missing.");
        Option<string> type = new("--outputType", "-t") { HelpName = string.Join('|', Types), Description = "File format; dicom is one Surface Segmentation, dicom-stl and dicom-obj are Encapsulated STL and OBJ.", DefaultValueFactory = _ => "stl" };
        CommonOptions.OneOf(type, Types);
        Option<string> prefix = new("--prefix", "-p") { HelpName = "P", Description = "Files are called P-NAME.stl after the segments in them, or P.stl where one file holds all; NAME.stl and surfaces.stl without it.", DefaultValueFactory = _ => "" };
        Option<string[]> segments = CommonOptions.List("--segments", "Numbers or labels of the segments wanted; all without it.");
        Option<bool> oneFile = new("--oneFile") { Description = "Writes all surfaces into one file. (dicom always is one.)" };
        Option<bool> smooth = new("--smooth") { Description = "Smooths surfaces by a windowed sinc filter, and says how their volumes change; without it they enclose the very voxels of the segments." };
        Option<int?> iterations = new("--iterations") { HelpName = "N", Description = "With --smooth, the degree of the filter, from 1 to 500; 20, if not given." };
        Option<double?> passBand = new("--passBand") { HelpName = "B", Description = "With --smooth, which share of the frequencies passes, above 0 and at most 2: less is smoother; 0.1, if not given." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("segimage2surface", "Converts segments of a DICOM Segmentation into surfaces of triangles, in millimetres, LPS.")
        {
            input, folder, type, prefix, segments, oneFile, smooth, iterations, passBand, verbose,
        };
        command.Validators.Add(result =>
        {
            bool smooths = result.GetResult(smooth) is { Implicit: false };
            foreach (Option option in (Option[])[iterations, passBand])
            {
                if (!smooths && result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name} is for --smooth.");
            }
        });
        command.SetAction(parsed =>
        {
            var defaults = new SurfaceSmoothing();
            var conversion = new SegImageToSurface(console)
            {
                InputFiles = parsed.GetRequiredValue(input),
                OutputFolder = parsed.GetRequiredValue(folder),
                Type = parsed.GetRequiredValue(type),
                Prefix = parsed.GetValue(prefix) ?? "",
                Segments = parsed.GetValue(segments) ?? [],
                IsOneFile = parsed.GetValue(oneFile),
                Smoothing = parsed.GetValue(smooth)
                    ? new SurfaceSmoothing { Iterations = parsed.GetValue(iterations) ?? defaults.Iterations, PassBand = parsed.GetValue(passBand) ?? defaults.PassBand }
                    : null,
            };
            return console.Run(parsed.GetValue(verbose), () => conversion.Run(cancellationToken));
        });
        return command;
    }
}
