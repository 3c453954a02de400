namespace Dcmqi;

/// <summary>The metadata of a segmentation: dcmqi's JSON document for <c>itkimage2segimage</c>, as an object.</summary>
/// <remarks>
/// Metadata that says the same is equal; a changed copy is made by <c>with</c>. Read it with <see cref="Load(string, MetadataReadOptions?)"/> or make it in code. Empty text means not given. What is read is checked; what is made in code is
/// checked where it is used, or by <see cref="Validate"/>.
/// </remarks>
public sealed partial record SegmentationMetadata
{
    /// <summary>Gets the Content Creator's Name (0070,0084), such as <c>Doe^John</c>, or <see langword="null"/>.</summary>
    public string? ContentCreatorName { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Clinical Trial Series ID (0012,0071), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ClinicalTrialSeriesId { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Clinical Trial Time Point ID (0012,0050), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ClinicalTrialTimePointId { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Clinical Trial Coordinating Center Name (0012,0060), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ClinicalTrialCoordinatingCenterName { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Content Label (0070,0080): at most 16 of A-Z, 0-9, space and underscore; small letters are made capital. Or <see langword="null"/>.</summary>
    public string? ContentLabel { get; init => field = GivenText.Of(value)?.ToUpperInvariant(); }

    /// <summary>Gets the Content Description (0070,0081), at most 64 characters, or <see langword="null"/>.</summary>
    public string? ContentDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Series Description (0008,103E), at most 64 characters, or <see langword="null"/>.</summary>
    public string? SeriesDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Series Number (0020,0011): a whole number as text, or <see langword="null"/>.</summary>
    public string? SeriesNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Instance Number (0020,0013): a whole number as text, or <see langword="null"/>.</summary>
    public string? InstanceNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Body Part Examined (0018,0015): at most 16 of A-Z, 0-9, space and underscore; small letters are made capital. Or <see langword="null"/>.</summary>
    public string? BodyPartExamined { get; init => field = GivenText.Of(value)?.ToUpperInvariant(); }

    /// <summary>Gets the names of the input files, in the order of <see cref="SegmentAttributes"/>; empty if the inputs are given in that order.</summary>
    public IReadOnlyList<string> SegmentAttributesFileMapping { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Gets the segments: one inner list for each input, in the order of the inputs. Empty where segments are given with their volumes.</summary>
    public IReadOnlyList<IReadOnlyList<SegmentAttributes>> SegmentAttributes { get; init => field = Inputs(value); } = [];

    /// <summary>Returns the counts, such as <c>SegmentationMetadata: 3 segments in 2 inputs</c>.</summary>
    public override string ToString()
    {
        int segments = SegmentAttributes.Sum(input => input.Count);
        return $"SegmentationMetadata: {segments} {(segments == 1 ? "segment" : "segments")} in {SegmentAttributes.Count} {(SegmentAttributes.Count == 1 ? "input" : "inputs")}";
    }

    private static IReadOnlyList<IReadOnlyList<SegmentAttributes>> Inputs(IReadOnlyList<IReadOnlyList<SegmentAttributes>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return ValueList<IReadOnlyList<SegmentAttributes>>.Of([.. inputs.Select(input => ValueList<SegmentAttributes>.Of(input ?? []))]);
    }
}
