using System.Globalization;

namespace Dcmqi;

/// <summary>A tile to be filled with labels, or fractions: which one, and which pixels of the plane it has.</summary>
/// <param name="TileColumn">Its column among the tiles, from 0.</param>
/// <param name="TileRow">Its row among the tiles, from 0.</param>
/// <param name="FocalPlane">Index of the focal plane of the source, from 0.</param>
/// <param name="Column">The column of its first pixel in the whole plane, from 0.</param>
/// <param name="Row">The row of its first pixel in the whole plane, from 0.</param>
/// <param name="Size">Its size: the stride of a row, and the number of rows.</param>
/// <param name="UsedColumns">Columns that lie within the plane; fewer than its size at the right edge. What is set beyond is cleared.</param>
/// <param name="UsedRows">Rows that lie within the plane; fewer than its size at the lower edge.</param>
public readonly record struct SlideTile(int TileColumn, int TileRow, int FocalPlane, int Column, int Row, TileSize Size, int UsedColumns, int UsedRows)
{
    /// <summary>Returns which tile, and where.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"Tile ({TileColumn}, {TileRow}), pixels ({Column}, {Row}) to ({Column + UsedColumns - 1}, {Row + UsedRows - 1}){(FocalPlane == 0 ? "" : $", focal plane {FocalPlane}")}");
}
