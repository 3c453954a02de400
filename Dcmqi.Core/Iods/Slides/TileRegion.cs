namespace Dcmqi.Iods;

/// <summary>A part of the plane that tiles make, and of its focal planes.</summary>
/// <param name="Column">First column, from 0.</param>
/// <param name="Row">First row, from 0.</param>
/// <param name="Columns">Columns of the region.</param>
/// <param name="Rows">Rows of the region.</param>
/// <param name="FocalPlane">First focal plane, from 0.</param>
/// <param name="FocalPlanes">How many of them.</param>
internal readonly record struct TileRegion(int Column, int Row, int Columns, int Rows, int FocalPlane, int FocalPlanes)
{
    public static TileRegion Whole(SlideMatrix matrix) => new(0, 0, matrix.Columns, matrix.Rows, 0, matrix.FocalPlanesMm.Count);

    /// <summary>The frames that have pixels in the region, by focal plane, then by place.</summary>
    public IEnumerable<int> FramesOf(TileIndex tiles)
    {
        TileRegion region = this;
        return Enumerable.Range(FocalPlane, FocalPlanes).SelectMany(plane => tiles.In(region.Column, region.Row, region.Columns, region.Rows, plane));
    }

    /// <summary>Finds what of a part of a tile's row lies in the region; gives whether anything does.</summary>
    /// <param name="tiles">Where the tiles lie.</param>
    /// <param name="frame">The tile.</param>
    /// <param name="row">Row in the tile.</param>
    /// <param name="first">First pixel in that row.</param>
    /// <param name="length">Pixels from there on.</param>
    /// <param name="firstInTile">The first pixel in the row that lies in the region.</param>
    /// <param name="clipped">Pixels that do.</param>
    /// <param name="target">The place of the first in a plane of the region.</param>
    public bool Clip(TileIndex tiles, int frame, int row, int first, int length, out int firstInTile, out int clipped, out int target)
    {
        long column = (long)tiles.Column(frame) + first - Column;
        long inRegion = (long)tiles.Row(frame) + row - Row;
        long from = Math.Max(0, column);
        long to = Math.Min(Columns, column + length);
        firstInTile = (int)(first + from - column);
        clipped = (int)Math.Max(0, to - from);
        target = (int)((inRegion * Columns) + from);
        return inRegion >= 0 && inRegion < Rows && clipped > 0;
    }
}
