using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dcmqi.Cli;

/// <summary><c>rtinfo</c>: what is in RT Structure Sets.</summary>
internal static class RtInfoCommand
{
    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "DICOM RT Structure Sets.", Arity = ArgumentArity.OneOrMore };
        Option<bool> json = new("--json") { Description = "Prints JSON: one object for each file, in an array." };
        Option<bool> verbose = CommonOptions.Verbose();
        var command = new Command("rtinfo", "Prints the regions of DICOM RT Structure Sets with types, codes, colours and contours.") { files, json, verbose };
        command.SetAction(parsed => console.Run(parsed.GetValue(verbose), () =>
        {
            string[] paths = parsed.GetRequiredValue(files);
            new InputFiles().Files("rtinfo", paths).Check();
            List<(string Path, RtStructureSet Set)> sets = [];
            foreach (string path in paths)
            {
                using var set = RtStructureSet.Open(path);
                console.Warn(set.Warnings, path, paths.Length > 1);
                sets.Add((path, set));
            }

            if (parsed.GetValue(json))
                console.Say(JsonText.OfAll(sets, (writer, one) => Write(writer, one.Path, one.Set)));
            else
                sets.ForEach(one => console.Say(Text(one.Path, one.Set)));
        }));
        return command;
    }

    private static string Text(string path, RtStructureSet set)
    {
        var text = new StringBuilder();
        Line("file", path);
        Line("label", set.Label);
        Line("name", set.Name);
        Line("description", set.Description);
        Line("instance", set.SopInstanceUid);
        Line("series", set.SeriesInstanceUid);
        Line("regions", set.Rois.Count.ToString(CultureInfo.InvariantCulture));
        foreach (RtRoi roi in set.Rois)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {roi.Number,5} {ShownText.OfValue(roi.Name)}: {Contours(roi)}");
            Part("type", roi.InterpretedType);
            Part("code", roi.IdentificationCode is null ? null : string.Join(", ", roi.IdentificationModifiers.Prepend(roi.IdentificationCode)));
            Part("category", roi.PropertyCategory?.ToString());
            Part("region", roi.AnatomicRegion?.ToString());
            Part("description", roi.Description);
            Part("colour", roi.DisplayColor?.ToString());
            Part("algorithm", $"{Algorithm(roi)} {roi.GenerationDescription}".Trim());
            Part("frame", roi.FrameOfReferenceUid);
        }

        return text.ToString();

        void Line(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12} {ShownText.OfValue(value)}");
        }

        void Part(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                text.AppendLine(CultureInfo.InvariantCulture, $"        {name,-12} {ShownText.OfValue(value)}");
        }
    }

    private static string Contours(RtRoi roi) => roi.Contours.Count == 0
        ? "no contours"
        : string.Join(", ", roi.Contours.GroupBy(contour => contour.Type).Select(kind => $"{Counted.Of(kind.Count(), "contour")} {TypeName(kind.Key)}, {Counted.Of(kind.Sum(contour => contour.PointCount), "point")}"));

    private static string TypeName(RtContourType type) => type switch
    {
        RtContourType.Point => "POINT",
        RtContourType.OpenPlanar => "OPEN_PLANAR",
        RtContourType.OpenNonplanar => "OPEN_NONPLANAR",
        RtContourType.ClosedPlanar => "CLOSED_PLANAR",
        RtContourType.ClosedPlanarXor => "CLOSEDPLANAR_XOR",
        _ => "of unknown type",
    };

    private static string Algorithm(RtRoi roi) => roi.GenerationAlgorithm?.ToString().ToUpperInvariant() ?? "";

    private static void Write(Utf8JsonWriter json, string path, RtStructureSet set)
    {
        json.WriteStartObject();
        json.WriteString("file", path);
        json.WriteString("label", set.Label);
        json.WriteString("name", set.Name);
        json.WriteString("description", set.Description);
        json.WriteString("sopInstanceUid", set.SopInstanceUid);
        json.WriteString("seriesInstanceUid", set.SeriesInstanceUid);
        json.WriteStartArray("rois");
        foreach (RtRoi roi in set.Rois)
        {
            json.WriteStartObject();
            json.WriteNumber("number", roi.Number);
            json.WriteString("name", roi.Name);
            json.WriteString("description", roi.Description);
            json.WriteString("interpretedType", roi.InterpretedType);
            JsonText.WriteCode(json, "identificationCode", roi.IdentificationCode);
            JsonText.WriteCode(json, "propertyCategory", roi.PropertyCategory);
            JsonText.WriteCode(json, "anatomicRegion", roi.AnatomicRegion);
            json.WriteString("colour", roi.DisplayColor?.ToString());
            json.WriteString("generationAlgorithm", roi.GenerationAlgorithm?.ToString().ToUpperInvariant());
            json.WriteString("frameOfReferenceUid", roi.FrameOfReferenceUid);
            json.WriteStartObject("contours");
            foreach (IGrouping<RtContourType, RtContour> kind in roi.Contours.GroupBy(contour => contour.Type))
                json.WriteNumber(TypeName(kind.Key), kind.Count());
            json.WriteEndObject();
            json.WriteNumber("points", roi.Contours.Sum(contour => contour.PointCount));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        JsonText.WriteTexts(json, "warnings", set.Warnings);
        json.WriteEndObject();
    }
}
