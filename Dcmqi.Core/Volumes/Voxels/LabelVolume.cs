using Dcmqi.Binary;

namespace Dcmqi;

/// <summary>A label map: every voxel holds the number of the segment it belongs to, or 0 for none.</summary>
public sealed partial class LabelVolume : Volume<ushort>
{
    /// <summary>Creates a label map without labels: all voxels are 0.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <exception cref="NotSupportedException">The volume has more than 2,147,483,591 voxels.</exception>
    public LabelVolume(VolumeGeometry geometry)
        : base(geometry)
    {
    }

    /// <summary>Creates a label map over voxels; the array is kept, not copied.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="voxels">All labels, x fastest, then y, then z; 0 is background.</param>
    /// <exception cref="ArgumentException">The array is not as long as the geometry has voxels.</exception>
    public LabelVolume(VolumeGeometry geometry, ushort[] voxels)
        : base(geometry, voxels)
    {
    }

    /// <summary>Creates a label map without labels at several points in time.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="timePoints">Points in time, at least 1: the values along <see cref="VolumeComponentAxis.Time"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timePoints"/> is below 1.</exception>
    /// <exception cref="NotSupportedException">The volume has more than 2,147,483,591 values.</exception>
    public LabelVolume(VolumeGeometry geometry, int timePoints)
        : this(geometry, LargeArrays.Zeroed<ushort>(CheckedLength(geometry, timePoints)), timePoints)
    {
    }

    /// <summary>Creates a label map of several points in time over voxels; the array is kept, not copied.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="voxels">All labels of the first point in time (x fastest, then y, then z), then all of the next; 0 is background.</param>
    /// <param name="timePoints">Points in time, at least 1.</param>
    /// <exception cref="ArgumentException">The array is not as long as the geometry has voxels times points in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timePoints"/> is below 1.</exception>
    public LabelVolume(VolumeGeometry geometry, ushort[] voxels, int timePoints)
        : base(geometry, voxels, timePoints == 1 ? VolumeComponentAxis.None : VolumeComponentAxis.Time, timePoints)
    {
    }

    private protected override string TypeName => "LabelVolume";
}
