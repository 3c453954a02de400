namespace Dcmqi.Analysis.Shape;

/// <summary>What each of the 256 kinds of cells adds to the area and the volume of a surface mesh (marching cubes).</summary>
/// <remarks>
/// All vertices lie halfway between a voxel inside and one outside, so a cell's share depends on its eight corners alone, and a mesh is measured by
/// counting cells. A loop of more than three vertices is cut into a fan of triangles: where up to four corners are inside, the one that encloses most,
/// where more are, the one that encloses least, and of several such the one with the largest area. So inside and outside are treated alike, and no
/// direction is preferred: turning or mirroring image and mask changes nothing. IBSI's consensus values come out.
/// </remarks>
internal sealed class CellSurface
{
    private const double SameVolume = 1e-9;
    private static readonly List<Vector3d[]>[] Loops = [.. Enumerable.Range(0, 256).Select(CellLoops.Of)];

    private readonly double[] _areaMm2 = new double[256];
    private readonly double[] _volume = new double[256];

    public CellSurface(VolumeGeometry geometry)
    {
        Vector3d x = geometry.DirectionX * geometry.SpacingMm.X, y = geometry.DirectionY * geometry.SpacingMm.Y, z = geometry.DirectionZ * geometry.SpacingMm.Z;
        for (int inside = 0; inside < 256; inside++)
        {
            _volume[inside] = FaceShare(inside);
            foreach (Vector3d[] loop in Loops[inside])
            {
                (double volume, double area) = BestFan(loop, int.PopCount(inside) <= 4 ? 1 : -1, point => (x * point.X) + (y * point.Y) + (z * point.Z));
                _volume[inside] += volume;
                _areaMm2[inside] += area;
            }
        }
    }

    /// <summary>The area of the mesh, mm2.</summary>
    /// <param name="cells">How many cells there are of each kind.</param>
    public double AreaMm2(ReadOnlySpan<long> cells) => Sum(cells, _areaMm2);

    /// <summary>The volume that the mesh encloses, in voxels.</summary>
    /// <param name="cells">How many cells there are of each kind; those that are wholly inside count.</param>
    public double Voxels(ReadOnlySpan<long> cells) => Sum(cells, _volume);

    private static double Sum(ReadOnlySpan<long> cells, double[] shares)
    {
        double sum = 0;
        for (int inside = 1; inside < 256; inside++)
            sum += cells[inside] * shares[inside];
        return sum;
    }

    // By the divergence theorem from the cell's centre: each face is half a side away, and has a part inside.
    private static double FaceShare(int inside)
    {
        double sum = 0;
        foreach (int[] face in CellFaces.Corners)
        {
            int corners = 0;
            for (int k = 0; k < 4; k++)
                corners |= ((inside >> face[k]) & 1) << k;
            sum += int.PopCount(corners) switch
            {
                1 => 0.125,
                2 when corners is 0b0101 or 0b1010 => 0.25,
                2 => 0.5,
                3 => 0.875,
                4 => 1,
                _ => 0,
            };
        }

        return sum * 0.5 / 3;
    }

    // The sign is 1 to enclose most, -1 to enclose least.
    private static (double Volume, double AreaMm2) BestFan(Vector3d[] loop, int sign, Func<Vector3d, Vector3d> toPatient)
    {
        Vector3d center = new(0.5, 0.5, 0.5);
        (double Volume, double Area) best = (sign * double.NegativeInfinity, 0);
        for (int apex = 0; apex < loop.Length; apex++)
        {
            (double Volume, double Area) fan = (0, 0);
            for (int k = 1; k < loop.Length - 1; k++)
            {
                Vector3d a = loop[apex], b = loop[(apex + k) % loop.Length], c = loop[(apex + k + 1) % loop.Length];
                fan.Volume += (a - center).Dot((c - center).Cross(b - center)) / 6;
                fan.Area += toPatient(b - a).Cross(toPatient(c - a)).Length / 2;
            }

            double gain = sign * (fan.Volume - best.Volume);
            if (gain > SameVolume || (gain > -SameVolume && fan.Area > best.Area))
                best = fan;
        }

        return best;
    }
}
