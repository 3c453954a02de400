using System.Globalization;

namespace Dcmqi;

/// <summary>Size and place of a segment, on the object's own grid.</summary>
/// <param name="SegmentNumber">Segment Number.</param>
/// <param name="VoxelCount">Voxels of the segment; in a fractional segmentation those of at least one half.</param>
/// <param name="VolumeMl">Their volume in millilitres.</param>
/// <param name="CentroidMm">Their centroid, LPS, in millimetres; <see langword="null"/> for an empty segment.</param>
/// <param name="FirstIndex">The lowest x, y and z of a voxel; <see langword="null"/> for an empty segment.</param>
/// <param name="LastIndex">The highest x, y and z of a voxel; <see langword="null"/> for an empty segment.</param>
public sealed record SegmentStatistics(
    int SegmentNumber, long VoxelCount, double VolumeMl, Vector3d? CentroidMm, (int X, int Y, int Z)? FirstIndex, (int X, int Y, int Z)? LastIndex)
{
    /// <summary>Number, voxels and volume.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Segment {SegmentNumber}: {VoxelCount} voxel{(VoxelCount == 1 ? "" : "s")}, {VolumeMl:0.###} mL");
}
