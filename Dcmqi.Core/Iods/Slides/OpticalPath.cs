namespace Dcmqi;

/// <summary>One way that light took to a slide image: a stain, a wavelength, an illumination (PS3.3 C.8.12.5).</summary>
/// <param name="Identifier">Optical Path Identifier (0048,0106).</param>
/// <param name="Description">Optical Path Description (0048,0107), or <see langword="null"/>.</param>
public sealed record OpticalPath(string Identifier, string? Description);
