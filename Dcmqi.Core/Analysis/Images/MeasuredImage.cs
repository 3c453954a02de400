using Dcmqi.Sources;

namespace Dcmqi.Analysis.Images;

/// <summary>An image that is measured: stored values, and what they mean.</summary>
internal sealed record MeasuredImage
{
    public required ImageSlices Slices { get; init; }

    public VolumeGeometry Geometry => Slices.Geometry;

    /// <summary>What a step of the stored value is worth; not 0.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>The value that a stored 0 stands for.</summary>
    public double Intercept { get; init; }

    /// <summary>Stored values that stand for none; <see langword="null"/> where all have one.</summary>
    public PixelPadding? Padding { get; init; }

    /// <summary>What the values are, such as (112031, DCM, "Attenuation Coefficient"); <see langword="null"/> where nobody says.</summary>
    public CodedConcept? Quantity { get; init; }

    public CodedConcept Unit { get; init; } = Codes.Ucum.NoUnits;

    /// <summary>How the values came about, such as (126410, DCM, "SUV body weight calculation method"); <see langword="null"/> where the quantity says it.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>How values are discretised for the intensity-volume histogram where nothing is asked for; <see langword="null"/> for not at all (IBSI 3.5: whole values of a known unit are levels by themselves).</summary>
    public IntensityBins? DefaultVolumeHistogramBins =>
        Slices.IsReal || (Quantity is null && Unit.Value == "1") ? IntensityBins.FixedNumber(1000) : null;

    /// <summary>Whether the values are standardised uptake values.</summary>
    public bool IsUptake => Unit.Value.Contains("{SUV", StringComparison.Ordinal);
}
