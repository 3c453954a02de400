namespace Dcmqi;

/// <summary>A complete description of what a segment is: the codes that DICOM asks for, and the colour recommended with them.</summary>
/// <remarks>Terms with the same codes are equal. <see cref="SegmentAttributes.Of"/> makes a segment of a term.</remarks>
public sealed record SegmentTerm
{
    /// <summary>Gets what kind of thing it is, such as <c>(123037004, SCT, "Anatomical Structure")</c>: for Segmented Property Category Code Sequence (0062,0003).</summary>
    public required CodedConcept Category { get; init; }

    /// <summary>Gets what it is, such as <c>(64033007, SCT, "Kidney")</c>: for Segmented Property Type Code Sequence (0062,000F).</summary>
    public required CodedConcept Type { get; init; }

    /// <summary>Gets the side, such as <c>(7771000, SCT, "Left")</c>, or <see langword="null"/>: for Segmented Property Type Modifier Code Sequence (0062,0011).</summary>
    public CodedConcept? TypeModifier { get; init; }

    /// <summary>Gets the part of the body, where the type does not say it (a cyst of a kidney), or <see langword="null"/>: for Anatomic Region Sequence (0008,2218).</summary>
    public CodedConcept? AnatomicRegion { get; init; }

    /// <summary>Gets the side of the part of the body, or <see langword="null"/>: for Anatomic Region Modifier Sequence (0008,2220).</summary>
    public CodedConcept? AnatomicRegionModifier { get; init; }

    /// <summary>Gets the colour recommended for it, or <see langword="null"/> where none is.</summary>
    public RgbColor? RecommendedDisplayRgb { get; init; }

    /// <summary>Gets the name for people, such as <c>Left kidney</c> or <c>Cyst of left kidney</c>.</summary>
    public string Name => AnatomicRegion is null ? Sided(TypeModifier, Type) : $"{Sided(TypeModifier, Type)} of {LowerFirst(Sided(AnatomicRegionModifier, AnatomicRegion))}";

    /// <summary>Returns name and code, such as <c>Left kidney (64033007, SCT, "Kidney")</c>.</summary>
    public override string ToString() => $"{Name} {Type}";

    private static string Sided(CodedConcept? side, CodedConcept concept) => side is null ? concept.Meaning : $"{side.Meaning} {LowerFirst(concept.Meaning)}";

    // Not of an abbreviation, such as "L4 vertebra".
    private static string LowerFirst(string name) => name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}
