using System.Globalization;

namespace Dcmqi;

/// <summary>A region of interest of a structure set (PS3.3 C.8.8.5, C.8.8.6, C.8.8.8).</summary>
public sealed class RtRoi
{
    internal RtRoi()
    {
    }

    /// <summary>Gets the ROI Number (3006,0022).</summary>
    public required int Number { get; init; }

    /// <summary>Gets the ROI Name (3006,0026); empty if it has none.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the ROI Description (3006,0028), or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the ROI Generation Algorithm (3006,0036); <see langword="null"/> if it is missing or no defined term.</summary>
    public SegmentAlgorithmType? GenerationAlgorithm { get; init; }

    /// <summary>Gets the ROI Generation Description (3006,0038), or <see langword="null"/>.</summary>
    public string? GenerationDescription { get; init; }

    /// <summary>Gets the Referenced Frame of Reference UID (3006,0024), in which the points lie; <see langword="null"/> if it is missing.</summary>
    public string? FrameOfReferenceUid { get; init; }

    /// <summary>Gets the ROI Display Color (3006,002A), or <see langword="null"/>.</summary>
    public RgbColor? DisplayColor { get; init; }

    /// <summary>Gets the RT ROI Interpreted Type (3006,00A4), such as <c>ORGAN</c>, <c>GTV</c> or <c>EXTERNAL</c>; <see langword="null"/> if no observation says it.</summary>
    public string? InterpretedType { get; init; }

    /// <summary>Gets what the region is (RT ROI Identification Code Sequence (3006,0086)), or <see langword="null"/>.</summary>
    public CodedConcept? IdentificationCode { get; init; }

    /// <summary>Gets the modifiers of <see cref="IdentificationCode"/> (Segmented Property Type Modifier Code Sequence (0062,0011)); empty if there are none.</summary>
    public IReadOnlyList<CodedConcept> IdentificationModifiers { get; init; } = [];

    /// <summary>Gets the kind of thing that it is (Segmented Property Category Code Sequence (0062,0003)), or <see langword="null"/>.</summary>
    public CodedConcept? PropertyCategory { get; init; }

    /// <summary>Gets the part of the body (Anatomic Region Sequence (0008,2218)), or <see langword="null"/>.</summary>
    public CodedConcept? AnatomicRegion { get; init; }

    /// <summary>Gets the contours, in the order of the file; empty for a region without any.</summary>
    public IReadOnlyList<RtContour> Contours { get; init; } = [];

    /// <summary>Returns number, name, type and contours, such as <c>3: Liver, ORGAN, 42 contours</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number}: {Name}{(InterpretedType is null ? "" : $", {InterpretedType}")}, {Contours.Count} contour{(Contours.Count == 1 ? "" : "s")}");

    internal string Described => string.Create(CultureInfo.InvariantCulture, $"ROI {Number} '{Name}'");
}
