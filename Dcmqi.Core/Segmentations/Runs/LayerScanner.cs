using System.Collections.Concurrent;
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

    /// <summary>All components of a file, of which no more than some slices are in memory.</summary>
    /// <param name="reader">The file, of which nothing was read.</param>
    /// <param name="names">What messages call each component.</param>
    /// <param name="order">In which order its axes are those of the images; its slices are theirs (<see cref="GridOrder.KeepsSliceAxis"/>).</param>
    /// <param name="target">What is looked for.</param>
    /// <param name="tell">Is called for each slice, from several threads.</param>
    /// <param name="cancellationToken">Cancels between blocks of slices.</param>
    /// <exception cref="VolumeFormatException">The file is damaged.</exception>
    public static LabelLayer[] Scan(VolumeReader reader, IReadOnlyList<string> names, GridOrder order, ScanTarget target, Action? tell, CancellationToken cancellationToken)
    {
        return reader.ValueType switch
        {
            ScalarType.Int8 => Run<sbyte>(),
            ScalarType.UInt8 => Run<byte>(),
            ScalarType.Int16 => Run<short>(),
            ScalarType.UInt16 => Run<ushort>(),
            ScalarType.Int32 => Run<int>(),
            ScalarType.UInt32 => Run<uint>(),
            ScalarType.Int64 => Run<long>(),
            ScalarType.UInt64 => Run<ulong>(),
            ScalarType.Float32 => Run<float>(),
            _ => Run<double>(),
        };

        LabelLayer[] Run<T>()
            where T : unmanaged
        {
            VolumeSize size = reader.Geometry.Size;
            VolumeGeometry geometry = order.Apply(reader.Geometry);
            LayerPlanes<T>[] layers = [.. names.Select(name => new LayerPlanes<T>(name, size, geometry, order, target))];
            int perSlice = reader.Components / reader.Volumes, planeLength = reader.SliceLength / perSlice;
            var spare = new ConcurrentBag<Kept<T>>();
            SliceBlocks.Run<T>(reader, (first, count, values) => ParallelLoop.Run(count * perSlice, () => spare.TryTake(out Kept<T>? kept) ? kept : new Kept<T>(), (index, ref kept) =>
            {
                (int volume, int z) = Math.DivRem(first + (index / perSlice), size.Z);
                ReadOnlySpan<T> plane = values.AsSpan(index * planeLength, planeLength);
                layers[volume + (index % perSlice)].Scan(order.SliceOf(size, z), order.Slice(plane, size with { Z = 1 }, 0, ref kept.Buffer), kept.Collector);
                tell?.Invoke();
            }, cancellationToken, end: spare.Add), cancellationToken);
            return [.. layers.Select(layer => layer.ToLayer())];
        }
    }

    // What a thread keeps from slice to slice, and of a file from block to block.
    private sealed class Kept<T>
    {
        public readonly RunCollector Collector = new();
        public T[]? Buffer;
    }
}
