using System.Runtime.CompilerServices;

namespace Dcmqi.Volumes;

/// <summary>A volume whose slices are made while it is written, several at once, and forgotten then.</summary>
/// <param name="geometry">Where the voxels lie.</param>
/// <param name="componentAxis">What the values of one voxel are.</param>
/// <param name="components">Values per voxel.</param>
/// <param name="fill">Makes a slice; several threads may call it at once, and the span holds anything before.</param>
internal sealed class SlicedContent<T>(VolumeGeometry geometry, VolumeComponentAxis componentAxis, int components, SlicedContent<T>.Filler fill)
    : VolumeContent(geometry, typeof(T), componentAxis, components)
    where T : unmanaged
{
    /// <summary>Gives all values of one slice of one component.</summary>
    /// <param name="index">component * slices + slice.</param>
    /// <param name="values">Takes them, x fastest, then y.</param>
    internal delegate void Filler(int index, Span<T> values);

    /// <summary>Whether slices of that size can be made one by one: each must fit into an array.</summary>
    public static bool CanHold(VolumeSize size, int components) =>
        (Int128)size.X * size.Y * Unsafe.SizeOf<T>() <= Array.MaxLength && (Int128)size.Z * components <= int.MaxValue;

    public override VoxelBytes Bytes(bool bigEndian, bool componentsFirst) => new SliceBytes<T>(
        fill, (int)Geometry.Size.SliceVoxelCount, Geometry.Size.Z, Components, bigEndian == BitConverter.IsLittleEndian && Unsafe.SizeOf<T>() > 1, componentsFirst && Components > 1);
}
