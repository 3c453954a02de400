using System.Globalization;

namespace Dcmqi;

/// <summary>Size of the tiles that a plane is cut into.</summary>
/// <param name="Columns">Pixels in a row, 1 to 65535.</param>
/// <param name="Rows">Pixels in a column, 1 to 65535.</param>
public readonly record struct TileSize(int Columns, int Rows)
{
    internal int PixelCount => Columns * Rows;

    /// <summary>Returns text such as <c>512 x 512</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Columns} x {Rows}");
}
