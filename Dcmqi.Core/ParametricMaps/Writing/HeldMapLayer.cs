using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <summary>A layer whose voxels are those of a volume, not copied.</summary>
internal sealed class HeldMapLayer<T>(Volume<T> volume, int component, string name, GridOrder order, ParametricMapMetadata metadata)
    : MapLayer<T>(name, order.Apply(volume.Geometry), metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // As many as stay in the cache of a core.
    private const int Block = 1 << 16;

    // Slices are put together in here when their rows lie otherwise in memory.
    [ThreadStatic]
    private static T[]? _gathered;

    private ReadOnlySpan<T> Voxels
    {
        get
        {
            int count = (int)volume.Geometry.Size.VoxelCount;
            return volume.VoxelArray.AsSpan(component * count, count);
        }
    }

    public override void Store(int slice, StoredPixels pixels, Span<byte> destination) =>
        pixels.Store(order.Slice(Voxels, volume.Geometry.Size, slice, ref _gathered), destination);

    protected override void InBlocks<TResult>(Func<TResult> start, BlockWork<TResult> work, Action<TResult> end, CancellationToken cancellationToken)
    {
        int blocks = (Voxels.Length + Block - 1) / Block;
        ParallelLoop.Run(blocks, start, (index, ref result) =>
        {
            ReadOnlySpan<T> voxels = Voxels;
            int from = index * Block;
            result = work(voxels.Slice(from, Math.Min(Block, voxels.Length - from)), result);
        }, cancellationToken, end: end);
    }
}
