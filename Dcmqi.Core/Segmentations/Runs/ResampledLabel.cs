using System.Globalization;

namespace Dcmqi;

/// <summary>The result of resampling a label onto the grid of the source images.</summary>
public sealed record ResampledLabel
{
    /// <summary>Gets the input that it came from.</summary>
    public required string VolumeName { get; init; }

    /// <summary>Gets the label; 1 for a mask or fractions.</summary>
    public required long Label { get; init; }

    /// <summary>Gets its volume on the input's own grid, in millilitres; fractions count as such.</summary>
    public required double VolumeBeforeMl { get; init; }

    /// <summary>Gets its volume on the grid of the images, in millilitres; 0 where nothing is left of it.</summary>
    public required double VolumeAfterMl { get; init; }

    /// <summary>Gives the label and both volumes in one sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"'{VolumeName}' was resampled onto the grid of the images: label {Label} had {VolumeBeforeMl:0.###} mL and has {VolumeAfterMl:0.###} mL now.");
}
