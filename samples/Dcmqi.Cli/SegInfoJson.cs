using System.Text.Json;
using static Dcmqi.Cli.JsonText;

namespace Dcmqi.Cli;

/// <summary><see cref="SegInfo"/> for programs.</summary>
internal static class SegInfoJson
{
    public static string Of(IReadOnlyList<SegInfo> infos) => JsonText.OfAll(infos, Write);

    /// <summary>Segment Algorithm Type as the standard writes it.</summary>
    public static string? AlgorithmType(Segment segment) => segment.AlgorithmType?.ToString().ToUpperInvariant();

    private static void Write(Utf8JsonWriter json, SegInfo info)
    {
        Segmentation segmentation = info.Segmentation;
        json.WriteStartObject();
        json.WriteString("file", segmentation.Files[0]);
        if (segmentation.Files.Count > 1)
        {
            json.WriteStartArray("files");
            foreach (string file in segmentation.Files)
                json.WriteStringValue(file);
            json.WriteEndArray();
        }

        json.WriteString("segmentationType", EncodingName.Of(segmentation.Encoding));
        json.WriteString("sopInstanceUid", segmentation.SopInstanceUid);
        json.WriteString("seriesInstanceUid", segmentation.SeriesInstanceUid);
        WriteText(json, "segmentsOverlap", segmentation.SegmentsOverlap?.ToString().ToUpperInvariant());
        json.WriteNumber("frames", segmentation.FrameCount);
        json.WriteNumber("rows", segmentation.Rows);
        json.WriteNumber("columns", segmentation.Columns);
        if (info.Geometry is { } geometry)
        {
            WriteNumbers(json, "size", geometry.Size.X, geometry.Size.Y, geometry.Size.Z);
            WriteVector(json, "spacingMm", geometry.SpacingMm);
            WriteVector(json, "originMm", geometry.OriginMm);
            json.WriteString("orientation", geometry.Orientation);
        }

        json.WriteStartArray("segments");
        foreach (Segment segment in segmentation.Segments)
            Write(json, segment, info.Statistics.GetValueOrDefault(segment.Number));
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (string warning in info.Warnings)
            json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Segment segment, SegmentStatistics? statistics)
    {
        json.WriteStartObject();
        json.WriteNumber("number", segment.Number);
        json.WriteString("label", segment.Label);
        WriteText(json, "description", segment.Description);
        json.WriteBoolean("isBackground", segment.IsBackground);
        WriteCode(json, "category", segment.PropertyCategory);
        WriteCode(json, "type", segment.PropertyType);
        WriteCodes(json, "typeModifiers", segment.PropertyTypeModifiers);
        WriteCode(json, "anatomicRegion", segment.AnatomicRegion);
        WriteCodes(json, "anatomicRegionModifiers", segment.AnatomicRegionModifiers);
        WriteStructures(json, "additionalAnatomicRegions", segment.AdditionalAnatomicRegions);
        WriteStructures(json, "primaryAnatomicStructures", segment.PrimaryAnatomicStructures);
        if (segment.DisplayColor is { } color)
            WriteNumbers(json, "rgb", color.Red, color.Green, color.Blue);
        WriteText(json, "algorithmType", AlgorithmType(segment));
        WriteText(json, "algorithmName", segment.AlgorithmName);
        WriteAlgorithms(json, segment.AlgorithmIdentifications);
        WriteText(json, "trackingIdentifier", segment.TrackingIdentifier);
        WriteText(json, "trackingUniqueIdentifier", segment.TrackingUid);
        if (segment.FrameCount is { } frames)
            json.WriteNumber("frames", frames);
        if (statistics is not null)
        {
            json.WriteNumber("voxels", statistics.VoxelCount);
            json.WriteNumber("volumeMl", Math.Round(statistics.VolumeMl, 6));
            if (statistics.CentroidMm is { } centroid)
                WriteVector(json, "centroidMm", centroid);
            if (statistics.FirstIndex is { } first && statistics.LastIndex is { } last)
            {
                WriteNumbers(json, "firstIndex", first.X, first.Y, first.Z);
                WriteNumbers(json, "lastIndex", last.X, last.Y, last.Z);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteStructures(Utf8JsonWriter json, string name, IReadOnlyList<AnatomicStructure> structures)
    {
        if (structures.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (AnatomicStructure structure in structures)
        {
            json.WriteStartObject();
            WriteCode(json, "code", structure.Code);
            WriteCodes(json, "modifiers", structure.Modifiers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAlgorithms(Utf8JsonWriter json, IReadOnlyList<SegmentAlgorithmIdentification> algorithms)
    {
        if (algorithms.Count == 0)
            return;
        json.WriteStartArray("algorithmIdentifications");
        foreach (SegmentAlgorithmIdentification algorithm in algorithms)
        {
            json.WriteStartObject();
            WriteCode(json, "family", algorithm.Family);
            WriteCode(json, "nameCode", algorithm.NameCode);
            json.WriteString("name", algorithm.Name);
            json.WriteString("version", algorithm.Version);
            WriteText(json, "parameters", algorithm.Parameters);
            WriteText(json, "source", algorithm.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteCodes(Utf8JsonWriter json, string name, IReadOnlyList<CodedConcept> concepts)
    {
        if (concepts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (CodedConcept concept in concepts)
            WriteCode(json, concept);
        json.WriteEndArray();
    }
}
