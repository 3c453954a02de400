using System.Numerics;
using Dcmqi.Sources;
using Dcmqi.Volumes;

namespace Dcmqi.ParametricMaps;

/// <summary>One plane of one quantity on a slide, as tiles, some of which have no value.</summary>
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
        Volume<byte> v => HeldSlideLayer<byte>.Cut(v, name, grid, loop, metadata),
        Volume<sbyte> v => HeldSlideLayer<sbyte>.Cut(v, name, grid, loop, metadata),
        Volume<ushort> v => HeldSlideLayer<ushort>.Cut(v, name, grid, loop, metadata),
        Volume<short> v => HeldSlideLayer<short>.Cut(v, name, grid, loop, metadata),
        Volume<uint> v => HeldSlideLayer<uint>.Cut(v, name, grid, loop, metadata),
        Volume<int> v => HeldSlideLayer<int>.Cut(v, name, grid, loop, metadata),
        Volume<ulong> v => HeldSlideLayer<ulong>.Cut(v, name, grid, loop, metadata),
        Volume<long> v => HeldSlideLayer<long>.Cut(v, name, grid, loop, metadata),
        Volume<float> v => HeldSlideLayer<float>.Cut(v, name, grid, loop, metadata),
        Volume<double> v => HeldSlideLayer<double>.Cut(v, name, grid, loop, metadata),
        _ => throw new NotSupportedException($"'{name}' holds voxels of type {volume.VoxelType.Name}; integers and real numbers are supported."),
    };

    /// <summary>Takes tiles from a file as they are written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reader">Its reader, of which nothing was read.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="grid">The tiles.</param>
    /// <param name="loop">Goes through them.</param>
    /// <param name="metadata">What the values are.</param>
    /// <param name="work">Who follows the decoding.</param>
    /// <exception cref="VolumeFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">There is no room for what is decoded.</exception>
    public static SlideLayer Of(string path, VolumeReader reader, string name, SlideGrid grid, TileLoop loop, ParametricMapMetadata metadata, VolumeReading work) =>
        ScalarTypes.Call(reader.ValueType, new OfFile(path, reader, name, grid, loop, metadata, work));

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
        return new HeldSlideLayer<float>(tiles, name, grid, metadata);
    }

    private sealed record OfFile(string Path, VolumeReader Reader, string Name, SlideGrid Grid, TileLoop Loop, ParametricMapMetadata Metadata, VolumeReading Work) : IScalarWork<SlideLayer>
    {
        public SlideLayer Of<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var file = new ValueFile(Path, Reader, PlaneFile.OfRows<T>, Work);
            try
            {
                return new FileSlideLayer<T>(file, Name, Grid, Loop, Metadata);
            }
            catch
            {
                ValueFile.Use([file]).Dispose();
                throw;
            }
        }
    }
}
