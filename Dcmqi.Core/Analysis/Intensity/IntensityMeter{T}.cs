using System.Numerics;

namespace Dcmqi.Analysis.Intensity;

/// <summary>An <see cref="IntensityMeter"/> of an image with voxels of one type.</summary>
internal sealed class IntensityMeter<T>(Volume<T> volume, MeasuredImage image, Func<Region, WeightedValues> values) : IntensityMeter
    where T : unmanaged, INumber<T>
{
    private IntensityPeak? _peak;

    /// <summary>Leaves out what stands for no value; <see langword="null"/> where no voxel does.</summary>
    public Func<Region, Region>? Strip { get; init; }

    public override Region WithoutPadding(Region region) => Strip is null ? region : Strip(region);

    public override WeightedValues Values(Region region) => values(region);

    public override Region Within(Region region, double low, double high) => RegionRange.Of(region, volume, image.Slope, image.Intercept, low, high);

    public override (Vector3d Plain, Vector3d Weighted) Centers(Region region) => IntensityCenter.Of(region, volume, image.Slope, image.Intercept);

    public override (List<Vector3d> Indices, List<double> Values) Voxels(Region region)
    {
        (List<Vector3d> indices, List<double> found) = ([], []);
        int width = volume.Geometry.Size.X;
        foreach (RegionSlice slice in region.Slices)
        {
            ReadOnlySpan<T> pixels = volume.Slice(slice.Z);
            foreach (RowRun run in slice.Runs)
            {
                for (int x = run.X; x <= run.LastX; x++)
                {
                    double value = (image.Slope * double.CreateTruncating(pixels[(run.Y * width) + x])) + image.Intercept;
                    if (!double.IsFinite(value))
                        continue;
                    indices.Add(new Vector3d(x, run.Y, slice.Z));
                    found.Add(value);
                }
            }
        }

        return (indices, found);
    }

    public override (double Global, double Local) Peaks(Region region, PeakSphere sphere)
    {
        _peak ??= IntensityPeak.Of(volume, sphere, image.HasGaps, image.Padding);
        (double global, double local) = _peak.Find(region, Math.Sign(image.Slope));
        return ((image.Slope * global) + image.Intercept, (image.Slope * local) + image.Intercept);
    }
}
