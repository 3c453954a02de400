namespace Dcmqi.Analysis;

/// <summary>Where in the body a segment lies, as Finding Sites of a report (PS3.16 TID 1411), and its name with its side.</summary>
internal static class SegmentSites
{
    // PS3.16 CID 244.
    private static readonly string[] Lateralities = ["7771000", "24028007", "51440002", "66459002"];

    /// <summary>The anatomic regions; where there is none but the segment has a side, the segment itself is the site.</summary>
    public static IReadOnlyList<FindingSite> Of(Segment segment)
    {
        CodedConcept? side = SideAmong(segment.PropertyTypeModifiers);
        if (segment.AnatomicRegion is { } region)
            return [Site(region, segment.AnatomicRegionModifiers, side), .. segment.AdditionalAnatomicRegions.Select(one => Site(one.Code, one.Modifiers, null))];
        return segment.PropertyType is { } type && side is not null ? [new FindingSite { Site = type, Laterality = side }] : [];
    }

    /// <summary>The label, and the side where the label does not say it.</summary>
    public static string NameOf(Segment segment)
    {
        string name = segment.Label.Length > 0 ? segment.Label : $"Segment {segment.Number}";
        string? side = (SideAmong(segment.PropertyTypeModifiers) ?? SideAmong(segment.AnatomicRegionModifiers))?.Meaning;
        return side is null || name.Contains(side, StringComparison.OrdinalIgnoreCase) ? name : $"{name}, {side}";
    }

    private static FindingSite Site(CodedConcept region, IReadOnlyList<CodedConcept> modifiers, CodedConcept? otherSide) => new()
    {
        Site = region,
        Laterality = SideAmong(modifiers) ?? otherSide,
        TopographicalModifier = modifiers.FirstOrDefault(modifier => !IsSide(modifier)),
    };

    private static CodedConcept? SideAmong(IReadOnlyList<CodedConcept> modifiers) => modifiers.FirstOrDefault(IsSide);

    private static bool IsSide(CodedConcept modifier)
    {
        CodedConcept concept = modifier.ToSnomedCt();
        return concept.Scheme == "SCT" && Lateralities.Contains(concept.Value);
    }
}
