using Dcmqi.Analysis.Images;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Measures the values of one image in regions, one after another. For one thread.</summary>
internal abstract class IntensityMeter
{
    /// <summary>Says where the values of the regions lie that are asked for from now on.</summary>
    public abstract void Begin(RegionValues values);

    /// <summary>The voxels of a region without those whose stored value stands for none.</summary>
    public abstract Region WithoutPadding(Region region);

    /// <summary>The values in a region, valid until those of the next are asked for.</summary>
    public abstract WeightedValues Values(Region region);

    /// <summary>The voxels of a region whose values lie in a range.</summary>
    public abstract Region Within(Region region, double low, double high);

    /// <summary>The mean index of the voxels that have a value, and that weighted by their values too.</summary>
    public abstract (Vector3d Plain, Vector3d Weighted) Centers(Region region);

    /// <summary>The indices of the voxels that have a value, and their values.</summary>
    public abstract (List<Vector3d> Indices, List<double> Values) Voxels(Region region);

    /// <summary>Means over spheres of 1 mL around the voxels of a region in the slices that are measured now. Voxels whose stored value stands for none are left out.</summary>
    public abstract PeakMeans Peaks(Region region);

    /// <summary>The largest mean, and the largest around the voxels with the highest value; not a number where no voxel has a value.</summary>
    public abstract (double Global, double Local) Found(PeakMeans means);

    /// <param name="window">The image, on the grid of the regions.</param>
    /// <param name="image">What its values mean.</param>
    /// <param name="sphere">Which voxels around one count for a peak.</param>
    public static IntensityMeter Of(ImageWindow window, MeasuredImage image, PeakSphere sphere) => window switch
    {
        ImageWindow<byte> w => Counting(w, image, sphere),
        ImageWindow<sbyte> w => Counting(w, image, sphere),
        ImageWindow<ushort> w => Counting(w, image, sphere),
        ImageWindow<short> w => Counting(w, image, sphere),
        ImageWindow<uint> w => Reading(w, image, sphere),
        ImageWindow<int> w => Reading(w, image, sphere),
        ImageWindow<ulong> w => Reading(w, image, sphere),
        ImageWindow<long> w => Reading(w, image, sphere),
        ImageWindow<float> w => Reading(w, image, sphere),
        _ => Reading((ImageWindow<double>)window, image, sphere),
    };

    private static IntensityMeter<T> Counting<T>(ImageWindow<T> window, MeasuredImage image, PeakSphere sphere)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        var counts = new StoredCounts<T>();
        return new IntensityMeter<T>(window, image, sphere, (region, values) => counts.Count(region, values, image.Slope, image.Intercept))
        {
            Strip = image.Padding is { } padding ? (region, values) => PaddedVoxels.Without(region, values, padding) : null,
        };
    }

    private static IntensityMeter<T> Reading<T>(ImageWindow<T> window, MeasuredImage image, PeakSphere sphere)
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(window, image, sphere, (region, values) => new RealValues<T>(region, values, image.Slope, image.Intercept));
}
