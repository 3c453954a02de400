using System.Globalization;
using Dcmqi.Iods;

namespace Dcmqi.Sources;

/// <summary>The tiles of an object to be written, of one level of a slide: first those of the first focal plane, row by row.</summary>
/// <param name="level">The image that it is derived from.</param>
/// <param name="size">Size of the tiles.</param>
/// <param name="focalPlanes">Which focal planes of it.</param>
internal sealed class SlideGrid(SlideImage level, TileSize size, int[] focalPlanes)
{
    public SlideImage Level => level;

    public TileSize Size => size;

    public int[] FocalPlanes => focalPlanes;

    public int Across { get; } = (level.Matrix.Columns + size.Columns - 1) / size.Columns;

    public int Down { get; } = (level.Matrix.Rows + size.Rows - 1) / size.Rows;

    public long LongCount => (long)Across * Down * focalPlanes.Length;

    public int Count => checked((int)LongCount);

    /// <summary>The whole as a grid of voxels.</summary>
    public VolumeGeometry Geometry => level.Matrix.Region(0, 0, level.Matrix.Columns, level.Matrix.Rows, focalPlanes[0], focalPlanes.Length);

    public PlaneDimension[] Dimensions => PlaneDimension.Tiles(Across, Down, focalPlanes.Length);

    /// <summary>The tiles that a builder was asked for.</summary>
    /// <param name="source">The images of the slide.</param>
    /// <param name="options">Which plane, and how it is cut.</param>
    /// <exception cref="ConversionException">The images are not a slide, or have no such level, focal plane or optical path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SlideGrid Of(SourceImages source, SlideTileOptions options)
    {
        if (options.MaxDegreeOfParallelism < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxDegreeOfParallelism, "At least one tile is filled at a time.");
        if (options.Size is { } asked && (asked.Columns is < 1 or > ushort.MaxValue || asked.Rows is < 1 or > ushort.MaxValue || (long)asked.Columns * asked.Rows > 1 << 28))
            throw new ArgumentOutOfRangeException(nameof(options), options.Size, "A tile has from 1 to 65535 columns and rows, and at most 268,435,456 pixels.");
        if (!Enum.IsDefined(options.Tiling))
            throw new ArgumentOutOfRangeException(nameof(options), options.Tiling, "The tiling is Sparse or Full.");
        SlideImage image = source.SlideLevel(options.Level);
        if (options.OpticalPath is { } path && !image.OpticalPaths.Any(one => one.Identifier == path))
            throw new ConversionException($"{image.Image.Name} has no optical path '{path}'; it has {string.Join(", ", image.OpticalPaths.Select(one => $"'{one.Identifier}'"))}.");
        int planes = image.Matrix.FocalPlanesMm.Count;
        if (options.FocalPlane is { } plane && (plane < 0 || plane >= planes))
            throw new ConversionException($"{image.Image.Name} has no focal plane {plane}; they are counted from 0 to {planes - 1}.");
        var grid = new SlideGrid(image, options.Size ?? image.Matrix.TileSize, options.FocalPlane is { } only ? [only] : [.. Enumerable.Range(0, planes)]);
        return grid.LongCount <= 1 << 26
            ? grid
            : throw new ConversionException(string.Create(CultureInfo.InvariantCulture, $"{image.Matrix} makes {Counted.Of(grid.LongCount, "tile")} of {grid.Size}; {1 << 26} are the most that are written. Take larger tiles."));
    }

    /// <summary>Checks that a volume is the whole of the level.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="components">Values per voxel.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="number">Which level this is.</param>
    /// <exception cref="NotSupportedException">It has several values per voxel.</exception>
    /// <exception cref="ConversionException">Its size is not that of the level.</exception>
    public void CheckSize(VolumeSize size, int components, string name, int number)
    {
        if (components != 1)
            throw new NotSupportedException($"'{name}' has {components} values per voxel; a plane of a slide has one. Add them one by one.");
        var expected = new VolumeSize(level.Matrix.Columns, level.Matrix.Rows, focalPlanes.Length);
        if (size != expected)
            throw new ConversionException($"'{name}' has {size} voxels; level {number} of the slide, {level.Image.Name}, has {expected} (columns, rows, focal planes).");
    }

    public SlideTile this[int index]
    {
        get
        {
            (int plane, int inPlane) = Math.DivRem(index, Across * Down);
            (int down, int across) = Math.DivRem(inPlane, Across);
            (int column, int row) = (across * size.Columns, down * size.Rows);
            return new SlideTile(
                across, down, focalPlanes[plane], column, row, size, Math.Min(size.Columns, level.Matrix.Columns - column), Math.Min(size.Rows, level.Matrix.Rows - row));
        }
    }
}
