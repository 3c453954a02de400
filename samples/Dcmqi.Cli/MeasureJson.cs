using System.Text.Json;
using static Dcmqi.Cli.JsonText;

namespace Dcmqi.Cli;

/// <summary>What <c>measure --json</c> prints.</summary>
internal static class MeasureJson
{
    /// <summary>An object of one segmentation; of several, a list of them.</summary>
    public static string Of(IReadOnlyList<SegmentMeasurements> measured) =>
        measured.Count == 1 ? JsonText.Of(json => Write(json, measured[0])) : JsonText.OfAll(measured, Write);

    private static void Write(Utf8JsonWriter json, SegmentMeasurements measured)
    {
        json.WriteStartObject();
        json.WriteString("segmentationInstanceUid", measured.Segmentation.SopInstanceUid);
        if (measured.Images is { } images)
            json.WriteString("imageSeriesUid", images.SeriesInstanceUid);
        WriteCode(json, "quantity", measured.Quantity);
        WriteCode(json, "unit", measured.Unit);
        json.WriteStartArray("segments");
        foreach (MeasuredSegment segment in measured.Segments)
            Write(json, segment);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MeasuredSegment measured)
    {
        json.WriteStartObject();
        json.WriteNumber("number", measured.Segment.Number);
        json.WriteString("label", measured.Segment.Label);
        WriteCode(json, "type", measured.Segment.PropertyType);
        json.WriteNumber("voxels", measured.VoxelCount);
        if (measured.CentroidMm is { } centroid)
            WriteVector(json, "centroidMm", centroid);
        json.WriteStartArray("features");
        foreach (MeasuredFeature feature in measured.Features)
            Write(json, feature);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MeasuredFeature feature)
    {
        json.WriteStartObject();
        json.WriteString("feature", feature.Feature.ToString());
        json.WriteString("title", feature.Title);
        if (feature.Value is { } value)
            json.WriteNumber("value", value);
        else
            json.WriteNull("value");
        json.WriteString("unit", feature.Unit.Value);
        WriteCode(json, "qualifier", feature.Qualifier);
        WriteCode(json, "name", feature.Name);
        WriteCode(json, "derivation", feature.Derivation);
        WriteCode(json, "method", feature.Method);
        if (feature.PercentileRank is { } rank)
            json.WriteNumber("percentileRank", rank);
        if (feature.Parameter is not null)
            json.WriteString("parameter", feature.Parameter);
        if (feature.Modifiers.Count > 0)
        {
            json.WriteStartArray("modifiers");
            foreach (MeasurementModifier modifier in feature.Modifiers)
                WriteCode(json, modifier.Value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
