using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Sources;

namespace Dcmqi.ParametricMaps;

/// <summary>Tiles that are in memory; those without a value are not kept.</summary>
internal sealed class HeldSlideLayer<T>(T[]?[] tiles, string name, SlideGrid grid, ParametricMapMetadata metadata) : SlideLayer<T>(name, grid, metadata)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    protected override bool GathersAll => false;

    /// <summary>Cuts a plane into tiles.</summary>
    public static HeldSlideLayer<T> Cut(Volume<T> volume, string name, SlideGrid grid, TileLoop loop, ParametricMapMetadata metadata)
    {
        var rows = new PlaneRows<T>(grid, volume.VoxelArray);
        var tiles = new T[]?[grid.Count];
        loop.Run(() => false, (index, tile, _) =>
        {
            var pixels = new T[grid.Size.PixelCount];
            rows.CopyTo(tile, pixels);
            tiles[index] = HasValue(tile, pixels) ? pixels : null;
        });
        return new HeldSlideLayer<T>(tiles, name, grid, metadata);
    }

    public override bool Has(int tile) => tiles[tile] is not null;

    protected override void StoreTile(int tile, StoredPixels pixels, Span<byte> destination) => pixels.Store<T>(tiles[tile], destination);

    protected override TResult Gather<TResult>(TResult start, RowWork<TResult> work, Func<TResult, TResult, TResult> join, CancellationToken cancellationToken)
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
