namespace Dcmqi;

/// <summary>The interpolation of values between the voxels of a volume.</summary>
public enum Resampling
{
    /// <summary>The value of the nearest voxel: for labels, which have nothing between them.</summary>
    NearestNeighbor,

    /// <summary>Trilinear: the eight voxels around, weighted by distance; integers are rounded to the nearest. For real values and fractions, not for labels.</summary>
    Linear,
}
