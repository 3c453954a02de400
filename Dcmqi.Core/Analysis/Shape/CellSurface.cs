using Dcmqi.Volumes.Cells;

namespace Dcmqi.Analysis.Shape;

/// <summary>What each of the 256 kinds of cells adds to the area and the volume of a surface mesh (marching cubes).</summary>
/// <remarks>
/// All vertices lie halfway between a voxel inside and one outside, so a cell's share depends on its eight corners alone, and a mesh is measured by
/// counting cells. The mesh is that of <see cref="CellFans"/>. IBSI's consensus values come out.
/// </remarks>
internal sealed class CellSurface
{
    private readonly double[] _areaMm2 = new double[256];
    private readonly double[] _volume = new double[256];

    public CellSurface(VolumeGeometry geometry)
    {
        var fans = new CellFans(geometry);
        for (int inside = 0; inside < 256; inside++)
        {
            _volume[inside] = FaceShare(inside);
            foreach (CellFan fan in fans.Of(inside))
            {
                _volume[inside] += fan.Volume;
                _areaMm2[inside] += fan.AreaMm2;
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
}
