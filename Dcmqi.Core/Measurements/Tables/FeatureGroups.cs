using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Measurements;

/// <summary>Makes groups of measurements of features and of what a segmentation says of its segments.</summary>
internal sealed class FeatureGroups(FeatureMapping mapping, ReportFile file)
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
        foreach (FeatureRow row in rows.Where(row => !items.ContainsKey(row.Segment)))
            faults.Add($"The table has features of segment {row.Segment}; {file.Name} has {(items.Count == 0 ? "no segments" : $"segments {string.Join(", ", items.Keys.Order())}")}.");
        if (series is null)
            faults.Add($"{file.Name} lacks {Tags.ReferencedSeriesSequence.Describe()}, which says of what series the segments are (PS3.16 TID 1411).");
        ConversionException.ThrowIfAny(faults);
        return [.. rows.Select(row => Group(row, items[row.Segment], series!))];
    }

    private MeasurementGroup Group(FeatureRow row, DataSet segment, string series) => new()
    {
        TrackingIdentifier = row.TrackingIdentifier ?? segment.GetText(Tags.TrackingID) ?? segment.GetText(Tags.SegmentLabel) ?? $"Segment {row.Segment}",
        TrackingUid = row.TrackingUid ?? segment.GetString(Tags.TrackingUID),
        ReferencedSegments = [new ImageReference { SopInstanceUid = file.SopInstanceUid, SopClassUid = file.SopClassUid, SegmentNumbers = [row.Segment] }],
        SourceSeriesUid = series,
        FindingCategory = mapping.FindingCategory ?? Code(segment, Tags.SegmentedPropertyCategoryCodeSequence),
        Finding = mapping.Finding ?? Code(segment, Tags.SegmentedPropertyTypeCodeSequence),
        FindingSites = mapping.FindingSite is { } site ? [site] : Sites(segment),
        Method = mapping.Method,
        Algorithm = mapping.Algorithm,
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
