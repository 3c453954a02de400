using System.Globalization;

namespace Dcmqi;

/// <summary>Size and place of a segment, on the object's own grid.</summary>
public sealed record SegmentStatistics
{
    /// <summary>Gets the Segment Number (0062,0004), from 1.</summary>
    public required int SegmentNumber { get; init; }

    /// <summary>Gets the number of its voxels; in a fractional segmentation those of at least one half.</summary>
    public long VoxelCount { get; init; }

    /// <summary>Gets the volume of its voxels in millilitres.</summary>
    public double VolumeMl { get; init; }

    /// <summary>Gets the centroid of its voxels, LPS, in millimetres; <see langword="null"/> for an empty segment.</summary>
    public Vector3d? CentroidMm { get; init; }

    /// <summary>Gets the lowest x, y and z of its voxels, from 0; <see langword="null"/> for an empty segment.</summary>
    public (int X, int Y, int Z)? FirstIndex { get; init; }

    /// <summary>Gets the highest x, y and z of its voxels, from 0; <see langword="null"/> for an empty segment.</summary>
    public (int X, int Y, int Z)? LastIndex { get; init; }

    /// <summary>Gives number, voxels and volume in one line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Segment {SegmentNumber}: {VoxelCount} voxel{(VoxelCount == 1 ? "" : "s")}, {VolumeMl:0.###} mL");
}
