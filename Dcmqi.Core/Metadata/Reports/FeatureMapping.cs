namespace Dcmqi;

/// <summary>The meaning of the columns of a table of features (one row for each segment, one column for each feature): a small JSON document, or made in code.</summary>
/// <remarks>docs/measurement-report-metadata.md lists the keys.</remarks>
public sealed partial record FeatureMapping
{
    /// <summary>Gets the column that holds the segment number.</summary>
    public required string SegmentColumn { get; init; }

    /// <summary>Gets the features. Columns that are none of these, of the others named here or of <see cref="IgnoredColumns"/> are refused.</summary>
    public required IReadOnlyList<FeatureColumn> Features { get; init => field = ValueList<FeatureColumn>.Of(value); }

    /// <summary>Gets the column that holds the tracking identifiers, or <see langword="null"/>: then they are those of the segments, else their labels.</summary>
    public string? TrackingIdentifierColumn { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the column that holds the tracking unique identifiers, or <see langword="null"/>: then they are those of the segments.</summary>
    public string? TrackingUidColumn { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the names of columns that are passed over; <c>*</c> stands for any text, as in <c>diagnostics_*</c>.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Gets what kind of thing all segments are, or <see langword="null"/>: then what the segmentation says of each.</summary>
    public CodedConcept? FindingCategory { get; init; }

    /// <summary>Gets what all segments are, or <see langword="null"/>: then what the segmentation says of each.</summary>
    public CodedConcept? Finding { get; init; }

    /// <summary>Gets where all segments are, or <see langword="null"/>: then what the segmentation says of each.</summary>
    public FindingSite? FindingSite { get; init; }

    /// <summary>Gets how all features were measured, or <see langword="null"/>.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Gets the program that computed the features, or <see langword="null"/>.</summary>
    public AlgorithmIdentification? Algorithm { get; init; }

    /// <summary>Returns number of features.</summary>
    public override string ToString() => $"FeatureMapping: {Features.Count} {(Features.Count == 1 ? "feature" : "features")} of the segments in column {SegmentColumn}";
}
