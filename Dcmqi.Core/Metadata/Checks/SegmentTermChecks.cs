using Dcmqi.Iods;
using Dcmqi.Terminology;

namespace Dcmqi.Metadata;

/// <summary>What could be better in the codes of one segment.</summary>
internal static class SegmentTermChecks
{
    public static IEnumerable<string> Of(SegmentAttributes segment)
    {
        CodedConcept?[] codes =
        [
            segment.SegmentedPropertyCategory, segment.SegmentedPropertyType, .. segment.SegmentedPropertyTypeModifiers, segment.AnatomicRegion, .. segment.AnatomicRegionModifiers,
        ];
        foreach (CodedConcept code in codes.OfType<CodedConcept>().Distinct())
        {
            if (Retired(code) is { } retired)
                yield return retired;
            else if (CodeFault.Of(code) is { } fault)
                yield return $"holds {fault}";
        }

        TermIndex index = TermIndex.Instance;
        int term = index.Find(segment.SegmentedPropertyType);
        if (CategoryFault(segment, term < 0 ? null : index[term]) is { } category)
            yield return category;
        if (term >= 0 && SideIsMissing(segment, term))
            yield return $"is not said to be left or right: {segment.SegmentedPropertyType.Meaning} is found on both sides. Add (7771000, SCT, \"Left\"), (24028007, SCT, \"Right\") or (51440002, SCT, \"Right and left\") as modifier of the type.";
    }

    // PS3.16 8.3 and Annex O; and codes that newer editions have replaced by others of the same name.
    private static string? Retired(CodedConcept code)
    {
        CodedConcept current = code.ToSnomedCt();
        if (current != code)
            return $"holds {code}, a retired code; {current} took its place.";
        TermIndex index = TermIndex.Instance;
        int term = index.Find(code);
        if (term < 0 || (TermIndex.TraitsOf(term) & TermTraits.Current) != 0)
            return null;
        SegmentTerm? same = index.Search(code.Meaning, 1, null).FirstOrDefault();
        return same is null || same.Type == code || !same.Type.Meaning.Equals(code.Meaning, StringComparison.OrdinalIgnoreCase) ? null : $"holds {code}, which PS3.16 (2026b) has no longer; {same.Type} took its place.";
    }

    private static string? CategoryFault(SegmentAttributes segment, TermEntry? type)
    {
        CodedConcept category = segment.SegmentedPropertyCategory;
        if (SegmentCategory.GroupOf(category) is not { } group)
            return $"has the category {category}, which is none of CID 7150; {string.Join(", ", SegmentCategory.All.Select(one => $"({one.Value}, SCT, \"{one.Meaning}\")"))} are.";

        // A type that the standard has in no category may stand in any.
        SegmentCategory[] possible = [.. SegmentCategory.All.Where(one => type?.IsIn(one.Group) == true)];
        return possible.Length == 0 || possible.Any(one => one.Group == group) ? null
            : $"has the type {segment.SegmentedPropertyType}, which is not among those of the category {category.Meaning} (CID {group}); it is {string.Join(" or ", possible.Select(one => $"({one.Value}, SCT, \"{one.Meaning}\")"))} (CID {possible[0].Group}).";
    }

    private static bool SideIsMissing(SegmentAttributes segment, int term)
    {
        const TermTraits PairedAnatomy = TermTraits.Paired | TermTraits.Anatomical;
        if ((TermIndex.TraitsOf(term) & PairedAnatomy) != PairedAnatomy || segment.SegmentedPropertyTypeModifiers.Count > 0)
            return false;
        Words.Of(TermIndex.Instance[term].Type.Meaning, out Side named);
        return named == Side.None;
    }
}
