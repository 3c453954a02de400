using System.Numerics;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Means of the image over spheres of 1 mL around voxels of a region (IBSI 3.2). Voxels of the sphere count whether the region has them or not, as far as the image reaches.</summary>
internal abstract class IntensityPeak
{
    /// <summary>The largest mean, and the largest of those around the voxels with the highest value, in stored units; not a number where no voxel has a finite value.</summary>
    /// <param name="region">The region, not empty.</param>
    /// <param name="sign">1 where larger stored values are larger values, -1 where they are smaller.</param>
    public abstract (double Global, double Local) Find(Region region, int sign);

    /// <param name="volume">The stored values.</param>
    /// <param name="sphere">Which voxels around one count.</param>
    /// <param name="hasGaps">Whether some voxels may have no value.</param>
    /// <param name="padding">Stored values that stand for none; the region has no such voxel.</param>
    public static IntensityPeak Of<T>(Volume<T> volume, PeakSphere sphere, bool hasGaps, PixelPadding? padding)
        where T : unmanaged, INumber<T>
    {
        // Sums of whole numbers are exact either way; 32 bits are enough where the values of a whole sphere are, whatever the sums of rows wrap around to.
        bool isNarrow = default(T) is byte or sbyte or short or ushort && sphere.VoxelCount <= int.MaxValue >> 16;
        return isNarrow ? new IntensityPeak<T, int>(volume, sphere, hasGaps, padding) : new IntensityPeak<T, double>(volume, sphere, hasGaps, padding);
    }
}
