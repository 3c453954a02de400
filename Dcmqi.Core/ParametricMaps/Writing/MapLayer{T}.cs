using System.Numerics;

namespace Dcmqi.ParametricMaps;

/// <inheritdoc/>
internal abstract class MapLayer<T>(string name, VolumeGeometry geometry, ParametricMapMetadata metadata) : MapLayer(name, geometry, metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>What is done with some of the voxels.</summary>
    protected delegate TResult BlockWork<TResult>(ReadOnlySpan<T> block, TResult result);

    public override Type VoxelType => typeof(T);

    public override VoxelRange Range(VoxelRange start, CancellationToken cancellationToken)
    {
        VoxelRange whole = start;
        InBlocks(() => start, (block, range) => range.Union(VoxelRange.Of(block, range.IsWhole)), range => whole = whole.Union(range), cancellationToken);
        return whole;
    }

    public override double LargestError(StoredPixels pixels, CancellationToken cancellationToken)
    {
        double largest = 0;
        InBlocks(() => 0.0, (block, error) => Math.Max(error, pixels.LargestError(block)), error => largest = Math.Max(largest, error), cancellationToken);
        return largest;
    }

    /// <summary>Goes through all voxels once, several blocks at a time.</summary>
    /// <param name="start">Makes what one thread begins with.</param>
    /// <param name="work">Is given a block and what the thread has, and returns what it has then.</param>
    /// <param name="end">Is given what each thread has at the end, one after the other.</param>
    /// <param name="cancellationToken">Cancels between blocks.</param>
    protected abstract void InBlocks<TResult>(Func<TResult> start, BlockWork<TResult> work, Action<TResult> end, CancellationToken cancellationToken);
}
