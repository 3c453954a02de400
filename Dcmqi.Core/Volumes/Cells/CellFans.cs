namespace Dcmqi.Volumes.Cells;

/// <summary>The triangles of the surface in each of the 256 kinds of cells between voxel centres (marching cubes), all of whose vertices are middles of sides.</summary>
/// <remarks>
/// A loop of more than three vertices is cut into a fan of triangles: where up to four corners are inside, the one that encloses most,
/// where more are, the one that encloses least, and of several such the one with the largest area. So inside and outside are treated alike, and no
/// direction is preferred: turning or mirroring image and mask changes nothing. No triangle of such a fan has an edge in a face of the cell other than
/// those of the loop, so that in a mesh of all cells every edge belongs to two triangles.
/// </remarks>
internal sealed class CellFans
{
    private const double SameVolume = 1e-9;
    private static readonly List<int[]>[] Loops = [.. Enumerable.Range(0, 256).Select(CellLoops.Of)];

    private readonly CellFan[][] _fans;

    public CellFans(VolumeGeometry geometry)
    {
        Vector3d x = geometry.DirectionX * geometry.SpacingMm.X, y = geometry.DirectionY * geometry.SpacingMm.Y, z = geometry.DirectionZ * geometry.SpacingMm.Z;
        _fans =
        [
            .. Loops.Select((loops, inside) => loops.Select(loop =>
                Best(loop, int.PopCount(inside) <= 4 ? 1 : -1, point => (x * point.X) + (y * point.Y) + (z * point.Z))).ToArray()),
        ];
    }

    /// <summary>The fans of a kind of cell.</summary>
    /// <param name="inside">Bit <c>i</c> is set where corner <c>i</c> is inside.</param>
    public ReadOnlySpan<CellFan> Of(int inside) => _fans[inside];

    // The sign is 1 to enclose most, -1 to enclose least.
    private static CellFan Best(int[] loop, int sign, Func<Vector3d, Vector3d> toPatient)
    {
        Vector3d center = new(0.5, 0.5, 0.5);
        var best = new CellFan([], sign * double.NegativeInfinity, 0);
        for (int apex = 0; apex < loop.Length; apex++)
        {
            int[] sides = [.. loop[apex..], .. loop[..apex]];
            double volume = 0, area = 0;
            for (int k = 1; k < loop.Length - 1; k++)
            {
                Vector3d a = CellSides.Middle(sides[0]), b = CellSides.Middle(sides[k]), c = CellSides.Middle(sides[k + 1]);
                volume += (a - center).Dot((c - center).Cross(b - center)) / 6;
                area += toPatient(b - a).Cross(toPatient(c - a)).Length / 2;
            }

            double gain = sign * (volume - best.Volume);
            if (gain > SameVolume || (gain > -SameVolume && area > best.AreaMm2))
                best = new CellFan(sides, volume, area);
        }

        return best;
    }
}
