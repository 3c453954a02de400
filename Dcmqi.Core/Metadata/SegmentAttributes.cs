namespace Dcmqi;

/// <summary>The description of one segment: an element of dcmqi's <c>segmentAttributes</c> (PS3.3 C.8.20.4, Segment Description Macro).</summary>
/// <remarks>Attributes that say the same are equal; a changed copy is made by <c>with</c>. Empty text means not given. Nothing is checked on construction; <see cref="SegmentationMetadata.Validate"/> lists every fault.</remarks>
public sealed record SegmentAttributes
{
    /// <summary>Gets the voxel value that marks the segment in its label volume (<c>labelID</c>), from 1 to 65535. In metadata read back from DICOM it is the Segment Number. 1 unless given.</summary>
    public int LabelId { get; init; } = 1;

    /// <summary>Gets the Segment Label (0062,0005), at most 64 characters, or <see langword="null"/>: then the description stands in, else the meaning of the type.</summary>
    public string? SegmentLabel { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Segment Description (0062,0006), at most 1024 characters, or <see langword="null"/>.</summary>
    public string? SegmentDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what kind of thing the segment is, such as <c>(85756007, SCT, "Tissue")</c> (Segmented Property Category Code Sequence (0062,0003)).</summary>
    public required CodedConcept SegmentedPropertyCategory { get; init; }

    /// <summary>Gets what the segment is, such as <c>(10200004, SCT, "Liver")</c> (Segmented Property Type Code Sequence (0062,000F)).</summary>
    public required CodedConcept SegmentedPropertyType { get; init; }

    /// <summary>Gets the modifiers of the type, such as <c>(7771000, SCT, "Left")</c> (Segmented Property Type Modifier Code Sequence (0062,0011)); empty unless given.</summary>
    public IReadOnlyList<CodedConcept> SegmentedPropertyTypeModifiers { get; init => field = ValueList<CodedConcept>.Of(value); } = [];

    /// <summary>Gets the part of the body (Anatomic Region Sequence (0008,2218)), or <see langword="null"/>.</summary>
    public CodedConcept? AnatomicRegion { get; init; }

    /// <summary>Gets the modifiers of the anatomic region (Anatomic Region Modifier Sequence (0008,2220)); empty unless given.</summary>
    public IReadOnlyList<CodedConcept> AnatomicRegionModifiers { get; init => field = ValueList<CodedConcept>.Of(value); } = [];

    /// <summary>Gets the further parts of the body, where the segment lies in several (the second item of Anatomic Region Sequence (0008,2218) and those after it); empty unless given.</summary>
    public IReadOnlyList<AnatomicStructure> AdditionalAnatomicRegions { get; init => field = ValueList<AnatomicStructure>.Of(value); } = [];

    /// <summary>Gets the anatomic structures that the segment shows, where they are not the region itself (Primary Anatomic Structure Sequence (0008,2228)); empty unless given.</summary>
    public IReadOnlyList<AnatomicStructure> PrimaryAnatomicStructures { get; init => field = ValueList<AnatomicStructure>.Of(value); } = [];

    /// <summary>Gets how the segment was made (Segment Algorithm Type (0062,0008)).</summary>
    public required SegmentAlgorithmType AlgorithmType { get; init; }

    /// <summary>Gets the Segment Algorithm Name (0062,0009), at most 64 characters; required unless the type is <see cref="SegmentAlgorithmType.Manual"/>, else <see langword="null"/>.</summary>
    public string? AlgorithmName { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the algorithms said exactly: family, name, version, parameters (Segmentation Algorithm Identification Sequence (0062,0007)); empty unless given.</summary>
    public IReadOnlyList<SegmentAlgorithmIdentification> AlgorithmIdentifications { get; init => field = ValueList<SegmentAlgorithmIdentification>.Of(value); } = [];

    /// <summary>Gets the colour to show the segment in, sRGB (<c>recommendedDisplayRGBValue</c>), or <see langword="null"/>.</summary>
    public RgbColor? RecommendedDisplayRgb { get; init; }

    /// <summary>Gets the colour to show the segment in as DICOM holds it (Recommended Display CIELab Value (0062,000D)), or <see langword="null"/>. It stands before <see cref="RecommendedDisplayRgb"/> where both are given.</summary>
    public CieLabColor? RecommendedDisplayCieLab { get; init; }

    /// <summary>Gets the Tracking ID (0062,0020): a name by which the segment is followed over time, or <see langword="null"/>.</summary>
    public string? TrackingIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Tracking UID (0062,0021), or <see langword="null"/>. DICOM wants both tracking attributes or neither.</summary>
    public string? TrackingUid { get; init => field = GivenText.Of(value); }

    /// <summary>Makes a segment of a term: its codes, its name as Segment Label, and its colour.</summary>
    /// <param name="term">What the segment is.</param>
    /// <param name="labelId">The voxel value that marks the segment, from 1 to 65535.</param>
    /// <param name="algorithmType">How the segment was made.</param>
    /// <param name="algorithmName">The name of the algorithm; required unless <paramref name="algorithmType"/> is <see cref="SegmentAlgorithmType.Manual"/>.</param>
    /// <returns>The segment; change it by <c>with</c>.</returns>
    public static SegmentAttributes Of(SegmentTerm term, int labelId = 1, SegmentAlgorithmType algorithmType = SegmentAlgorithmType.Manual, string? algorithmName = null)
    {
        ArgumentNullException.ThrowIfNull(term);
        return new SegmentAttributes
        {
            LabelId = labelId,
            SegmentLabel = term.Name,
            SegmentedPropertyCategory = term.Category,
            SegmentedPropertyType = term.Type,
            SegmentedPropertyTypeModifiers = term.TypeModifier is { } side ? [side] : [],
            AnatomicRegion = term.AnatomicRegion,
            AnatomicRegionModifiers = term.AnatomicRegionModifier is { } regionSide ? [regionSide] : [],
            AlgorithmType = algorithmType,
            AlgorithmName = algorithmName,
            RecommendedDisplayRgb = term.RecommendedDisplayRgb,
        };
    }

    /// <summary>Returns the label and what the segment is, such as <c>SegmentAttributes: label 1, Liver (10200004, SCT, "Liver")</c>.</summary>
    public override string ToString() =>
        $"SegmentAttributes: label {LabelId}, {SegmentLabel ?? SegmentDescription ?? SegmentedPropertyType.Meaning} {SegmentedPropertyType}";
}
