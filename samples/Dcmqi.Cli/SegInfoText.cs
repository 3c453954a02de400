using System.Globalization;
using System.Text;

namespace Dcmqi.Cli;

/// <summary><see cref="SegInfo"/> for people.</summary>
internal static class SegInfoText
{
    public static string Of(SegInfo info)
    {
        Segmentation segmentation = info.Segmentation;
        var text = new StringBuilder();
        Line("file", string.Join(", ", segmentation.Files));
        Line("encoding", EncodingName.Of(segmentation.Encoding));
        Line("frames", $"{segmentation.FrameCount} of {segmentation.Columns} x {segmentation.Rows}");
        if (info.Geometry is { } geometry)
        {
            Line("size", geometry.Size.ToString());
            Line("spacing", Numbers(geometry.SpacingMm) + " mm");
            Line("origin", Numbers(geometry.OriginMm) + " mm (LPS)");
            Line("orientation", geometry.Orientation);
        }

        Line("overlap", segmentation.SegmentsOverlap?.ToString().ToUpperInvariant() ?? "not stated");
        Line("instance", segmentation.SopInstanceUid);
        Line("series", segmentation.SeriesInstanceUid);
        Line("segments", segmentation.Segments.Count(segment => !segment.IsBackground).ToString(CultureInfo.InvariantCulture));
        foreach (Segment segment in segmentation.Segments)
            Append(text, segment, info.Statistics.GetValueOrDefault(segment.Number));
        return text.ToString();

        void Line(string name, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{name,-12} {ShownText.OfValue(value)}");
    }

    private static void Append(StringBuilder text, Segment segment, SegmentStatistics? statistics)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {segment.Number,5} {ShownText.OfValue(segment.Label)}");
        if (statistics is not null)
            text.Append(CultureInfo.InvariantCulture, $": {Counted.Of(statistics.VoxelCount, "voxel")}, {statistics.VolumeMl:0.000} mL");
        text.AppendLine(segment.IsBackground ? " (background)" : "");
        Part("category", segment.PropertyCategory?.ToString());
        Part("type", Coded(segment.PropertyType, segment.PropertyTypeModifiers));
        Part("region", Coded(segment.AnatomicRegion, segment.AnatomicRegionModifiers));
        foreach (AnatomicStructure region in segment.AdditionalAnatomicRegions)
            Part("region", Coded(region.Code, region.Modifiers));
        foreach (AnatomicStructure structure in segment.PrimaryAnatomicStructures)
            Part("structure", Coded(structure.Code, structure.Modifiers));
        Part("description", segment.Description);
        Part("colour", segment.DisplayColor?.ToString());
        Part("algorithm", segment.AlgorithmType is null ? segment.AlgorithmName : $"{SegInfoJson.AlgorithmType(segment)} {segment.AlgorithmName}".TrimEnd());
        foreach (SegmentAlgorithmIdentification algorithm in segment.AlgorithmIdentifications)
            Part("identified as", $"{algorithm}, {algorithm.Family}{(algorithm.Source is null ? "" : ", of " + algorithm.Source)}{(algorithm.Parameters is null ? "" : ": " + algorithm.Parameters)}");
        Part("tracking", segment.TrackingIdentifier is null && segment.TrackingUid is null ? null : $"{segment.TrackingIdentifier} {segment.TrackingUid}".Trim());
        Part("frames", segment.FrameCount?.ToString(CultureInfo.InvariantCulture));
        Part("centroid", statistics?.CentroidMm is { } centroid ? Numbers(centroid) + " mm (LPS)" : null);

        void Part(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                text.AppendLine(CultureInfo.InvariantCulture, $"        {name,-12} {ShownText.OfValue(value)}");
        }
    }

    private static string? Coded(CodedConcept? concept, IReadOnlyList<CodedConcept> modifiers) =>
        concept is null ? null : string.Join(", ", modifiers.Prepend(concept));

    private static string Numbers(Vector3d vector) => string.Create(CultureInfo.InvariantCulture, $"{vector.X:0.######} {vector.Y:0.######} {vector.Z:0.######}");
}
