using System.Runtime.CompilerServices;
using Dcmqi.Volumes;

namespace Dcmqi.Sources;

/// <inheritdoc/>
internal sealed class PlaneRows<T> : PlaneRows
    where T : unmanaged
{
    // Small tiles: enough for all processors, few enough for the cache.
    private const int BlockBytes = 4 << 20;

    private readonly VolumeReader? _reader;

    // The rows that are in memory, and the first of them; those of the second focal plane follow those of the first.
    private T[] _values;
    private long _firstRow;

    public PlaneRows(SlideGrid grid, T[] values)
        : base(grid) => _values = values;

    public PlaneRows(SlideGrid grid, VolumeReader reader)
        : base(grid) => (_reader, _values) = (reader, []);

    private int Columns => Grid.Level.Matrix.Columns;

    private int Rows => Grid.Level.Matrix.Rows;

    /// <summary>The pixels of one row of a tile that lie in the plane.</summary>
    public ReadOnlySpan<T> Row(SlideTile tile, int row)
    {
        long inMemory = ((long)Array.IndexOf(Grid.FocalPlanes, tile.FocalPlane) * Rows) + tile.Row + row - _firstRow;
        return _values.AsSpan((int)((inMemory * Columns) + tile.Column), tile.UsedColumns);
    }

    /// <summary>Copies the pixels of a tile; those beyond the plane are left alone.</summary>
    public void CopyTo(SlideTile tile, Span<T> pixels)
    {
        for (int row = 0; row < tile.UsedRows; row++)
            Row(tile, row).CopyTo(pixels[(row * tile.Size.Columns)..]);
    }

    public override void Visit(Action<int, int> work, CancellationToken cancellationToken)
    {
        if (_reader is null)
        {
            work(0, Grid.Count);
            return;
        }

        int all = Grid.Down * Grid.FocalPlanes.Length;
        long band = (long)Math.Min(Grid.Size.Rows, Rows) * Columns;
        if (band > Array.MaxLength)
            throw new ConversionException($"A row of tiles of {Grid.Size} has {band} pixels on {Grid.Level.Matrix}; {Array.MaxLength} can be in memory at once. Take tiles of fewer rows.");
        int atOnce = (int)Math.Clamp(BlockBytes / (band * Unsafe.SizeOf<T>()), 1, all);
        ReadAhead.Run<T>(((all - 1) / atOnce) + 1, (int)(atOnce * band), (block, into) =>
        {
            long first = FirstRow(block * atOnce), end = FirstRow(End(block));
            _reader.ReadValues(into.AsSpan(0, (int)((end - first) * Columns)));
        }, (block, values) =>
        {
            (_values, _firstRow) = (values, FirstRow(block * atOnce));
            work(block * atOnce * Grid.Across, (End(block) - (block * atOnce)) * Grid.Across);
        }, cancellationToken);

        int End(int block) => (int)Math.Min(((long)block + 1) * atOnce, all);
    }

    // Of a row of tiles, in all focal planes.
    private long FirstRow(int tileRow)
    {
        (int plane, int down) = Math.DivRem(tileRow, Grid.Down);
        return ((long)plane * Rows) + ((long)down * Grid.Size.Rows);
    }
}
