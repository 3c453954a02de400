namespace Dcmqi;

/// <summary>The program that measured (PS3.16 TID 4019).</summary>
public sealed record AlgorithmIdentification
{
    /// <summary>Gets the name of the algorithm.</summary>
    public required string Name { get; init; }

    /// <summary>Gets its version. DICOM wants one wherever there is a name.</summary>
    public string? Version { get; init => field = GivenText.Of(value); }

    /// <summary>Gets its parameters, each a text of its own.</summary>
    public IReadOnlyList<string> Parameters { get; init => field = ValueList<string>.Of(value); } = [];

    /// <summary>Returns the name and version.</summary>
    public override string ToString() => Version is null ? Name : $"{Name} {Version}";
}
