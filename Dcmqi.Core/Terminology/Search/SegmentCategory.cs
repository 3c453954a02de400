namespace Dcmqi.Terminology;

/// <summary>The kinds of things that segments are (PS3.16 CID 7150), and the context group of the types of each.</summary>
internal static class SegmentCategory
{
    public const string Anatomical = "123037004", Abnormal = "49755003", Tissue = "85756007";

    /// <summary>Code, name and context group of types.</summary>
    public static IReadOnlyList<(string Value, string Meaning, int Group)> All { get; } =
    [
        (Tissue, "Tissue", 7191),
        (Anatomical, "Anatomical Structure", 7192),
        ("260787004", "Physical object", 7193),
        (Abnormal, "Morphologically Abnormal Structure", 7194),
        ("246464006", "Function", 7195),
        ("309825002", "Spatial and Relational Concept", 7196),
        ("91720002", "Body Substance", 7197),
        ("105590001", "Substance", 7198),
    ];

    public static CodedConcept Of(string value) => new(value, "SCT", All.First(category => category.Value == value).Meaning);

    /// <summary>The context group of the types of a category, or <see langword="null"/> where it is none of CID 7150.</summary>
    public static int? GroupOf(CodedConcept category)
    {
        CodedConcept current = category.ToSnomedCt();
        foreach ((string value, _, int group) in All)
        {
            if (current.Scheme == "SCT" && current.Value == value)
                return group;
        }

        return null;
    }
}
