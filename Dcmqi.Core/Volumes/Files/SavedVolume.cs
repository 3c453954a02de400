namespace Dcmqi;

/// <summary>A volume that was written to a file.</summary>
public sealed record SavedVolume
{
    /// <summary>Gets the file that was asked for. A format of two files has the other beside it.</summary>
    public required string Path { get; init; }

    /// <summary>Gets where the voxels lie in the patient.</summary>
    public required VolumeGeometry Geometry { get; init; }

    /// <summary>Gets the .NET type of one value.</summary>
    public required Type VoxelType { get; init; }

    /// <summary>Gets the number of values per voxel; 1 for a plain 3-D volume.</summary>
    public int Components { get; init; } = 1;

    /// <summary>Gets what was tolerated or assumed on reading, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Returns file, size and type, such as <c>liver.nrrd: 512 x 512 x 400 UInt16</c>.</summary>
    public override string ToString() => $"{System.IO.Path.GetFileName(Path)}: {Geometry.Size} {VoxelType.Name}";
}
