using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>The values of a file on another grid, slice by slice, as <see cref="Volume.ResampleTo"/> gives them: of the file no more is in memory than the planes between which some slices lie.</summary>
internal static class FileResampling
{
    // As in SliceBlocks: enough slices for all processors, and few enough for the cache.
    private const int BlockBytes = 4 << 20;

    /// <summary>The axis of a grid across which the slices of another lie between the fewest planes.</summary>
    public static int AxisFor(VolumeGeometry source, VolumeGeometry target)
    {
        var sampling = new GridSampling(source, target);
        return new[] { 2, 1, 0 }.MinBy(axis =>
        {
            int planes = axis switch { 0 => source.Size.X, 1 => source.Size.Y, _ => source.Size.Z };
            (int first, int end) = sampling.Planes(axis, planes, target.Size, target.Size.Z / 2, 1);
            return (double)(end - first) / planes;
        });
    }

    /// <summary>Makes all slices of all components.</summary>
    /// <param name="planes">The file's values, as planes across <paramref name="axis"/>.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="components">Values per voxel.</param>
    /// <param name="source">Its grid.</param>
    /// <param name="target">The grid wanted.</param>
    /// <param name="resampling">How values are found between voxels.</param>
    /// <param name="outside">The value of what lies outside the file's grid.</param>
    /// <param name="sink">Takes the slices of a component, in no order and from several threads.</param>
    /// <param name="changed">Makes the exception where the file was written to.</param>
    /// <param name="cancellationToken">Cancels between slices.</param>
    public static void Run<T>(
        PlaneFile planes,
        int axis,
        int components,
        VolumeGeometry source,
        VolumeGeometry target,
        Resampling resampling,
        T outside,
        PlaneFile.SliceSink<T> sink,
        Func<FileStamp, FileStamp, Exception> changed,
        CancellationToken cancellationToken)
        where T : unmanaged, INumber<T>
    {
        var sampling = new GridSampling(source, target);
        bool isLinear = resampling == Resampling.Linear && !sampling.Coincides;
        VolumeSize size = target.Size;
        int sliceLength = (int)size.SliceVoxelCount, block = Math.Clamp(BlockBytes / Math.Max(1, sliceLength * Unsafe.SizeOf<T>()), 1, size.Z);
        block = Math.Min(size.Z, Math.Max(block, ParallelLoop.DefaultThreads));
        var window = new T[]?[planes.Count];
        var voxels = new PlaneVoxels<T>(window, axis, source.Size);
        var spare = new ConcurrentBag<T[]>();
        for (int component = 0; component < components; component++)
        {
            for (int z = 0; z < size.Z; z += block)
            {
                (int first, int end) = sampling.Planes(axis, planes.Count, size, z, Math.Min(block, size.Z - z));
                Slide(component, first, end);
                int from = z, of = component;
                ParallelLoop.Run(Math.Min(block, size.Z - z), () => spare.TryTake(out T[]? free) && free.Length >= sliceLength ? free : new T[sliceLength], (index, ref slice) =>
                {
                    Fill(slice.AsSpan(0, sliceLength), from + index);
                    sink(of, from + index, slice.AsSpan(0, sliceLength));
                }, cancellationToken, end: spare.Add);
            }

            Slide(component, 0, 0);
        }

        void Slide(int component, int first, int end)
        {
            var free = new Stack<T[]>();
            for (int index = 0; index < window.Length; index++)
            {
                if ((index < first || index >= end) && window[index] is { } passed)
                {
                    free.Push(passed);
                    window[index] = null;
                }
            }

            int[] missing = [.. Enumerable.Range(first, end - first).Where(index => window[index] is null)];
            foreach (int index in missing)
                window[index] = free.TryPop(out T[]? plane) ? plane : GC.AllocateUninitializedArray<T>(planes.PlaneLength);
            int of = component;
            ParallelLoop.Run(missing.Length, index => planes.Read<T>(of, missing[index], window[missing[index]], changed), cancellationToken);
        }

        void Fill(Span<T> slice, int z)
        {
            slice.Fill(outside);
            for (int y = 0; y < size.Y; y++)
            {
                Span<T> row = slice.Slice(y * size.X, size.X);
                if (isLinear)
                    LinearSampler.FillRow(voxels, source.Size, sampling, sampling.RowStart(y, z), row);
                else
                    NearestSampler.FillRow(voxels, source.Size, sampling, sampling.RowStart(y, z), row);
            }
        }
    }
}
