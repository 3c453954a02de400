namespace Dcmqi;

/// <summary>The features of one segment, a row of a <see cref="FeatureTable"/>.</summary>
public sealed record FeatureRow
{
    /// <summary>Gets the segment, from 1.</summary>
    public required int Segment { get; init; }

    /// <summary>Gets the tracking identifier, or <see langword="null"/>: then that of the segment, else its label.</summary>
    public string? TrackingIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the tracking unique identifier, or <see langword="null"/>: then that of the segment.</summary>
    public string? TrackingUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the features that have a value, in the order of the mapping.</summary>
    public required IReadOnlyList<Measurement> Features { get; init => field = ValueList<Measurement>.Of(value); }

    /// <summary>Returns the segment and number of features.</summary>
    public override string ToString() => $"Segment {Segment}: {Features.Count} {(Features.Count == 1 ? "feature" : "features")}";
}
