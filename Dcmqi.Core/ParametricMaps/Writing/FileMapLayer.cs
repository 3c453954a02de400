using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <summary>A layer whose voxels are read from a file each time they are asked for.</summary>
/// <param name="file">The file.</param>
/// <param name="component">Which of its values.</param>
/// <param name="grid">The grid as it is in the file.</param>
/// <param name="name">What messages call it.</param>
/// <param name="order">In which order its axes are those of the images; its slices are theirs (<see cref="GridOrder.KeepsSliceAxis"/>).</param>
/// <param name="metadata">What the values are.</param>
internal sealed class FileMapLayer<T>(ValueFile file, int component, VolumeGeometry grid, string name, GridOrder order, ParametricMapMetadata metadata)
    : MapLayer<T>(name, order.Apply(grid), metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Values that are read at once, few enough to stay in the cache of a core: no thread holds a slice.
    private const int Strip = 1 << 16;

    // Slices are put together in here when their rows lie otherwise in the file.
    [ThreadStatic]
    private static T[]? _gathered;

    private readonly int _planeLength = (int)grid.Size.SliceVoxelCount;

    public override ValueFile File => file;

    public override void Store(int slice, StoredPixels pixels, Span<byte> destination)
    {
        int z = order.SliceOf(grid.Size, slice);

        // Real numbers that are stored as they are need no other memory on the way.
        if (order.KeepsSlices && BitConverter.IsLittleEndian && pixels.StoresAsIs<T>())
        {
            file.Read(component, z, 0, MemoryMarshal.Cast<byte, T>(destination));
            return;
        }

        int bytes = pixels.BitsAllocated / 8;
        int most = order.KeepsSlices ? Math.Min(Strip, _planeLength) : _planeLength;
        T[] values = ArrayPool<T>.Shared.Rent(most);
        for (int from = 0; from < _planeLength; from += most)
        {
            Span<T> some = values.AsSpan(0, Math.Min(most, _planeLength - from));
            file.Read(component, z, from, some);
            ReadOnlySpan<T> ordered = order.KeepsSlices ? some : order.Slice<T>(some, grid.Size with { Z = 1 }, 0, ref _gathered);
            pixels.Store(ordered, destination.Slice(from * bytes, some.Length * bytes));
        }

        ArrayPool<T>.Shared.Return(values);
    }

    protected override void InBlocks<TResult>(Func<TResult> start, BlockWork<TResult> work, Action<TResult> end, CancellationToken cancellationToken)
    {
        int strips = ((_planeLength - 1) / Strip) + 1;
        ParallelLoop.Run(checked(grid.Size.Z * strips), () => (Values: ArrayPool<T>.Shared.Rent(Math.Min(Strip, _planeLength)), Result: start()), (index, ref state) =>
        {
            (int z, int strip) = Math.DivRem(index, strips);
            Span<T> values = state.Values.AsSpan(0, Math.Min(Strip, _planeLength - (strip * Strip)));
            file.Read(component, z, strip * Strip, values);
            state.Result = work(values, state.Result);
        }, cancellationToken, end: state =>
        {
            ArrayPool<T>.Shared.Return(state.Values);
            end(state.Result);
        });
    }
}
