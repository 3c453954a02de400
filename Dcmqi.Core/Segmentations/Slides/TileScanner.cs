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

    public LabelLayer Labels(SlideTileLabels fill) => Labels(fill, isMask: false);

    /// <summary>Tiles of 0 and 1, which are one segment.</summary>
    public LabelLayer Mask(SlideTileLabels fill) => Labels(fill, isMask: true);

    private LabelLayer Labels(SlideTileLabels fill, bool isMask)
    {
        var slices = new LabelSlice[grid.Count];
        Run<ushort>((index, tile, labels, collector) =>
        {
            fill(tile, labels);
            ClearPadding(tile, labels);
            collector.AddLabels(labels);
            slices[index] = collector.Take();
        });
        return new LabelLayer(name, grid.Geometry, slices, null) { HoldsOneSegment = isMask };
    }

    public LabelLayer Fractions(SlideTileFractions fill, int maximumFractionalValue)
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
        });
        return new LabelLayer(name, grid.Geometry, slices, Array.Find(faults, fault => fault is not null)) { HoldsOneSegment = true, Fractions = fractions };
    }

    private delegate void TileWork<T>(int index, SlideTile tile, Span<T> pixels, RunCollector collector);

    private void Run<T>(TileWork<T> work)
        where T : unmanaged
    {
        _loop.Run(() => (Collector: new RunCollector(), Pixels: new T[grid.Size.PixelCount]), (index, tile, state) =>
        {
            Array.Clear(state.Pixels);
            work(index, tile, state.Pixels, state.Collector);
        });
    }

    // What lies outside the plane belongs to no segment.
    private static void ClearPadding<T>(SlideTile tile, Span<T> pixels)
        where T : unmanaged => new TileInside(tile.Size, tile.UsedColumns, tile.UsedRows).Clear(pixels);
}
