using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.ParametricMaps;

/// <inheritdoc/>
internal sealed class SlideLayer<T>(T[]?[] tiles, string name, SlideGrid grid, ParametricMapMetadata metadata) : SlideLayer(name, grid, metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // Most tiles of a sparse map have no value; what they lack counts where they are written.
    private readonly bool _isEmpty = !Array.Exists(tiles, tile => tile is not null);

    public override Type VoxelType => typeof(T);

    /// <summary>Cuts a plane into tiles.</summary>
    public static SlideLayer<T> Cut(Volume<T> volume, string name, SlideGrid grid, TileLoop loop, ParametricMapMetadata metadata)
    {
        var tiles = new T[]?[grid.Count];
        loop.Run(() => false, (index, tile, _) =>
        {
            var pixels = new T[grid.Size.PixelCount];
            ReadOnlySpan<T> plane = volume.Slice(Array.IndexOf(grid.FocalPlanes, tile.FocalPlane));
            for (int row = 0; row < tile.UsedRows; row++)
                plane.Slice(((tile.Row + row) * volume.Geometry.Size.X) + tile.Column, tile.UsedColumns).CopyTo(pixels.AsSpan(row * tile.Size.Columns));
            tiles[index] = HasValue(tile, pixels) ? pixels : null;
        });
        return new SlideLayer<T>(tiles, name, grid, metadata);
    }

    /// <summary>Whether a pixel of the plane is a number.</summary>
    public static bool HasValue(SlideTile tile, ReadOnlySpan<T> pixels)
    {
        for (int row = 0; row < tile.UsedRows; row++)
        {
            foreach (T pixel in pixels.Slice(row * tile.Size.Columns, tile.UsedColumns))
            {
                if (!T.IsNaN(pixel))
                    return true;
            }
        }

        return false;
    }

    public override bool Has(int tile) => tiles[tile] is not null;

    public override VoxelRange Range(CancellationToken cancellationToken)
    {
        VoxelRange range = Gather(VoxelRange.Empty, (row, one) => one.Union(VoxelRange.Of(row, one.IsWhole)), (one, other) => one.Union(other), cancellationToken);
        long missing = 0;
        for (int index = 0; index < tiles.Length && (HasAllTiles || _isEmpty); index++)
            missing += tiles[index] is null ? (long)Grid[index].UsedColumns * Grid[index].UsedRows : 0;
        return range with { NotANumber = range.NotANumber + missing };
    }

    public override double LargestError(StoredPixels pixels, CancellationToken cancellationToken) =>
        Gather(0.0, (row, error) => Math.Max(error, pixels.LargestError(row)), Math.Max, cancellationToken);

    public override void Store(int slice, StoredPixels pixels, Span<byte> destination)
    {
        SlideTile tile = Grid[slice];
        if (tiles[slice] is { } values)
            pixels.Store<T>(values, destination);
        else
            pixels.Store<float>(Enumerable.Repeat(float.NaN, tile.Size.PixelCount).ToArray(), destination);

        // What lies beyond the plane is 0, whatever that would mean: it does not count.
        int bytes = pixels.BitsAllocated / 8;
        new TileInside(new TileSize(tile.Size.Columns * bytes, tile.Size.Rows), tile.UsedColumns * bytes, tile.UsedRows).Clear(destination);
    }

    private delegate TResult RowWork<TResult>(ReadOnlySpan<T> row, TResult result);

    private TResult Gather<TResult>(TResult start, RowWork<TResult> work, Func<TResult, TResult, TResult> join, CancellationToken cancellationToken)
    {
        TResult whole = start;
        ParallelLoop.Run(tiles.Length, () => start, (index, ref result) =>
        {
            if (tiles[index] is not { } pixels)
                return;
            SlideTile tile = Grid[index];
            for (int row = 0; row < tile.UsedRows; row++)
                result = work(pixels.AsSpan(row * tile.Size.Columns, tile.UsedColumns), result);
        }, cancellationToken, end: result => whole = join(whole, result));
        return whole;
    }
}
