using System.Numerics;
using Dcmqi.Analysis.Images;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Means of the image over spheres of 1 mL around voxels of a region (IBSI 3.2). Voxels of the sphere count whether the region has them or not, as far as the image reaches.</summary>
internal abstract class IntensityPeak
{
    /// <summary>The means around the voxels of a region in the slices that are measured now.</summary>
    /// <param name="region">The region, not empty.</param>
    /// <param name="sign">1 where larger stored values are larger values, -1 where they are smaller.</param>
    public abstract PeakMeans Find(Region region, int sign);

    /// <param name="window">The stored values, with as many slices beside those that are measured as the sphere reaches.</param>
    /// <param name="sphere">Which voxels around one count.</param>
    /// <param name="padding">Stored values that stand for none; the region has no such voxel.</param>
    public static IntensityPeak Of<T>(ImageWindow<T> window, PeakSphere sphere, PixelPadding? padding)
        where T : unmanaged, INumber<T>
    {
        // Sums of whole numbers are exact either way; 32 bits are enough where the values of a whole sphere are, whatever the sums of rows wrap around to.
        bool isNarrow = default(T) is byte or sbyte or short or ushort && sphere.VoxelCount <= int.MaxValue >> 16;
        return isNarrow ? new IntensityPeak<T, int>(window, sphere, padding) : new IntensityPeak<T, double>(window, sphere, padding);
    }
}
