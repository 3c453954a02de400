using System.Globalization;
using Dcmqi.Measurements;

namespace Dcmqi.Analysis;

/// <summary>Measured segments as CSV with a row for each segment and a column for each feature, its unit in brackets.</summary>
internal static class WideTable
{
    public static byte[] Write(SegmentMeasurements measured, CsvOptions? options)
    {
        CsvFormulas formulas = (options ?? new CsvOptions()).Formulas;
        IEnumerable<MeasuredFeature> features = measured.Segments.Count == 0 ? [] : measured.Segments[0].Features;
        string[] header = ["SegmentNumber", "SegmentLabel", "TrackingIdentifier", "TrackingUniqueIdentifier", "VoxelCount", .. features.Select(Title)];
        IEnumerable<string[]> rows = measured.ToGroups().Zip(measured.Segments, (group, segment) => Row(segment, group, formulas));
        return CsvText.Write(rows.Prepend(header));
    }

    private static string[] Row(MeasuredSegment segment, MeasurementGroup group, CsvFormulas formulas) =>
    [
        segment.Segment.Number.ToString(CultureInfo.InvariantCulture),
        FormulaText.Of(segment.Segment.Label, formulas),
        FormulaText.Of(group.TrackingIdentifier ?? "", formulas),
        group.TrackingUid ?? "",
        segment.VoxelCount.ToString(CultureInfo.InvariantCulture),
        .. segment.Features.Select(feature => feature.Value?.ToString("R", CultureInfo.InvariantCulture) ?? ""),
    ];

    private static string Title(MeasuredFeature feature) => feature.Unit.Value == "1" ? feature.Title : $"{feature.Title} ({feature.Unit.Value})";
}
