namespace Dcmqi;

/// <summary>What the columns of a table of features mean, one row for each segment and one column for each feature: a small JSON document, or made in code.</summary>
/// <remarks>docs/measurement-report-metadata.md lists the keys.</remarks>
public sealed partial record FeatureMapping
{
    /// <summary>The column that holds the segment number.</summary>
    public required string SegmentColumn { get; init; }

    /// <summary>The features. Columns that are none of these, of the others named here or of <see cref="IgnoredColumns"/> are refused.</summary>
    public required IReadOnlyList<FeatureColumn> Features { get; init => field = ValueList<FeatureColumn>.Of(value); }

    /// <summary>The column that holds the tracking identifiers, or <see langword="null"/>: then they are those of the segments, else their labels.</summary>
    public string? TrackingIdentifierColumn { get; init => field = GivenText.Of(value); }

    /// <summary>The column that holds the tracking unique identifiers, or <see langword="null"/>: then they are those of the segments.</summary>
    public string? TrackingUidColumn { get; init => field = GivenText.Of(value); }

    /// <summary>Names of columns that are passed over; <c>*</c> stands for any text, as in <c>diagnostics_*</c>.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>What kind of thing all segments are, or <see langword="null"/>: then what the segmentation says of each.</summary>
    public CodedConcept? FindingCategory { get; init; }

    /// <summary>What all segments are, or <see langword="null"/>: then what the segmentation says of each.</summary>
    public CodedConcept? Finding { get; init; }

    /// <summary>Where all segments are, or <see langword="null"/>: then what the segmentation says of each.</summary>
    public FindingSite? FindingSite { get; init; }

    /// <summary>How all features were measured, or <see langword="null"/>.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>The program that computed the features, or <see langword="null"/>.</summary>
    public AlgorithmIdentification? Algorithm { get; init; }

    /// <summary>Number of features.</summary>
    public override string ToString() => $"FeatureMapping: {Features.Count} {(Features.Count == 1 ? "feature" : "features")} of the segments in column {SegmentColumn}";
}
