using System.Numerics;
using Dcmqi.Analysis.Images;

namespace Dcmqi.Analysis.Intensity;

/// <summary>An <see cref="IntensityMeter"/> of an image with voxels of one type.</summary>
internal sealed class IntensityMeter<T>(ImageWindow<T> window, MeasuredImage image, PeakSphere sphere, Func<Region, RegionValues<T>, WeightedValues> valuesOf) : IntensityMeter
    where T : unmanaged, INumber<T>
{
    private RegionValues<T> _values = window.Values;
    private IntensityPeak? _peak;

    /// <summary>Leaves out what stands for no value; <see langword="null"/> where no voxel does.</summary>
    public Func<Region, RegionValues<T>, Region>? Strip { get; init; }

    public override void Begin(RegionValues values) => _values = (RegionValues<T>)values;

    public override Region WithoutPadding(Region region) => Strip is null ? region : Strip(region, _values);

    public override WeightedValues Values(Region region) => valuesOf(region, _values);

    public override Region Within(Region region, double low, double high) => RegionRange.Of(region, _values, image.Slope, image.Intercept, low, high);

    public override (Vector3d Plain, Vector3d Weighted) Centers(Region region) => IntensityCenter.Of(region, _values, image.Slope, image.Intercept);

    public override (List<Vector3d> Indices, List<double> Values) Voxels(Region region)
    {
        (List<Vector3d> indices, List<double> found) = ([], []);
        foreach (RegionSlice slice in region.Slices)
        {
            SliceValues<T> pixels = _values.Slice(slice);
            foreach (RowRun run in slice.Runs)
            {
                ReadOnlySpan<T> row = pixels.Of(run);
                for (int x = 0; x < row.Length; x++)
                {
                    double value = (image.Slope * double.CreateTruncating(row[x])) + image.Intercept;
                    if (!double.IsFinite(value))
                        continue;
                    indices.Add(new Vector3d(run.X + x, run.Y, slice.Z));
                    found.Add(value);
                }
            }
        }

        return (indices, found);
    }

    public override PeakMeans Peaks(Region region)
    {
        // Only where voxels without a value are near is it worth looking for them.
        if (Strip is not null && window.HasGaps)
            region = Strip(new Region([.. region.Slices.Where(slice => window.Measures(slice.Z))], region.Whole), window.Values);
        if (region.IsEmpty)
            return PeakMeans.None;
        _peak ??= IntensityPeak.Of(window, sphere, image.Padding);
        return _peak.Find(region, Math.Sign(image.Slope));
    }

    public override (double Global, double Local) Found(PeakMeans means)
    {
        if (!double.IsFinite(means.Global))
            return (double.NaN, double.NaN);
        int sign = Math.Sign(image.Slope);
        return ((image.Slope * (sign * means.Global)) + image.Intercept, (image.Slope * (sign * means.Local)) + image.Intercept);
    }
}
