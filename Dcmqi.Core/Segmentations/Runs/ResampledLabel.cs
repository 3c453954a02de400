using System.Globalization;

namespace Dcmqi;

/// <summary>What became of a label when its volume was resampled onto the grid of the source images.</summary>
/// <param name="VolumeName">The input it came from.</param>
/// <param name="Label">The label; 1 for a mask or fractions.</param>
/// <param name="VolumeBeforeMl">Its volume on the input's own grid, in millilitres; fractions count as such.</param>
/// <param name="VolumeAfterMl">Its volume on the grid of the images, in millilitres; 0 where nothing is left of it.</param>
public sealed record ResampledLabel(string VolumeName, long Label, double VolumeBeforeMl, double VolumeAfterMl)
{
    /// <summary>The label and both volumes in one sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"'{VolumeName}' was resampled onto the grid of the images: label {Label} had {VolumeBeforeMl:0.###} mL and has {VolumeAfterMl:0.###} mL now.");
}
