using System.Globalization;

namespace Dcmqi;

/// <summary>The number of voxels along the three axes of a volume.</summary>
/// <param name="X">Voxels along the fastest axis.</param>
/// <param name="Y">Voxels along the second axis.</param>
/// <param name="Z">Slices.</param>
public readonly record struct VolumeSize(int X, int Y, int Z)
{
    /// <summary>Gets the number of voxels: X times Y times Z.</summary>
    public long VoxelCount => checked((long)X * Y * Z);

    /// <summary>Gets the number of voxels in one slice: X times Y.</summary>
    public long SliceVoxelCount => (long)X * Y;

    /// <summary>The number of voxels along an axis, from 0.</summary>
    internal int Along(int axis) => axis switch { 0 => X, 1 => Y, _ => Z };

    /// <summary>Returns the size as <c>512 x 512 x 400</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X} x {Y} x {Z}");
}
