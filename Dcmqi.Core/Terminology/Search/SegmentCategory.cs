namespace Dcmqi.Terminology;

/// <summary>A kind of thing that segments are (PS3.16 CID 7150).</summary>
/// <param name="Value">Its code in SNOMED CT.</param>
/// <param name="Meaning">Its name.</param>
/// <param name="Group">The context group of the types of its segments.</param>
internal sealed record SegmentCategory(string Value, string Meaning, int Group)
{
    public const string Anatomical = "123037004", Abnormal = "49755003", Tissue = "85756007";

    private static readonly SegmentCategory[] Kinds =
    [
        new(Tissue, "Tissue", 7191),
        new(Anatomical, "Anatomical Structure", 7192),
        new("260787004", "Physical object", 7193),
        new(Abnormal, "Morphologically Abnormal Structure", 7194),
        new("246464006", "Function", 7195),
        new("309825002", "Spatial and Relational Concept", 7196),
        new("91720002", "Body Substance", 7197),
        new("105590001", "Substance", 7198),
    ];

    public static IReadOnlyList<SegmentCategory> All => Kinds;

    public static CodedConcept Of(string value) => new(value, "SCT", Find(value)!.Meaning);

    /// <summary>The context group of the types of a category, or <see langword="null"/> where it is none of CID 7150.</summary>
    public static int? GroupOf(CodedConcept category)
    {
        CodedConcept current = category.ToSnomedCt();
        return current.Scheme == "SCT" ? Find(current.Value)?.Group : null;
    }

    private static SegmentCategory? Find(string value)
    {
        foreach (SegmentCategory category in Kinds)
        {
            if (category.Value == value)
                return category;
        }

        return null;
    }
}
