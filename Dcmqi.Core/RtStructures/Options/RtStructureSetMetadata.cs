namespace Dcmqi;

/// <summary>What a structure set says of itself and its series.</summary>
public sealed record RtStructureSetMetadata
{
    /// <summary>Gets the Structure Set Label (3006,0002), at most 16 characters. Default: <c>SEGMENTS</c>.</summary>
    public string Label { get; init; } = "SEGMENTS";

    /// <summary>Gets the Structure Set Name (3006,0004), at most 64 characters, or <see langword="null"/>.</summary>
    public string? Name { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Structure Set Description (3006,0006), at most 1024 characters, or <see langword="null"/>.</summary>
    public string? Description { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Series Description (0008,103E), at most 64 characters. Default: <c>Contours</c>.</summary>
    public string SeriesDescription { get; init; } = "Contours";

    /// <summary>Returns the label and name.</summary>
    public override string ToString() => $"RtStructureSetMetadata: {Label}{(Name is null ? "" : $", {Name}")}";
}
