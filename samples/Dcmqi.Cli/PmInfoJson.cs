using System.Text.Json;
using static Dcmqi.Cli.JsonText;

namespace Dcmqi.Cli;

/// <summary><see cref="PmInfo"/> for programs.</summary>
internal static class PmInfoJson
{
    public static string Of(IReadOnlyList<PmInfo> infos) => JsonText.OfAll(infos, Write);

    private static void Write(Utf8JsonWriter json, PmInfo info)
    {
        ParametricMap map = info.Map;
        json.WriteStartObject();
        json.WriteString("file", info.Path);
        json.WriteString("sopInstanceUid", map.SopInstanceUid);
        json.WriteString("seriesInstanceUid", map.SeriesInstanceUid);
        json.WriteString("pixelType", map.StoredType.Name);
        json.WriteNumber("frames", map.FrameCount);
        json.WriteNumber("rows", map.Rows);
        json.WriteNumber("columns", map.Columns);
        if (info.Geometry is { } geometry)
        {
            WriteNumbers(json, "size", geometry.Size.X, geometry.Size.Y, geometry.Size.Z);
            WriteNumbers(json, "spacingMm", geometry.SpacingMm.X, geometry.SpacingMm.Y, geometry.SpacingMm.Z);
            WriteNumbers(json, "originMm", geometry.OriginMm.X, geometry.OriginMm.Y, geometry.OriginMm.Z);
            json.WriteString("orientation", geometry.Orientation);
        }

        json.WriteStartArray("volumes");
        foreach (MappedVolume volume in map.Volumes)
            Write(json, volume, volume.Index < info.Ranges.Count ? info.Ranges[volume.Index] : null);
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (string warning in info.Warnings)
            json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MappedVolume volume, ValueSummary? values)
    {
        RealWorldValueMapping mapping = volume.Mapping;
        json.WriteStartObject();
        json.WriteNumber("index", volume.Index);
        json.WriteNumber("frames", volume.FrameCount);
        if (volume.TemporalPositionIndex is { } time)
            json.WriteNumber("temporalPositionIndex", time);
        json.WriteString("label", mapping.Label);
        json.WriteString("explanation", mapping.Explanation);
        WriteCode(json, "quantity", mapping.Quantity);
        WriteCode(json, "units", mapping.Unit);
        WriteCode(json, "measurementMethod", mapping.MeasurementMethod);
        WriteCode(json, "modelFittingMethod", mapping.ModelFittingMethod);
        if (mapping.SourceImageDiffusionBValues.Count > 0)
            WriteNumbers(json, "sourceImageDiffusionBValues", [.. mapping.SourceImageDiffusionBValues]);
        WriteNumber(json, "slope", mapping.Slope);
        WriteNumber(json, "intercept", mapping.Intercept);
        if (mapping.LookupTable.Count > 0)
            json.WriteNumber("lookupTableEntries", mapping.LookupTable.Count);
        if (values is { Finite: > 0 } summary)
        {
            json.WriteNumber("minimum", summary.Least);
            json.WriteNumber("maximum", summary.Greatest);
            WriteNumber(json, "mean", summary.Mean);
        }

        if (values is not null)
            json.WriteNumber("notFinite", values.Value.Others);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
            json.WriteNumber(name, value);
    }
}
