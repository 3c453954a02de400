namespace Dcmqi.Tests.Support;

/// <summary>Grids that show every mistake: oblique, with unequal spacing and unequal, odd sizes.</summary>
internal static class Grids
{
    /// <summary>The ways to order three axes.</summary>
    public static readonly int[][] AxisOrders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    public static VolumeGeometry Oblique(int x = 13, int y = 7, int z = 5, double angle = 0.3)
    {
        (double sin, double cos) = Math.SinCos(angle);
        Vector3d row = new(cos, sin, 0);
        Vector3d column = new Vector3d(-sin * cos, cos * cos, sin).Normalize();
        return new VolumeGeometry(new VolumeSize(x, y, z), new Vector3d(-31.25, 17.5, -101.75), new Vector3d(0.75, 1.25, 2.5), row, column, row.Cross(column));
    }

    public static VolumeGeometry Axial(int x, int y, int z) => new(
        new VolumeSize(x, y, z), new Vector3d(-10, -20, -30), new Vector3d(0.5, 0.75, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    /// <summary>The same voxels with axes in another order; bits 0, 1 and 2 of <paramref name="flips"/> turn x, y and z around.</summary>
    public static VolumeGeometry Shuffled(VolumeGeometry geometry, int[] axes, int flips)
    {
        Vector3d[] directions = [geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ];
        double[] spacings = [geometry.SpacingMm.X, geometry.SpacingMm.Y, geometry.SpacingMm.Z];
        int[] sizes = [geometry.Size.X, geometry.Size.Y, geometry.Size.Z];
        Vector3d origin = geometry.IndexToPatient(
            (flips & 1) != 0 ? sizes[0] - 1 : 0, (flips & 2) != 0 ? sizes[1] - 1 : 0, (flips & 4) != 0 ? sizes[2] - 1 : 0);
        Vector3d Direction(int axis) => (flips & (1 << axis)) != 0 ? -directions[axis] : directions[axis];
        return new VolumeGeometry(
            new VolumeSize(sizes[axes[0]], sizes[axes[1]], sizes[axes[2]]),
            origin,
            new Vector3d(spacings[axes[0]], spacings[axes[1]], spacings[axes[2]]),
            Direction(axes[0]),
            Direction(axes[1]),
            Direction(axes[2]));
    }
}
