using System.Globalization;
using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes references to images, regions drawn in them or in space, and places in the body.</summary>
internal static class RegionWriter
{
    public static void WriteReference(Utf8JsonWriter json, ImageReference reference)
    {
        json.WriteText("ReferencedSOPInstanceUID", reference.SopInstanceUid);
        json.WriteText("ReferencedSOPClassUID", reference.SopClassUid);
        if (reference.FrameNumbers.Count > 0)
            json.WriteNumbers("ReferencedFrameNumber", [.. reference.FrameNumbers]);
        if (reference.SegmentNumbers.Count > 0)
            json.WriteNumbers("ReferencedSegmentNumber", [.. reference.SegmentNumbers]);
    }

    public static void WriteImageRegion(Utf8JsonWriter json, ImageRegion region)
    {
        json.WriteText("GraphicType", ReportTerms.Of(region.GraphicType));
        WriteData(json, region.Points.SelectMany(point => new[] { Text(point.Column), Text(point.Row) }));
        if (region.Image is not null)
            WriteReference(json, region.Image);
        json.WriteText("FiducialUID", region.FiducialUid);
    }

    public static void WriteSpatialRegion(Utf8JsonWriter json, SpatialRegion region)
    {
        json.WriteText("GraphicType", ReportTerms.Of(region.GraphicType));
        WriteData(json, region.Points.SelectMany(point => new[] { Text(point.X), Text(point.Y), Text(point.Z) }));
        json.WriteText("ReferencedFrameOfReferenceUID", region.FrameOfReferenceUid);
        json.WriteText("FiducialUID", region.FiducialUid);
    }

    /// <summary>One place by dcmqi's keys, several as a list.</summary>
    public static void WriteSites(Utf8JsonWriter json, IReadOnlyList<FindingSite> sites)
    {
        if (sites is [{ } single])
            WriteSite(json, single);
        else
            json.WriteList("findingSites", sites, WriteSite);
    }

    private static void WriteSite(Utf8JsonWriter json, FindingSite site)
    {
        json.WriteCode("FindingSite", site.Site);
        json.WriteCodeIfGiven("Laterality", site.Laterality);
        json.WriteCodeIfGiven("TopographicalModifier", site.TopographicalModifier);
    }

    private static void WriteData(Utf8JsonWriter json, IEnumerable<string> numbers)
    {
        json.WritePropertyName("GraphicData");
        json.WriteRawValue("[" + string.Join(", ", numbers) + "]");
    }

    // JSON has no number that is not finite; as a text it is refused when it is read.
    private static string Text(float number) => float.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "\"NaN\"";

    private static string Text(double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "\"NaN\"";
}
