namespace Dcmqi;

/// <summary>The features of one segment, a row of a <see cref="FeatureTable"/>.</summary>
public sealed record FeatureRow
{
    /// <summary>Gets the segment, from 1, or <see langword="null"/>: then it is that of <see cref="SegmentLabel"/>, or without one the only segment of the segmentation.</summary>
    public int? Segment { get; init; }

    /// <summary>Gets the Segment Label of the segment, where the table has names and not numbers; letter case aside, and an underscore is a space.</summary>
    public string? SegmentLabel { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the tracking identifier, or <see langword="null"/>: then that of the segment, else its label.</summary>
    public string? TrackingIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the tracking unique identifier, or <see langword="null"/>: then that of the segment.</summary>
    public string? TrackingUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the features that have a value, in the order of the mapping.</summary>
    public required IReadOnlyList<Measurement> Features { get; init => field = ValueList<Measurement>.Of(value); }

    /// <summary>Gets the program that computed the features, with version and settings as the row says them, or <see langword="null"/>: then that of the mapping.</summary>
    public AlgorithmIdentification? Algorithm { get; init; }

    /// <summary>Returns the segment and number of features.</summary>
    public override string ToString() => $"Segment{(Segment is { } number ? " " + number.ToString(System.Globalization.CultureInfo.InvariantCulture) : SegmentLabel is null ? "" : $" '{SegmentLabel}'")}: {Features.Count} {(Features.Count == 1 ? "feature" : "features")}";
}
