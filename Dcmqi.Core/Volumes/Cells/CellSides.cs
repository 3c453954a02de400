namespace Dcmqi.Volumes.Cells;

/// <summary>The twelve sides of a cell as numbers: bits 0 to 2 are the corner of the lower index, bits 3 and 4 the axis along which the side leads to the other.</summary>
internal static class CellSides
{
    /// <summary>One more than the largest number.</summary>
    public const int End = 24;

    public static int Between(int first, int second) => Math.Min(first, second) | (int.TrailingZeroCount(first ^ second) << 3);

    public static int Corner(int side) => side & 7;

    public static int Axis(int side) => side >> 3;

    /// <summary>The point halfway along a side.</summary>
    public static Vector3d Middle(int side) => (CellFaces.Position(Corner(side)) + CellFaces.Position(Corner(side) | (1 << Axis(side)))) * 0.5;
}
