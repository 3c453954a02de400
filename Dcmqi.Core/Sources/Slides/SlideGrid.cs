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
