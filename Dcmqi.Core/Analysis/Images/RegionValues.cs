namespace Dcmqi.Analysis.Images;

/// <summary>The values of an image in a region. For one thread at a time.</summary>
internal abstract class RegionValues
{
    /// <summary>Takes the values of the slices that are measured now, where they will be gone when the region is.</summary>
    public abstract void Take();
}

/// <summary><see cref="RegionValues"/> of an image with voxels of one type.</summary>
/// <param name="width">Columns of the image: no run is longer.</param>
internal abstract class RegionValues<T>(int width) : RegionValues
    where T : unmanaged
{
    public int Width => width;

    /// <summary>The values in a slice of the region, or of a part of it.</summary>
    public abstract SliceValues<T> Slice(RegionSlice slice);
}
