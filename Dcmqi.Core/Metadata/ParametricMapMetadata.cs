namespace Dcmqi;

/// <summary>The metadata of a parametric map: dcmqi's JSON document for <c>itkimage2paramap</c>, as an object.</summary>
/// <remarks>
/// Metadata that says the same is equal; a changed copy is made by <c>with</c>. Read it with <see cref="Load(string, MetadataReadOptions?)"/> or make it in code. Empty text means not given. What is read is checked; what is made in code is
/// checked where it is used, or by <see cref="Validate"/>.
/// </remarks>
public sealed partial record ParametricMapMetadata
{
    /// <summary>Gets the Series Description (0008,103E), at most 64 characters, or <see langword="null"/>.</summary>
    public string? SeriesDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Series Number (0020,0011): a whole number as text, or <see langword="null"/>.</summary>
    public string? SeriesNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Instance Number (0020,0013): a whole number as text, or <see langword="null"/>.</summary>
    public string? InstanceNumber { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the Body Part Examined (0018,0015): at most 16 of A-Z, 0-9, space and underscore; small letters are made capital. Or <see langword="null"/>.</summary>
    public string? BodyPartExamined { get; init => field = GivenText.Of(value)?.ToUpperInvariant(); }

    /// <summary>Gets what is measured, such as <c>(113041, DCM, "Apparent Diffusion Coefficient")</c> (<c>QuantityValueCode</c>; PS3.3 C.7.6.16.2.11, Quantity Definition Sequence (0040,9220)). To be given; <see langword="null"/> only in the metadata of a map that does not say it.</summary>
    public required CodedConcept? Quantity { get; init; }

    /// <summary>Gets the unit, such as <c>(um2/s, UCUM, "um2/s")</c> (<c>MeasurementUnitsCode</c>; Measurement Units Code Sequence (0040,08EA)). To be given; <see langword="null"/> only in the metadata of a map that does not say it.</summary>
    public required CodedConcept? Unit { get; init; }

    /// <summary>Gets how it is measured (<c>MeasurementMethodCode</c>), or <see langword="null"/>.</summary>
    public CodedConcept? MeasurementMethod { get; init; }

    /// <summary>Gets how the model is fitted (<c>ModelFittingMethodCode</c>), or <see langword="null"/>.</summary>
    public CodedConcept? ModelFittingMethod { get; init; }

    /// <summary>Gets how the map is derived from its sources (<c>DerivationCode</c>; Derivation Code Sequence (0008,9215)). To be given; <see langword="null"/> only in the metadata of a map that does not say it.</summary>
    public required CodedConcept? Derivation { get; init; }

    /// <summary>Gets the Derivation Description (0008,2111), at most 1024 characters, or <see langword="null"/>.</summary>
    public string? DerivationDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the diffusion b-values of the source images in s/mm2; empty unless given.</summary>
    public IReadOnlyList<double> SourceImageDiffusionBValues { get; init => field = ValueList<double>.Of(value); } = [];

    /// <summary>Gets the part of the body (Anatomic Region Sequence (0008,2218)), or <see langword="null"/>.</summary>
    public CodedConcept? AnatomicRegion { get; init; }

    /// <summary>Gets the side of the body, or <see langword="null"/>: then it counts as unpaired.</summary>
    public FrameLaterality? FrameLaterality { get; init; }

    /// <summary>Gets the Real World Value Slope (0040,9225): what stored values are multiplied by, or <see langword="null"/>: then 1.</summary>
    public double? RealWorldValueSlope { get; init; }

    /// <summary>Gets the Real World Value Intercept (0040,9224): what is added after that, or <see langword="null"/>: then 0.</summary>
    public double? RealWorldValueIntercept { get; init; }

    /// <summary>Gets the fourth value of Image Type (0008,0008) and Frame Type (0008,9007): at most 16 of A-Z, 0-9, space and underscore. Or <see langword="null"/>.</summary>
    public string? DerivedPixelContrast { get; init => field = GivenText.Of(value)?.ToUpperInvariant(); }

    /// <summary>Returns the quantity and unit, such as <c>ParametricMapMetadata: Apparent Diffusion Coefficient in um2/s</c>.</summary>
    public override string ToString() => $"ParametricMapMetadata: {Quantity?.Meaning ?? "unknown quantity"} in {Unit?.Value ?? "unknown unit"}";
}
