using System.Runtime.CompilerServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>A volume whose slices, or parts of them, are made while it is written, and forgotten then.</summary>
/// <param name="geometry">Where the voxels lie.</param>
/// <param name="componentAxis">What the values of one voxel are.</param>
/// <param name="components">Values per voxel.</param>
/// <param name="fill">Makes a part; several threads may call it at once, and the span holds anything before.</param>
internal sealed class SlicedContent<T>(VolumeGeometry geometry, VolumeComponentAxis componentAxis, int components, SlicedContent<T>.Filler fill)
    : VolumeContent(geometry, typeof(T), componentAxis, components)
    where T : unmanaged
{
    private static readonly int[] WholeSlices = [0];

    /// <summary>Gives all values of one part of one slice of one component.</summary>
    /// <param name="index">(component * slices + slice) * parts + part.</param>
    /// <param name="values">Takes them, x fastest, then y.</param>
    internal delegate void Filler(int index, Span<T> values);

    /// <summary>The rows with which the parts of each slice begin; the first is 0.</summary>
    public int[] FirstRows { get; init; } = WholeSlices;

    /// <summary>How many parts are made at once at most: fewer than there are threads where the making of one takes several.</summary>
    public int MostAtOnce { get; init; } = int.MaxValue;

    /// <summary>Makes a part.</summary>
    public Filler Fill => fill;

    /// <summary>Whether parts that begin with these rows can be made one by one: each must fit into an array.</summary>
    public static bool CanHold(VolumeSize size, int components, int[] firstRows)
    {
        int most = firstRows.Select((row, part) => (part + 1 < firstRows.Length ? firstRows[part + 1] : size.Y) - row).Max();
        return (Int128)size.X * most * Unsafe.SizeOf<T>() <= Array.MaxLength && (Int128)size.Z * components * firstRows.Length <= int.MaxValue;
    }

    /// <summary>Whether slices can be made one by one.</summary>
    public static bool CanHold(VolumeSize size, int components) => CanHold(size, components, WholeSlices);

    /// <summary>The first value of a part in its slice; behind the last part, that of the next slice.</summary>
    public long StartOf(int part) => (long)Geometry.Size.X * (part == FirstRows.Length ? Geometry.Size.Y : FirstRows[part]);

    /// <summary>Makes all of a slice.</summary>
    /// <param name="index">component * slices + slice.</param>
    /// <param name="slice">Takes it.</param>
    public void FillSlice(int index, Span<T> slice)
    {
        for (int part = 0; part < FirstRows.Length; part++)
            fill((index * FirstRows.Length) + part, slice[(int)StartOf(part)..(int)StartOf(part + 1)]);
    }

    /// <summary>Makes all values, where an array holds them.</summary>
    public T[] ToArray(CancellationToken cancellationToken)
    {
        T[] values = LargeArrays.Uninitialized<T>(checked((int)(Geometry.Size.VoxelCount * Components)));
        FillAll(values, cancellationToken);
        return values;
    }

    /// <summary>Makes all values.</summary>
    /// <param name="values">Takes them.</param>
    /// <param name="cancellationToken">Cancels between parts.</param>
    public void FillAll(T[] values, CancellationToken cancellationToken) => ParallelLoop.Run(
        Components * Geometry.Size.Z * FirstRows.Length,
        index =>
        {
            (int slice, int part) = Math.DivRem(index, FirstRows.Length);
            int start = (int)((slice * Geometry.Size.SliceVoxelCount) + StartOf(part));
            fill(index, values.AsSpan(start, (int)(StartOf(part + 1) - StartOf(part))));
        },
        cancellationToken,
        Math.Min(MostAtOnce, ParallelLoop.DefaultThreads));

    public override VoxelBytes Bytes(bool bigEndian, bool componentsFirst) =>
        new SliceBytes<T>(this, bigEndian == BitConverter.IsLittleEndian && Unsafe.SizeOf<T>() > 1, componentsFirst && Components > 1);
}
