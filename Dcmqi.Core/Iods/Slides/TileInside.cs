namespace Dcmqi.Iods;

/// <summary>The part of a tile that lies within the plane, where not all of it does: its first columns and rows.</summary>
/// <param name="Size">Size of the tile.</param>
/// <param name="Columns">Columns that lie within the plane.</param>
/// <param name="Rows">Rows that do.</param>
internal readonly record struct TileInside(TileSize Size, int Columns, int Rows)
{
    /// <summary>The part of a tile that begins within the plane; <see langword="null"/> where the whole tile lies in it.</summary>
    public static TileInside? Of(TileIndex tiles, int frame, SlideMatrix matrix)
    {
        TileSize size = matrix.TileSize;
        int columns = Math.Min(size.Columns, matrix.Columns - tiles.Column(frame));
        int rows = Math.Min(size.Rows, matrix.Rows - tiles.Row(frame));
        return columns == size.Columns && rows == size.Rows ? null : new TileInside(size, columns, rows);
    }

    /// <summary>Sets the pixels beyond the plane to their default.</summary>
    public void Clear<T>(Span<T> pixels)
        where T : unmanaged
    {
        for (int row = 0; row < Rows && Columns < Size.Columns; row++)
            pixels[((row * Size.Columns) + Columns)..((row + 1) * Size.Columns)].Clear();
        pixels[(Rows * Size.Columns)..].Clear();
    }
}
