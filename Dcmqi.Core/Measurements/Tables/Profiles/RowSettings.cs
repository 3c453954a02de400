namespace Dcmqi.Measurements;

/// <summary>How the features of one row were computed.</summary>
internal sealed record RowSettings
{
    public string? Version { get; init; }

    /// <summary>How values were put into bins, where the row and not the column says it.</summary>
    public BinSetting? Bins { get; init; }

    /// <summary>Values were normalized, so they have no unit.</summary>
    public bool IsNormalized { get; init; }

    /// <summary>A number was added to all values, so sums of their squares are not those of the definitions.</summary>
    public bool IsShifted { get; init; }

    /// <summary>What the row says of the image's values; <see langword="null"/> where it says nothing.</summary>
    public (CodedConcept Quantity, CodedConcept Unit)? Values { get; init; }
}
