namespace Dcmqi.Analysis.Intensity;

/// <summary>The voxels whose centres lie in a sphere of 1 mL around the centre of a voxel: for each row a range of columns, relative to that voxel.</summary>
internal sealed class PeakSphere
{
    /// <summary>The radius of 1 cm3, mm.</summary>
    public static readonly double RadiusMm = Math.Cbrt(3 / (4 * Math.PI)) * 10;

    // What lies on the surface but for rounding is inside.
    private const double Rounding = 1e-9;

    public PeakSphere(VolumeGeometry geometry)
    {
        (int x, int y, int z) = Reach(geometry);
        (ReachX, ReachY, ReachZ) = (x, y, z);
        var rows = new List<(int Y, int Z, int FirstX, int LastX)>();
        for (int dz = -z; dz <= z; dz++)
        {
            for (int dy = -y; dy <= y; dy++)
            {
                int[] inside = [.. Enumerable.Range(-x, (2 * x) + 1).Where(dx => IsInside(geometry, dx, dy, dz))];
                if (inside.Length > 0)
                    rows.Add((dy, dz, inside[0], inside[^1]));
            }
        }

        Rows = [.. rows];
    }

    public int ReachX { get; }

    public int ReachY { get; }

    public int ReachZ { get; }

    public (int Y, int Z, int FirstX, int LastX)[] Rows { get; }

    private static bool IsInside(VolumeGeometry geometry, int x, int y, int z) =>
        (geometry.IndexToPatient(x, y, z) - geometry.OriginMm).Length <= RadiusMm * (1 + Rounding);

    // The farthest a sphere gets along an index is its radius over the distance of that index's planes.
    private static (int X, int Y, int Z) Reach(VolumeGeometry geometry)
    {
        double triple = geometry.VoxelVolumeMm3 / (geometry.SpacingMm.X * geometry.SpacingMm.Y * geometry.SpacingMm.Z);
        int Steps(double spacing, Vector3d first, Vector3d second) => (int)Math.Floor(RadiusMm * (1 + Rounding) / (spacing * triple / first.Cross(second).Length));
        return (
            Steps(geometry.SpacingMm.X, geometry.DirectionY, geometry.DirectionZ),
            Steps(geometry.SpacingMm.Y, geometry.DirectionX, geometry.DirectionZ),
            Steps(geometry.SpacingMm.Z, geometry.DirectionX, geometry.DirectionY));
    }
}
