namespace Dcmqi.Analysis.Intensity;

/// <summary>Measures the values of one image in regions, one after another. For one thread.</summary>
internal abstract class IntensityMeter
{
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

    /// <summary>The largest mean over a sphere of 1 mL, and the largest around the voxels with the highest value.</summary>
    public abstract (double Global, double Local) Peaks(Region region, PeakSphere sphere);

    /// <param name="image">The image, on the grid of the regions.</param>
    public static IntensityMeter Of(MeasuredImage image) => image.Volume switch
    {
        Volume<byte> v => Counting(v, image),
        Volume<sbyte> v => Counting(v, image),
        Volume<ushort> v => Counting(v, image),
        Volume<short> v => Counting(v, image),
        Volume<uint> v => Reading(v, image),
        Volume<int> v => Reading(v, image),
        Volume<ulong> v => Reading(v, image),
        Volume<long> v => Reading(v, image),
        Volume<float> v => Reading(v, image),
        Volume<double> v => Reading(v, image),
        _ => throw new NotSupportedException($"Values of type {image.Volume.VoxelType.Name} cannot be measured."),
    };

    private static IntensityMeter<T> Counting<T>(Volume<T> volume, MeasuredImage image)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        var counts = new StoredCounts<T>();
        return new IntensityMeter<T>(volume, image, region => counts.Count(region, volume, image.Slope, image.Intercept))
        {
            Strip = image.Padding is { } padding ? region => PaddedVoxels.Without(region, volume, padding) : null,
        };
    }

    private static IntensityMeter<T> Reading<T>(Volume<T> volume, MeasuredImage image)
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(volume, image, region => new RealValues<T>(region, volume, image.Slope, image.Intercept));
}
