namespace Dcmqi.Volumes;

/// <summary>What a header says: of its voxels, and where they lie.</summary>
/// <param name="Layout">What they are.</param>
/// <param name="Source">Where they lie.</param>
internal sealed record VoxelData(VoxelLayout Layout, VoxelSource Source);
