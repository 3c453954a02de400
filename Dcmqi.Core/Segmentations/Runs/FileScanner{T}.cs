using System.Collections.Concurrent;
using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Segmentations;

/// <inheritdoc/>
internal sealed class FileScanner<T>(VolumeReader reader, IReadOnlyList<string> names, ScanTarget target, VolumeReading work, SliceChange? change) : FileScanner
    where T : unmanaged, INumber<T>
{
    private delegate void PlaneWork(int component, int plane, Span<T> values, Kept kept);

    public override LabelLayer[] Scan(GridOrder order, Action? tell)
    {
        LayerPlanes<T>[] layers = LayersOn(reader.Geometry, order);
        VolumeSize size = order.SizeInPlanes(reader.Geometry.Size);
        GridOrder inPlanes = order.InPlanes;
        if (order.KeepsSliceAxis)
        {
            InSlices(ScanPlane);
        }
        else
        {
            using PlaneFile planes = PlaneFile.Of(reader, order.SliceAxis, work, change);
            InPlanes(planes, ScanPlane);
        }

        return Array.ConvertAll(layers, layer => layer.ToLayer());

        void ScanPlane(int component, int plane, Span<T> values, Kept kept)
        {
            layers[component].Scan(inPlanes.SliceOf(size, plane), inPlanes.Slice<T>(values, size with { Z = 1 }, 0, ref kept.Ordered), kept.Collector);
            tell?.Invoke();
        }
    }

    public override (LabelLayer[] Layers, LabelAmounts[] Before) ScanOn(VolumeGeometry grid, Resampling resampling, Action? tell)
    {
        var resampled = new SliceResampling(reader.Geometry, grid, resampling);
        using PlaneFile planes = PlaneFile.Of(reader, resampled.Axis, work, change);
        PlaneScanner<T> scanner = target.ScannerOf<T>();
        LabelAmounts[] before = [.. names.Select(_ => new LabelAmounts(reader.Geometry.VoxelVolumeMm3))];
        InPlanes(planes, (component, _, values, kept) =>
        {
            scanner.Scan(values, kept.Collector, out byte[]? fractions);
            before[component].Add(kept.Collector.Take(), fractions);
        });

        LayerPlanes<T>[] layers = LayersOn(grid, GridOrder.Identity);
        var spare = new ConcurrentBag<RunCollector>();
        for (int component = 0; component < names.Count; component++)
            resampled.Run(planes, component, T.Zero, ScanSlice, Changed, work.CancellationToken);
        return (Array.ConvertAll(layers, layer => layer.ToLayer()), before);

        void ScanSlice(int component, int z, ReadOnlySpan<T> values)
        {
            RunCollector collector = spare.TryTake(out RunCollector? free) ? free : new RunCollector();
            layers[component].Scan(z, values, collector);
            spare.Add(collector);
            tell?.Invoke();
        }
    }

    private LayerPlanes<T>[] LayersOn(VolumeGeometry grid, GridOrder order)
    {
        VolumeGeometry ordered = order.Apply(grid);
        return [.. names.Select(name => new LayerPlanes<T>(name, grid.Size, ordered, order, target))];
    }

    // Slices in the order of the file, a block of them at once.
    private void InSlices(PlaneWork scan)
    {
        int perSlice = reader.Components / reader.Volumes, length = reader.SliceArrayLength / perSlice;
        var spare = new ConcurrentBag<Kept>();
        SliceBlocks.Run<T>(reader, (first, count, values) => ParallelLoop.Run(count * perSlice, () => spare.TryTake(out Kept? kept) ? kept : new Kept(), (index, ref kept) =>
        {
            (int volume, int z) = Math.DivRem(first + (index / perSlice), reader.Geometry.Size.Z);
            scan(volume + (index % perSlice), z, values.AsSpan(index * length, length), kept);
        }, work.CancellationToken, end: spare.Add), work.CancellationToken, change);
    }

    private void InPlanes(PlaneFile planes, PlaneWork scan)
    {
        var spare = new ConcurrentBag<Kept>();
        for (int component = 0; component < names.Count; component++)
        {
            int of = component;
            ParallelLoop.Run(planes.Count, () => spare.TryTake(out Kept? kept) ? kept : new Kept { Plane = GC.AllocateUninitializedArray<T>(planes.PlaneLength) }, (plane, ref kept) =>
            {
                planes.Read<T>(of, plane, 0, kept.Plane, Changed);
                scan(of, plane, kept.Plane, kept);
            }, work.CancellationToken, end: spare.Add);
        }
    }

    private VolumeFormatException Changed(FileStamp was, FileStamp now) => VolumeInput.Changed(reader.Name, was, now);

    // What a thread keeps from slice to slice, and from block to block.
    private sealed class Kept
    {
        public readonly RunCollector Collector = new();
        public T[] Plane = [];
        public T[]? Ordered;
    }
}
