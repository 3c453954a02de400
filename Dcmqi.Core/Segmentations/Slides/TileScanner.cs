using System.Globalization;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.Segmentations;

/// <summary>Turns tiles into runs as they are filled, several at once; a tile's pixels are forgotten then.</summary>
/// <param name="grid">The tiles.</param>
/// <param name="name">What messages call the whole.</param>
/// <param name="threads">How many tiles are filled at once; 1 for one after the other in order.</param>
/// <param name="progress">Receives progress: tiles done.</param>
/// <param name="cancellationToken">Cancels between tiles.</param>
internal sealed class TileScanner(SlideGrid grid, string name, int threads, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private readonly TileLoop _loop = new(grid, threads, progress, cancellationToken);

    public LabelLayer Labels(SlideTileLabels fill)
    {
        var slices = new LabelSlice[grid.Count];
        Run<ushort>((index, tile, labels, collector) =>
        {
            fill(tile, labels);
            ClearPadding(tile, labels);
            collector.AddLabels(labels);
            slices[index] = collector.Take();
        });
        return new LabelLayer(name, grid.Geometry, slices, null);
    }

    /// <summary>Labels, or a mask, of a whole level.</summary>
    /// <exception cref="ConversionException">A pixel is no label.</exception>
    public LabelLayer Labels<T>(PlaneRows<T> rows, ScanTarget target)
        where T : unmanaged
    {
        PlaneScanner<T> scanner = target.ScannerOf<T>();
        var slices = new LabelSlice[grid.Count];
        (int Plane, int Row, int Column) first = (int.MaxValue, 0, 0);
        string? fault = null;
        Run<T>((index, tile, pixels, collector) =>
        {
            rows.CopyTo(tile, pixels);
            int faulty = scanner.Scan(pixels, collector, out _);
            slices[index] = collector.Take();
            if (faulty >= 0)
                Note((Array.IndexOf(grid.FocalPlanes, tile.FocalPlane), tile.Row + (faulty / tile.Size.Columns), tile.Column + (faulty % tile.Size.Columns)), pixels[faulty]);
        }, rows);
        if (fault is not null)
            throw new ConversionException(fault);
        var layer = new LabelLayer(name, grid.Geometry, slices, null) { HoldsOneSegment = target.HoldsOneSegment };
        foreach (long label in layer.VoxelCounts.Keys.Where(label => label is < 0 or > ushort.MaxValue))
            throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"'{name}' holds the value {label}; labels are from 0 to {ushort.MaxValue}."));
        return layer;

        // Tiles are done in any order; of the faults the first in the plane is told.
        void Note((int Plane, int Row, int Column) place, T value)
        {
            lock (slices)
            {
                if (place.CompareTo(first) < 0)
                    (first, fault) = (place, scanner.FaultOf(name, string.Create(CultureInfo.InvariantCulture, $"({place.Column}, {place.Row}, {place.Plane})"), value));
            }
        }
    }

    public LabelLayer Fractions(SlideTileFractions fill, int maximumFractionalValue, PlaneRows? rows = null)
    {
        var slices = new LabelSlice[grid.Count];
        var fractions = new byte[]?[grid.Count];
        var faults = new string?[grid.Count];
        Run<float>((index, tile, values, collector) =>
        {
            fill(tile, values);
            ClearPadding(tile, values);
            byte[] stored = new byte[values.Length];
            int faulty = FractionScanner.Round(values, stored, 1, maximumFractionalValue);
            if (faulty >= 0)
                faults[index] = string.Create(CultureInfo.InvariantCulture, $"'{name}' holds no fractions: pixel ({tile.Column + (faulty % tile.Size.Columns)}, {tile.Row + (faulty / tile.Size.Columns)}) is {values[faulty]}; values from 0 to 1 are expected.");
            fractions[index] = FractionScanner.CollectNonZero(stored, collector) ? stored : null;
            slices[index] = collector.Take();
        }, rows);
        return new LabelLayer(name, grid.Geometry, slices, Array.Find(faults, fault => fault is not null)) { HoldsOneSegment = true, Fractions = fractions };
    }

    private delegate void TileWork<T>(int index, SlideTile tile, Span<T> pixels, RunCollector collector);

    private void Run<T>(TileWork<T> work, PlaneRows? rows = null)
        where T : unmanaged
    {
        _loop.Run(() => (Collector: new RunCollector(), Pixels: new T[grid.Size.PixelCount]), (index, tile, state) =>
        {
            Array.Clear(state.Pixels);
            work(index, tile, state.Pixels, state.Collector);
        }, rows);
    }

    // What lies outside the plane belongs to no segment.
    private static void ClearPadding<T>(SlideTile tile, Span<T> pixels)
        where T : unmanaged => new TileInside(tile.Size, tile.UsedColumns, tile.UsedRows).Clear(pixels);
}
