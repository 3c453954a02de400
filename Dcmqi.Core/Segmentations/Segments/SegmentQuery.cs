namespace Dcmqi;

/// <summary>A query for segments; all given conditions must hold.</summary>
/// <remarks>Codes are compared by <see cref="CodedConcept.IsSameAs"/>: <c>(T-62000, SRT)</c> finds <c>(10200004, SCT)</c>. Texts are compared whole, without regard to case.</remarks>
public sealed record SegmentQuery
{
    /// <summary>Gets what kind of thing it is: Segmented Property Category Code Sequence (0062,0003).</summary>
    public CodedConcept? PropertyCategory { get; init; }

    /// <summary>Gets what it is: Segmented Property Type Code Sequence (0062,000F).</summary>
    public CodedConcept? PropertyType { get; init; }

    /// <summary>Gets one of the modifiers of what it is, such as its side.</summary>
    public CodedConcept? PropertyTypeModifier { get; init; }

    /// <summary>Gets where it is: Anatomic Region Sequence (0008,2218).</summary>
    public CodedConcept? AnatomicRegion { get; init; }

    /// <summary>Gets the Segment Label (0062,0005).</summary>
    public string? Label { get; init; }

    /// <summary>Gets the Segment Algorithm Type (0062,0008).</summary>
    public SegmentAlgorithmType? AlgorithmType { get; init; }

    /// <summary>Gets the Segment Algorithm Name (0062,0009).</summary>
    public string? AlgorithmName { get; init; }

    /// <summary>Gets the Tracking ID (0062,0020).</summary>
    public string? TrackingIdentifier { get; init; }

    /// <summary>Gets the Tracking UID (0062,0021).</summary>
    public string? TrackingUid { get; init; }

    /// <summary>Says whether a segment is one that is looked for.</summary>
    /// <param name="segment">The segment.</param>
    public bool Matches(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return IsFound(PropertyCategory, segment.PropertyCategory)
            && IsFound(PropertyType, segment.PropertyType)
            && (PropertyTypeModifier is null || segment.PropertyTypeModifiers.Any(PropertyTypeModifier.IsSameAs))
            && IsFound(AnatomicRegion, segment.AnatomicRegion)
            && IsFound(Label, segment.Label)
            && (AlgorithmType is null || AlgorithmType == segment.AlgorithmType)
            && IsFound(AlgorithmName, segment.AlgorithmName)
            && IsFound(TrackingIdentifier, segment.TrackingIdentifier)
            && IsFound(TrackingUid, segment.TrackingUid);
    }

    /// <summary>Gives what is looked for in one line.</summary>
    public override string ToString()
    {
        (string Name, object? Value)[] wanted =
        [
            ("category", PropertyCategory), ("type", PropertyType), ("modifier", PropertyTypeModifier), ("region", AnatomicRegion), ("label", Label),
            ("algorithm type", AlgorithmType), ("algorithm", AlgorithmName), ("tracking identifier", TrackingIdentifier), ("tracking UID", TrackingUid),
        ];
        string[] given = [.. wanted.Where(one => one.Value is not null).Select(one => $"{one.Name} {one.Value}")];
        return $"SegmentQuery: {(given.Length == 0 ? "any segment" : string.Join(", ", given))}";
    }

    private static bool IsFound(CodedConcept? wanted, CodedConcept? found) => wanted is null || (found is not null && wanted.IsSameAs(found));

    private static bool IsFound(string? wanted, string? found) => wanted is null || string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase);
}
