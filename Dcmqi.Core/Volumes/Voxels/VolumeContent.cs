namespace Dcmqi.Volumes;

/// <summary>A volume as writers see it: what a header says of it, and its values as the bytes of a file.</summary>
/// <param name="geometry">Where the voxels lie.</param>
/// <param name="voxelType">The .NET type of one value.</param>
/// <param name="componentAxis">What the values of one voxel are.</param>
/// <param name="components">Values per voxel.</param>
internal abstract class VolumeContent(VolumeGeometry geometry, Type voxelType, VolumeComponentAxis componentAxis, int components)
{
    public VolumeGeometry Geometry { get; } = geometry;

    public Type VoxelType { get; } = voxelType;

    public VolumeComponentAxis ComponentAxis { get; } = componentAxis;

    public int Components { get; } = components;

    public IReadOnlyDictionary<string, string> Properties { get; init; } = Volume.NoProperties;

    public IReadOnlyList<string> Comments { get; init; } = [];

    public IReadOnlyList<NiftiExtension> NiftiExtensions { get; init; } = [];

    /// <summary>The values, to be written once from the first byte to the last.</summary>
    /// <param name="bigEndian">Their byte order.</param>
    /// <param name="componentsFirst">Whether the values of a voxel lie side by side.</param>
    public abstract VoxelBytes Bytes(bool bigEndian, bool componentsFirst);

    /// <summary>A volume that is in memory.</summary>
    public static VolumeContent Of(Volume volume) => new InMemory(volume)
    {
        Properties = volume.Properties,
        Comments = volume.Comments,
        NiftiExtensions = volume.NiftiExtensions,
    };

    private sealed class InMemory(Volume volume) : VolumeContent(volume.Geometry, volume.VoxelType, volume.ComponentAxis, volume.Components)
    {
        public override VoxelBytes Bytes(bool bigEndian, bool componentsFirst) => VoxelBytes.Of(volume, bigEndian, componentsFirst);
    }
}
