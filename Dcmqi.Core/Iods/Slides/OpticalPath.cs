namespace Dcmqi;

/// <summary>One way that light took to a slide image: a stain, a wavelength, an illumination (PS3.3 C.8.12.5).</summary>
public sealed record OpticalPath
{
    /// <summary>Gets the Optical Path Identifier (0048,0106).</summary>
    public required string Identifier { get; init; }

    /// <summary>Gets the Optical Path Description (0048,0107), or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Gives identifier and description in one line.</summary>
    public override string ToString() => Description is null ? $"Optical path {Identifier}" : $"Optical path {Identifier}: {Description}";
}
