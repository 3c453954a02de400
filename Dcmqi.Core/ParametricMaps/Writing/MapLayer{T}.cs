using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <inheritdoc/>
internal sealed class MapLayer<T>(Volume<T> volume, int component, string name, GridOrder order, ParametricMapMetadata metadata)
    : MapLayer(name, order.Apply(volume.Geometry), metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // As many as stay in the cache of a core.
    private const int Block = 1 << 16;

    // Slices are put together in here when their rows lie otherwise in memory.
    [ThreadStatic]
    private static T[]? _gathered;

    public override Type VoxelType => typeof(T);

    private ReadOnlySpan<T> Voxels
    {
        get
        {
            int count = (int)volume.Geometry.Size.VoxelCount;
            return volume.VoxelArray.AsSpan(component * count, count);
        }
    }

    public override VoxelRange Range(CancellationToken cancellationToken)
    {
        VoxelRange whole = VoxelRange.Empty;
        object guard = new();
        InBlocks(() => VoxelRange.Empty, (block, range) => range.Union(VoxelRange.Of(block)), range =>
        {
            lock (guard)
                whole = whole.Union(range);
        }, cancellationToken);
        return whole;
    }

    public override bool IsWhole(CancellationToken cancellationToken)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            return true;
        int others = 0;
        InBlocks(() => true, (block, isWhole) => isWhole && AllWhole(block), isWhole => Interlocked.Add(ref others, isWhole ? 0 : 1), cancellationToken);
        return others == 0;
    }

    public override double LargestError(StoredPixels pixels, CancellationToken cancellationToken)
    {
        double largest = 0;
        object guard = new();
        InBlocks(() => 0.0, (block, error) => Math.Max(error, pixels.LargestError(block)), error =>
        {
            lock (guard)
                largest = Math.Max(largest, error);
        }, cancellationToken);
        return largest;
    }

    public override void Store(int slice, StoredPixels pixels, Span<byte> destination) =>
        pixels.Store(order.Slice(Voxels, volume.Geometry.Size, slice, ref _gathered), destination);

    private static bool AllWhole(ReadOnlySpan<T> block)
    {
        foreach (T voxel in block)
        {
            if (T.IsFinite(voxel) && !T.IsInteger(voxel))
                return false;
        }

        return true;
    }

    private void InBlocks<TResult>(Func<TResult> start, BlockWork<TResult> work, Action<TResult> end, CancellationToken cancellationToken)
    {
        int blocks = (Voxels.Length + Block - 1) / Block;
        ParallelLoop.Run(blocks, start, (index, ref result) =>
        {
            ReadOnlySpan<T> voxels = Voxels;
            int from = index * Block;
            result = work(voxels.Slice(from, Math.Min(Block, voxels.Length - from)), result);
        }, cancellationToken, end: end);
    }

    private delegate TResult BlockWork<TResult>(ReadOnlySpan<T> block, TResult result);
}
