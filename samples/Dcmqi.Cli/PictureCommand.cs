using System.CommandLine;
using System.Globalization;

namespace Dcmqi.Cli;

/// <summary><c>picture</c>: what was written, to look at.</summary>
internal static class PictureCommand
{
    private static readonly Dictionary<string, PicturePlane> Planes = new()
    {
        ["acquired"] = PicturePlane.Acquired,
        ["axial"] = PicturePlane.Axial,
        ["coronal"] = PicturePlane.Coronal,
        ["sagittal"] = PicturePlane.Sagittal,
    };

    private static readonly Dictionary<string, SegmentStyle> Styles = new()
    {
        ["both"] = SegmentStyle.FillAndOutline,
        ["fill"] = SegmentStyle.Fill,
        ["outline"] = SegmentStyle.Outline,
    };

    private static readonly Dictionary<string, ColorMap> ColorMaps = Enum.GetValues<ColorMap>().ToDictionary(map => map.ToString().ToLowerInvariant());

    public static Command Create(CommandConsole console, CancellationToken cancellationToken)
    {
        Option<string> input = new("--inputDICOM") { HelpName = "FILE", Description = "DICOM Segmentation, Parametric Map or SR (TID 1500) to show. May be left out where images are given." };
        Option<string> images = new("--inputDICOMDirectory") { HelpName = "DIR", Description = "Folder of the images to show it on; a plain ground if not given." };
        var archive = new ArchiveOptions("to show it on");
        Option<string> segmentation = new("--inputSegmentation") { HelpName = "FILE", Description = "With an SR: the DICOM Segmentation that was measured." };
        Option<string> output = CommonOptions.Required("--output", "FILE", "Picture to write: .png, .jpg or .jpeg.");
        Option<int?> montage = new("--montage") { HelpName = "N", Description = "Shows N slices side by side." };
        Option<bool> mip = new("--mip") { Description = "Shows the largest values along all lines of sight (maximum intensity projection)." };
        Option<bool> surfaces = new("--surfaces") { Description = "Shows the surfaces of the segments in space, seen from the front; --plane axial from the feet, sagittal from the patient's left." };
        Option<string> plane = Named("--plane", Planes, "Which slices: as they were acquired (if not given), or by the patient.");
        Option<int?> slice = new("--slice") { HelpName = "N", Description = "The slice, from 0; the one that shows most if not given." };
        Option<double?> position = new("--position") { HelpName = "MM", Description = "The place of the slice in mm: z of axial, y of coronal, x of sagittal slices (LPS)." };
        Option<string> window = new("--window") { HelpName = "C,W", Description = "Centre and width of the values shown from black to white." };
        Option<string> range = new("--mapRange") { HelpName = "LOW:HIGH", Description = "Of a map, the values of the first and the last colour." };
        Option<string> colors = Named("--colorMap", ColorMaps, "Colours of a map; viridis if not given.");
        Option<string[]> segments = CommonOptions.List("--segments", "Segment Numbers to draw; all if not given.");
        Option<string> style = Named("--style", Styles, "How segments are drawn; both if not given.");
        Option<int?> size = new("--size") { HelpName = "N", Description = "Least pixels of the longer side of a slice; 512 if not given, 256 in a montage." };
        Option<int?> timePoint = new("--timePoint") { HelpName = "N", Description = "Of a segmentation with several points in time, the one that is shown, from 0." };
        Option<int?> volume = new("--volume") { HelpName = "N", Description = "Of images or a map of several volumes, the one that is shown, from 0." };
        Option<bool> noLegend = new("--noLegend") { Description = "Leaves names and colours out." };
        Option<bool> showPatient = new("--showPatient") { Description = "Draws the patient's name and identifier; they are left out otherwise." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("picture", "Makes a picture of a DICOM Segmentation, Parametric Map or SR, on its images or alone. (dcmqi has no such command.)")
        {
            input, images, segmentation, output, montage, mip, surfaces, plane, slice, position, window, range, colors, segments, style, size, timePoint, volume, noLegend, showPatient, verbose,
        };
        foreach (Option option in archive.All)
            command.Add(option);
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            var options = new PictureOptions
            {
                Plane = Planes[parsed.GetValue(plane) ?? "acquired"],
                Slice = parsed.GetValue(slice),
                PositionMm = parsed.GetValue(position),
                Window = parsed.GetValue(window) is { } text ? WindowOf(text) : null,
                MapRange = parsed.GetValue(range) is { } limits ? RangeOf(limits) : null,
                ColorMap = ColorMaps[parsed.GetValue(colors) ?? "viridis"],
                Segments = parsed.GetValue(segments) is { Length: > 0 } numbers ? [.. numbers.Select(number => Number("--segments", number))] : null,
                Style = Styles[parsed.GetValue(style) ?? "both"],
                Size = parsed.GetValue(size) ?? new PictureOptions().Size,
                TimePoint = parsed.GetValue(timePoint) ?? 0,
                VolumeIndex = parsed.GetValue(volume) ?? 0,
                ShowLegend = !parsed.GetValue(noLegend),
                ShowPatient = parsed.GetValue(showPatient),
            };
            var work = new PictureWork(parsed.GetValue(input), parsed.GetValue(images), archive.SeriesOf(parsed), parsed.GetValue(segmentation), options, parsed.GetValue(montage), parsed.GetValue(mip), parsed.GetValue(surfaces));
            work.Run(parsed.GetRequiredValue(output), console, cancellationToken);
        }));
        return command;
    }

    private static Option<string> Named<T>(string name, Dictionary<string, T> values, string description)
    {
        Option<string> option = new(name) { HelpName = string.Join('|', values.Keys), Description = description };
        CommonOptions.OneOf(option, [.. values.Keys]);
        return option;
    }

    private static ValueWindow WindowOf(string text) =>
        text.Split(',') is [string center, string width] && Real(center) is { } middle && Real(width) is { } range && range > 0
            ? new ValueWindow(middle, range)
            : throw new UsageException($"--window is a centre and a width above 0, such as 40,400, not '{text}'.");

    private static ValueWindow RangeOf(string text) =>
        text.Split(':') is [string low, string high] && Real(low) is { } lowest && Real(high) is { } highest && highest > lowest
            ? ValueWindow.FromRange(lowest, highest)
            : throw new UsageException($"--mapRange is two numbers, the lower one first, such as 0:2000, not '{text}'.");

    private static double? Real(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private static int Number(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new UsageException($"{option} are whole numbers separated by commas, not '{text}'.");
}
