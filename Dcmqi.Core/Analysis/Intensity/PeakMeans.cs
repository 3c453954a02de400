namespace Dcmqi.Analysis.Intensity;

/// <summary>Means over spheres around voxels, of those looked at so far, in stored units; where smaller stored values are larger values, with their sign turned.</summary>
/// <param name="Global">The largest.</param>
/// <param name="Local">The largest of those around the voxels with the highest value.</param>
/// <param name="Highest">The highest value.</param>
internal readonly record struct PeakMeans(double Global, double Local, double Highest)
{
    /// <summary>Of no voxel.</summary>
    public static PeakMeans None { get; } = new(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public PeakMeans With(PeakMeans other) => new(
        Math.Max(Global, other.Global),
        other.Highest > Highest ? other.Local : other.Highest == Highest ? Math.Max(Local, other.Local) : Local,
        Math.Max(Highest, other.Highest));
}
