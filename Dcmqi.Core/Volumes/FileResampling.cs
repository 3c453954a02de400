using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>The values of a file on another grid, slice by slice, as <see cref="Volume.ResampleTo"/> gives them: of the file no more is in memory than the planes between which some slices lie.</summary>
internal sealed class FileResampling
{
    // As in SliceBlocks: enough slices for all processors, and few enough for the cache.
    private const int BlockBytes = 4 << 20;

    private static readonly int[] AxesBySpeed = [2, 1, 0];

    private readonly GridSampling _sampling;
    private readonly Resampling _resampling;

    /// <param name="source">The file's grid.</param>
    /// <param name="target">The grid wanted.</param>
    /// <param name="resampling">How values are found between voxels.</param>
    public FileResampling(VolumeGeometry source, VolumeGeometry target, Resampling resampling)
    {
        (Source, Target) = (source.Size, target.Size);
        _sampling = new GridSampling(source, target);
        _resampling = resampling;
        Axis = AxesBySpeed.MinBy(axis =>
        {
            (int first, int end) = _sampling.Planes(axis, source.Size, target.Size, target.Size.Z / 2, 1);
            return (double)(end - first) / source.Size.Along(axis);
        });
    }

    /// <summary>The axis of the file across which slices lie between the fewest planes.</summary>
    public int Axis { get; }

    private VolumeSize Source { get; }

    private VolumeSize Target { get; }

    /// <summary>Makes all slices of one component.</summary>
    /// <param name="planes">The file's values, as planes across <see cref="Axis"/>.</param>
    /// <param name="component">The component.</param>
    /// <param name="outside">The value of what lies outside the file's grid.</param>
    /// <param name="sink">Takes slices, in no order and from several threads.</param>
    /// <param name="changed">Makes the exception where the file was written to.</param>
    /// <param name="cancellationToken">Cancels between slices.</param>
    public void Run<T>(PlaneFile planes, int component, T outside, PlaneFile.SliceSink<T> sink, Func<FileStamp, FileStamp, Exception> changed, CancellationToken cancellationToken)
        where T : unmanaged, INumber<T>
    {
        int length = (int)Target.SliceVoxelCount;
        int block = Math.Min(Target.Z, Math.Max(ParallelLoop.DefaultThreads, (int)(BlockBytes / ((long)length * Unsafe.SizeOf<T>()))));
        var window = new T[]?[planes.Count];
        var spare = new ConcurrentBag<T[]>();
        for (int first = 0; first < Target.Z; first += block)
        {
            int z = first, count = Math.Min(block, Target.Z - first);
            Slide(window, z, count, (plane, values) => planes.Read(component, plane, 0, values.AsSpan(0, planes.PlaneLength), changed), planes.PlaneLength, cancellationToken);
            ParallelLoop.Run(count, () => spare.TryTake(out T[]? free) ? free : new T[length], (index, ref slice) =>
            {
                slice.AsSpan().Fill(outside);
                Fill(slice, z + index, new PlaneVoxels<T>(window, Axis, Source));
                sink(component, z + index, slice);
            }, cancellationToken, end: spare.Add);
        }
    }

    // Gives up the planes that some slices do not need, and reads those that they do.
    private void Slide<T>(T[]?[] window, int z, int count, Action<int, T[]> read, int length, CancellationToken cancellationToken)
    {
        (int first, int end) = _sampling.Planes(Axis, Source, Target, z, count);
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
            window[index] = free.TryPop(out T[]? plane) ? plane : GC.AllocateUninitializedArray<T>(length);
        ParallelLoop.Run(missing.Length, index => read(missing[index], window[missing[index]]!), cancellationToken);
    }

    private void Fill<T>(Span<T> slice, int z, PlaneVoxels<T> voxels)
        where T : unmanaged, INumber<T>
    {
        bool isLinear = _resampling == Resampling.Linear && !_sampling.Coincides;
        for (int y = 0; y < Target.Y; y++)
        {
            Span<T> row = slice.Slice(y * Target.X, Target.X);
            if (isLinear)
                LinearSampler.FillRow(voxels, Source, _sampling, _sampling.RowStart(y, z), row);
            else
                NearestSampler.FillRow(voxels, Source, _sampling, _sampling.RowStart(y, z), row);
        }
    }
}
