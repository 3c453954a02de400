using System.Globalization;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>The plane that tiles make together, the Total Pixel Matrix (PS3.3 C.8.12.14): its size, its tiles, and its place on the slide.</summary>
/// <remarks>Places are in the slide coordinate system (PS3.3 C.8.12.2.1), in millimetres; z is the height over the slide.</remarks>
public sealed class SlideMatrix
{
    private readonly ImagePlane _plane;
    private readonly double _focalSpacingMm;

    internal SlideMatrix(ImagePlane plane, TileSize tileSize, SlideTiling tiling, IReadOnlyList<double> focalPlanesMm, double focalSpacingMm)
    {
        _plane = plane;
        _focalSpacingMm = focalSpacingMm;
        TileSize = tileSize;
        Tiling = tiling;
        FocalPlanesMm = focalPlanesMm;
    }

    /// <summary>Gets the Total Pixel Matrix Columns (0048,0006).</summary>
    public int Columns => _plane.Columns;

    /// <summary>Gets the Total Pixel Matrix Rows (0048,0007).</summary>
    public int Rows => _plane.Rows;

    /// <summary>Gets the Columns (0028,0011) and Rows (0028,0010) of a tile.</summary>
    public TileSize TileSize { get; }

    /// <summary>Gets whether all tiles are there in order, or each says where it lies.</summary>
    public SlideTiling Tiling { get; }

    /// <summary>Gets the number of tiles in a row of tiles.</summary>
    public int TilesAcross => (int)(((long)Columns + TileSize.Columns - 1) / TileSize.Columns);

    /// <summary>Gets the number of rows of tiles.</summary>
    public int TilesDown => (int)(((long)Rows + TileSize.Rows - 1) / TileSize.Rows);

    /// <summary>Gets the height of each focal plane over the slide, ascending, in millimetres; at least one.</summary>
    public IReadOnlyList<double> FocalPlanesMm { get; }

    /// <summary>Gets the centre of the first pixel in the slide coordinate system, in the first focal plane.</summary>
    public Vector3d OriginMm => PositionMm(0, 0);

    /// <summary>Gets the unit vector along a row, that is of increasing column.</summary>
    public Vector3d RowDirection => _plane.RowDirection;

    /// <summary>Gets the unit vector along a column, that is of increasing row.</summary>
    public Vector3d ColumnDirection => _plane.ColumnDirection;

    /// <summary>Gets the distance between columns, in millimetres.</summary>
    public double ColumnSpacingMm => _plane.ColumnSpacingMm;

    /// <summary>Gets the distance between rows, in millimetres.</summary>
    public double RowSpacingMm => _plane.RowSpacingMm;

    /// <summary>Gets the columns, rows and focal planes as a grid in the slide coordinate system; its third axis is the height over the slide.</summary>
    /// <exception cref="ConversionException">The focal planes are not evenly spaced.</exception>
    public VolumeGeometry Geometry => Region(0, 0, Columns, Rows, 0, FocalPlanesMm.Count);

    internal ImagePlane Plane => _plane;

    internal double FocalSpacingMm => _focalSpacingMm;

    /// <summary>Where a pixel lies on the slide.</summary>
    /// <param name="column">Column from 0; between two, a point between them.</param>
    /// <param name="row">Row from 0.</param>
    /// <param name="focalPlane">Index of the focal plane, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such focal plane.</exception>
    public Vector3d PositionMm(double column, double row, int focalPlane = 0)
    {
        if (focalPlane < 0 || focalPlane >= FocalPlanesMm.Count)
            throw new ArgumentOutOfRangeException(nameof(focalPlane), focalPlane, $"Focal planes are counted from 0 to {FocalPlanesMm.Count - 1}.");
        Vector3d inPlane = _plane.OriginMm + (RowDirection * (ColumnSpacingMm * column)) + (ColumnDirection * (RowSpacingMm * row));
        return inPlane + new Vector3d(0, 0, FocalPlanesMm[focalPlane]);
    }

    /// <summary>Returns size, tiles and focal planes, such as <c>100000 x 80000 in tiles of 512 x 512, TILED_FULL</c>.</summary>
    public override string ToString()
    {
        string planes = FocalPlanesMm.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {FocalPlanesMm.Count} focal planes");
        return string.Create(CultureInfo.InvariantCulture, $"{Columns} x {Rows} in tiles of {TileSize}, {(Tiling == SlideTiling.Full ? "TILED_FULL" : "TILED_SPARSE")}{planes}");
    }

    /// <summary>A part of the plane as a grid.</summary>
    /// <exception cref="ConversionException">The focal planes are not evenly spaced.</exception>
    internal VolumeGeometry Region(int column, int row, int columns, int rows, int focalPlane, int focalPlanes) => new(
        new VolumeSize(columns, rows, focalPlanes),
        PositionMm(column, row, focalPlane),
        new Vector3d(ColumnSpacingMm, RowSpacingMm, focalPlanes == 1 ? _focalSpacingMm : EvenSpacingMm()),
        RowDirection,
        ColumnDirection,
        Vector3d.UnitZ);

    private double EvenSpacingMm()
    {
        double step = (FocalPlanesMm[^1] - FocalPlanesMm[0]) / (FocalPlanesMm.Count - 1);
        for (int plane = 1; plane < FocalPlanesMm.Count; plane++)
        {
            if (Math.Abs(FocalPlanesMm[plane] - FocalPlanesMm[0] - (plane * step)) > 0.01 * step)
                throw new ConversionException($"The focal planes are not evenly spaced ({string.Join(", ", FocalPlanesMm.Select(height => height.ToString("0.######", CultureInfo.InvariantCulture)))} mm), so that no regular grid holds them all. Read them one by one by ReadRegion.");
        }

        return step;
    }
}
