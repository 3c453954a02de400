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

    private protected override string TypeName => "LabelVolume";
}
