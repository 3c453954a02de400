namespace Dcmqi.Tests.Support;

/// <summary>Grids that show every mistake: oblique, with unequal spacing and unequal, odd sizes.</summary>
internal static class Grids
{
    public static VolumeGeometry Oblique(int x = 13, int y = 7, int z = 5, double angle = 0.3)
    {
        (double sin, double cos) = Math.SinCos(angle);
        Vector3d row = new(cos, sin, 0);
        Vector3d column = new Vector3d(-sin * cos, cos * cos, sin).Normalize();
        return new VolumeGeometry(new VolumeSize(x, y, z), new Vector3d(-31.25, 17.5, -101.75), new Vector3d(0.75, 1.25, 2.5), row, column, row.Cross(column));
    }

    public static VolumeGeometry Axial(int x, int y, int z) => new(
        new VolumeSize(x, y, z), new Vector3d(-10, -20, -30), new Vector3d(0.5, 0.75, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
}
