using Dcmqi.Json;
using Dcmqi.Metadata;

namespace Dcmqi;

/// <summary>What the columns of a table of features mean, one row for each segment and one column for each feature: a small JSON document, or made in code.</summary>
/// <remarks>docs/measurement-report-metadata.md lists the keys.</remarks>
public sealed record FeatureMapping
{
    private readonly Uncompared<IReadOnlyList<string>> _warnings = new([]);

    /// <summary>The column that holds the segment number.</summary>
    public required string SegmentColumn { get; init; }

    /// <summary>The features. Columns that are none of these, of the others named here or of <see cref="IgnoredColumns"/> are refused.</summary>
    public required IReadOnlyList<FeatureColumn> Features { get; init => field = ValueList<FeatureColumn>.Of(value); }

    /// <summary>The column that holds the tracking identifiers, or <see langword="null"/>: then they are those of the segments, else their labels.</summary>
    public string? TrackingIdentifierColumn { get; init => field = GivenText.Of(value); }

    /// <summary>The column that holds the tracking unique identifiers, or <see langword="null"/>: then they are those of the segments.</summary>
    public string? TrackingUniqueIdentifierColumn { get; init => field = GivenText.Of(value); }

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

    /// <summary>What was tolerated where the document was read, such as keys that are not known; empty for a mapping made in code. Mappings that differ in warnings alone are equal.</summary>
    public IReadOnlyList<string> Warnings { get => _warnings.Value; internal init => _warnings = new(value); }

    /// <summary>Reads a document from a file.</summary>
    /// <param name="path">A JSON file.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The mapping, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or no path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FeatureMapping Load(string path, MetadataReadOptions? options = null) => FeatureMappingDocument.Format.Load(path, options);

    /// <summary>Reads a document from a stream, to its end.</summary>
    /// <param name="stream">A stream of UTF-8 JSON; left open.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The mapping, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static FeatureMapping Load(Stream stream, MetadataReadOptions? options = null) => FeatureMappingDocument.Format.Load(stream, options);

    /// <summary>Reads a document from text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The mapping, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    public static FeatureMapping Parse(string json, MetadataReadOptions? options = null) => FeatureMappingDocument.Format.Parse(json, options);

    /// <summary>Number of features.</summary>
    public override string ToString() => $"FeatureMapping: {Features.Count} {(Features.Count == 1 ? "feature" : "features")} of the segments in column {SegmentColumn}";
}
