using Dcmqi.Sources;

namespace Dcmqi.ParametricMaps;

/// <summary>One plane of one quantity on a slide, as tiles. A tile without a value is not kept.</summary>
internal abstract class SlideLayer(string name, SlideGrid grid, ParametricMapMetadata metadata) : MapLayer(name, grid.Geometry, metadata)
{
    public override bool MayLackValues => true;

    /// <summary>The tiles.</summary>
    protected SlideGrid Grid { get; } = grid;

    /// <summary>Whether tiles without a value are written, too.</summary>
    public bool HasAllTiles { get; set; }

    /// <summary>Whether a tile has a value.</summary>
    public abstract bool Has(int tile);

    /// <summary>Cuts a plane that fits in memory into tiles, which are copies.</summary>
    /// <exception cref="NotSupportedException">Its voxels are no numbers.</exception>
    public static SlideLayer Of(Volume volume, string name, SlideGrid grid, TileLoop loop, ParametricMapMetadata metadata) => volume switch
    {
        Volume<byte> v => SlideLayer<byte>.Cut(v, name, grid, loop, metadata),
        Volume<sbyte> v => SlideLayer<sbyte>.Cut(v, name, grid, loop, metadata),
        Volume<ushort> v => SlideLayer<ushort>.Cut(v, name, grid, loop, metadata),
        Volume<short> v => SlideLayer<short>.Cut(v, name, grid, loop, metadata),
        Volume<uint> v => SlideLayer<uint>.Cut(v, name, grid, loop, metadata),
        Volume<int> v => SlideLayer<int>.Cut(v, name, grid, loop, metadata),
        Volume<ulong> v => SlideLayer<ulong>.Cut(v, name, grid, loop, metadata),
        Volume<long> v => SlideLayer<long>.Cut(v, name, grid, loop, metadata),
        Volume<float> v => SlideLayer<float>.Cut(v, name, grid, loop, metadata),
        Volume<double> v => SlideLayer<double>.Cut(v, name, grid, loop, metadata),
        _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
    };

    /// <summary>Has each tile filled once.</summary>
    public static SlideLayer Of(SlideTileValues fill, string name, SlideGrid grid, TileLoop loop, ParametricMapMetadata metadata)
    {
        var tiles = new float[]?[grid.Count];
        loop.Run(() => new float[grid.Size.PixelCount], (index, tile, buffer) =>
        {
            buffer.AsSpan().Fill(float.NaN);
            fill(tile, buffer);
            tiles[index] = SlideLayer<float>.HasValue(tile, buffer) ? buffer.AsSpan().ToArray() : null;
        });
        return new SlideLayer<float>(tiles, name, grid, metadata);
    }
}
