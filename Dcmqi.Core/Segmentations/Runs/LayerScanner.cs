using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <summary>Turns voxels into runs, slices in parallel; each voxel is touched once and not kept.</summary>
internal static class LayerScanner
{
    /// <summary>One component of a volume.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="component">Which of its values.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="order">In which order its axes are those of the images.</param>
    /// <param name="target">What is looked for.</param>
    /// <param name="tell">Is called for each slice, from several threads.</param>
    /// <param name="cancellationToken">Cancels between slices.</param>
    public static LabelLayer Scan(Volume volume, int component, string name, GridOrder order, ScanTarget target, Action? tell, CancellationToken cancellationToken)
    {
        return volume switch
        {
            Volume<byte> v => Run(v),
            Volume<sbyte> v => Run(v),
            Volume<ushort> v => Run(v),
            Volume<short> v => Run(v),
            Volume<uint> v => Run(v),
            Volume<int> v => Run(v),
            Volume<ulong> v => Run(v),
            Volume<long> v => Run(v),
            Volume<float> v => Run(v),
            _ => Run((Volume<double>)volume),
        };

        LabelLayer Run<T>(Volume<T> typed)
            where T : unmanaged
        {
            VolumeSize size = typed.Geometry.Size;
            var planes = new LayerPlanes<T>(name, size, order.Apply(typed.Geometry), order, target);
            ParallelLoop.Run(planes.Count, () => new Kept<T>(), (z, ref kept) =>
            {
                ReadOnlySpan<T> voxels = typed.Voxels.Slice(component * (int)size.VoxelCount, (int)size.VoxelCount);
                planes.Scan(z, order.Slice(voxels, size, z, ref kept.Buffer), kept.Collector);
                tell?.Invoke();
            }, cancellationToken);
            return planes.ToLayer();
        }
    }

    // What a thread keeps from slice to slice.
    private sealed class Kept<T>
    {
        public readonly RunCollector Collector = new();
        public T[]? Buffer;
    }
}
