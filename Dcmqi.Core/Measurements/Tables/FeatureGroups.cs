using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Measurements;

/// <summary>Makes groups of measurements of features and of what a segmentation says of its segments.</summary>
internal sealed class FeatureGroups(FeatureMapping? mapping, ReportFile file)
{
    /// <exception cref="ConversionException">The file is not a segmentation, or lacks segments.</exception>
    public IReadOnlyList<MeasurementGroup> Of(IReadOnlyList<FeatureRow> rows)
    {
        if (!file.IsSegmentation)
            throw new ConversionException($"{file.Name} is {Uids.NameOf(file.SopClassUid)}; a segmentation was expected, whose segments were measured.");
        var items = new Dictionary<int, DataSet>();
        foreach (DataSet item in file.Header.GetItems(Tags.SegmentSequence))
        {
            if (item.GetInt32(Tags.SegmentNumber) is { } number)
                items.TryAdd(number, item);
        }

        string? series = file.Header.GetItem(Tags.ReferencedSeriesSequence)?.GetString(Tags.SeriesInstanceUID);
        var faults = new List<string>();
        int?[] numbers = [.. rows.Select(row => NumberOf(row, items))];
        for (int i = 0; i < rows.Count; i++)
        {
            if (numbers[i] is null)
                faults.Add($"The table has features of {ProfiledCells.NameOf(rows[i])}; {file.Name} has {(items.Count == 0 ? "no segments" : $"segments {string.Join(", ", items.Keys.Order().Select(number => NamedSegment(number, rows[i], items)))}")}.");
        }

        foreach (IGrouping<int?, int> same in Enumerable.Range(0, rows.Count).GroupBy(i => numbers[i]).Where(same => same.Key is not null && same.Count() > 1))
            faults.Add($"The table has features of segment {same.Key} in {same.Count()} rows ({string.Join(", ", same.Select(i => ProfiledCells.NameOf(rows[i])))}); expected one for each segment.");
        if (series is null)
            faults.Add($"{file.Name} lacks {Tags.ReferencedSeriesSequence.Describe()}, which says of what series the segments are (PS3.16 TID 1411).");
        ConversionException.ThrowIfAny(faults);
        return [.. rows.Select((row, i) => Group(row, numbers[i]!.Value, items[numbers[i]!.Value], series!))];
    }

    private static int? NumberOf(FeatureRow row, Dictionary<int, DataSet> items)
    {
        if (row.Segment is { } number)
            return items.ContainsKey(number) ? number : null;
        int[] candidates = row.SegmentLabel is { } label
            ? [.. items.Where(item => Plain(item.Value.GetText(Tags.SegmentLabel)) == Plain(label)).Select(item => item.Key)]
            : [.. items.Keys];
        return candidates is [int only] ? only : null;
    }

    // Programs write kidney_right where people write Kidney right.
    private static string? Plain(string? label) => label?.Trim().Replace('_', ' ').ToUpperInvariant();

    private static string NamedSegment(int number, FeatureRow row, Dictionary<int, DataSet> items) =>
        row.Segment is null && items[number].GetText(Tags.SegmentLabel) is { } label ? $"{number} '{label}'" : $"{number}";

    private MeasurementGroup Group(FeatureRow row, int number, DataSet segment, string series) => new()
    {
        TrackingIdentifier = row.TrackingIdentifier ?? segment.GetText(Tags.TrackingID) ?? segment.GetText(Tags.SegmentLabel) ?? $"Segment {number}",
        TrackingUid = row.TrackingUid ?? segment.GetString(Tags.TrackingUID),
        ReferencedSegments = [new ImageReference { SopInstanceUid = file.SopInstanceUid, SopClassUid = file.SopClassUid, SegmentNumbers = [number] }],
        SourceSeriesUid = series,
        FindingCategory = mapping?.FindingCategory ?? Code(segment, Tags.SegmentedPropertyCategoryCodeSequence),
        Finding = mapping?.Finding ?? Code(segment, Tags.SegmentedPropertyTypeCodeSequence),
        FindingSites = mapping?.FindingSite is { } site ? [site] : Sites(segment),
        Method = mapping?.Method,
        Algorithm = row.Algorithm ?? mapping?.Algorithm,
        Measurements = row.Features,
    };

    // CID 244: what a modifier of a region says of the side is its laterality.
    private static IReadOnlyList<FindingSite> Sites(DataSet segment)
    {
        if (segment.GetItem(Tags.AnatomicRegionSequence) is not { } region || CodeItem.Read(region) is not { } site)
            return [];
        CodedConcept? side = CodeItem.ReadAll(region, Tags.AnatomicRegionModifierSequence).FirstOrDefault(modifier => Sides.Any(modifier.IsSameAs));
        return [new FindingSite { Site = site, Laterality = side }];
    }

    private static CodedConcept[] Sides { get; } =
        [new("7771000", "SCT", "Left"), new("24028007", "SCT", "Right"), new("51440002", "SCT", "Right and left"), new("66459002", "SCT", "Unilateral")];

    private static CodedConcept? Code(DataSet segment, Tag tag) => segment.GetItem(tag) is { } item ? CodeItem.Read(item) : null;
}
