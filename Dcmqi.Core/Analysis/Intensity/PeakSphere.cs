namespace Dcmqi.Analysis.Intensity;

/// <summary>The voxels whose centres lie in a sphere of 1 mL around the centre of a voxel: for each row a range of columns, relative to that voxel.</summary>
/// <remarks>It reaches no farther than from one side of the grid to the other, so small voxels make no large sphere.</remarks>
internal sealed class PeakSphere
{
    /// <summary>The radius of 1 cm3, mm.</summary>
    public static readonly double RadiusMm = Math.Cbrt(3 / (4 * Math.PI)) * 10;

    // What lies on the surface but for rounding is inside.
    private const double Rounding = 1e-9;

    public PeakSphere(VolumeGeometry geometry)
    {
        (ReachX, ReachY, ReachZ) = Reach(geometry);
        Vector3d alongX = geometry.DirectionX * geometry.SpacingMm.X, alongY = geometry.DirectionY * geometry.SpacingMm.Y, alongZ = geometry.DirectionZ * geometry.SpacingMm.Z;
        double radius = RadiusMm * (1 + Rounding), square = alongX.Dot(alongX);
        var rows = new List<(int Y, int Z, int FirstX, int LastX)>();
        for (int dz = -ReachZ; dz <= ReachZ; dz++)
        {
            for (int dy = -ReachY; dy <= ReachY; dy++)
            {
                // Where the line of the row enters the sphere and leaves it: |c + x a| = r.
                Vector3d row = (alongY * dy) + (alongZ * dz);
                double middle = -row.Dot(alongX) / square, room = (middle * middle) - ((row.Dot(row) - (radius * radius)) / square);
                if (room < 0)
                    continue;
                int first = (int)Math.Max(Math.Ceiling(middle - Math.Sqrt(room)), -ReachX), last = (int)Math.Min(Math.Floor(middle + Math.Sqrt(room)), ReachX);
                if (first <= last)
                    rows.Add((dy, dz, first, last));
            }
        }

        Rows = [.. rows];
        VoxelCount = rows.Sum(row => (long)row.LastX - row.FirstX + 1);
        HoldsGrid = Rows.Length == ((2 * ReachY) + 1) * ((2 * ReachZ) + 1) && Array.TrueForAll(Rows, row => row.FirstX == -ReachX && row.LastX == ReachX)
            && (ReachX, ReachY, ReachZ) == (geometry.Size.X - 1, geometry.Size.Y - 1, geometry.Size.Z - 1);
    }

    /// <summary>Whether the sphere holds the whole grid, around whichever voxel it lies.</summary>
    public bool HoldsGrid { get; }

    /// <summary>How many voxels a whole sphere has.</summary>
    public long VoxelCount { get; }

    public int ReachX { get; }

    public int ReachY { get; }

    public int ReachZ { get; }

    public (int Y, int Z, int FirstX, int LastX)[] Rows { get; }

    // The farthest a sphere gets along an index is its radius over the distance of that index's planes; no two voxels are farther apart than the grid is long.
    private static (int X, int Y, int Z) Reach(VolumeGeometry geometry)
    {
        double triple = geometry.VoxelVolumeMm3 / (geometry.SpacingMm.X * geometry.SpacingMm.Y * geometry.SpacingMm.Z);
        int Steps(int size, double spacing, Vector3d first, Vector3d second) => (int)Math.Min(size - 1, Math.Floor(RadiusMm * (1 + Rounding) / (spacing * triple / first.Cross(second).Length)));
        return (
            Steps(geometry.Size.X, geometry.SpacingMm.X, geometry.DirectionY, geometry.DirectionZ),
            Steps(geometry.Size.Y, geometry.SpacingMm.Y, geometry.DirectionX, geometry.DirectionZ),
            Steps(geometry.Size.Z, geometry.SpacingMm.Z, geometry.DirectionX, geometry.DirectionY));
    }
}
