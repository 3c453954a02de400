namespace Dcmqi;

/// <summary>The algorithm that made a segment, said exactly: an item of Segmentation Algorithm Identification Sequence (0062,0007) (PS3.3 10.16, Algorithm Identification Macro).</summary>
/// <remarks>Nothing is checked on construction; <see cref="SegmentationMetadata.Validate"/> lists every fault.</remarks>
public sealed record SegmentAlgorithmIdentification
{
    /// <summary>Gets the family (Algorithm Family Code Sequence (0066,002F), CID 7162), such as <c>(123110, DCM, "Artificial Intelligence")</c>.</summary>
    public required CodedConcept Family { get; init; }

    /// <summary>Gets the name as its maker gives it (Algorithm Name (0066,0036)), at most 64 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the version (Algorithm Version (0066,0031)), at most 64 characters.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the name as a code (Algorithm Name Code Sequence (0066,0030)), or <see langword="null"/>.</summary>
    public CodedConcept? NameCode { get; init; }

    /// <summary>Gets what the algorithm was told (Algorithm Parameters (0066,0032)), at most 10240 characters, or <see langword="null"/>.</summary>
    public string? Parameters { get; init => field = GivenText.Of(value); }

    /// <summary>Gets who made the algorithm (Algorithm Source (0024,0202)), at most 64 characters, or <see langword="null"/>.</summary>
    public string? Source { get; init => field = GivenText.Of(value); }

    /// <summary>Returns the name and version.</summary>
    public override string ToString() => $"{Name} {Version}";
}
