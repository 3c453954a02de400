namespace Dcmqi.Tests.Analysis;

/// <summary>A second implementation of marching cubes, apart from the library: triangles cell by cell from the conventional table, here as its cases, each turned into all positions.</summary>
/// <remarks>Where more than four corners are inside it is the case of the corners outside, but for three whose corners outside share a face diagonally: there inside corners are kept apart, so that meshes close.</remarks>
internal static class ConventionalMarchingCubes
{
    // Corners inside (x = 1, y = 2, z = 4), then triangles; a vertex is the middle of the side between the two corners named.
    private static readonly (int[] Inside, string Triangles)[] Cases =
    [
        ([0], "01 02 04"),
        ([0, 1], "02 04 13, 04 15 13"),
        ([0, 3], "01 02 04, 31 32 37"),
        ([0, 7], "01 02 04, 73 75 76"),
        ([0, 1, 3], "02 04 32, 32 04 37, 37 04 15"),
        ([0, 1, 7], "02 04 13, 04 15 13, 73 75 76"),
        ([0, 3, 5], "01 02 04, 31 32 37, 51 54 57"),
        ([0, 1, 2, 3], "04 15 26, 15 37 26"),
        ([0, 1, 2, 4], "45 46 26, 15 45 26, 26 23 15, 13 15 23"),
        ([0, 1, 6, 7], "02 04 13, 04 15 13, 62 64 73, 64 75 73"),
        ([0, 1, 3, 4], "32 37 15, 32 15 46, 32 46 02, 45 46 15"),
        ([1, 3, 2, 4], "01 02 15, 02 26 15, 26 37 15, 45 46 04"),
        ([0, 2, 3, 4], "26 37 31, 31 45 26, 31 01 45, 45 46 26"),
        ([0, 3, 5, 6], "01 02 04, 31 32 37, 51 54 57, 62 64 67"),
    ];

    // The same of corners outside.
    private static readonly (int[] Outside, string Triangles)[] JoinedCases =
    [
        ([0, 3], "04 01 31, 04 31 37, 04 37 32, 04 32 02"),
        ([0, 1, 7], "76 73 13, 76 13 02, 76 02 04, 76 04 15, 76 15 75"),
        ([0, 3, 5], "01 31 51, 02 32 37, 02 37 57, 02 57 54, 02 54 04"),
    ];

    private static readonly Vector3d[][]?[] Table = MakeTable();

    /// <returns>Volume in mm3 and area in mm2 of the mesh.</returns>
    public static (double Volume, double Area) Measure(LabelVolume labels)
    {
        VolumeGeometry grid = labels.Geometry;
        VolumeSize size = grid.Size;
        int Label(int x, int y, int z) => x < 0 || y < 0 || z < 0 || x >= size.X || y >= size.Y || z >= size.Z || labels[x, y, z] == 0 ? 0 : 1;
        (double volume, double area) = (0, 0);
        Vector3d origin = grid.IndexToPatient(size.X / 2.0, size.Y / 2.0, size.Z / 2.0);
        for (int z = -1; z < size.Z; z++)
        {
            for (int y = -1; y < size.Y; y++)
            {
                for (int x = -1; x < size.X; x++)
                {
                    int inside = 0;
                    for (int corner = 0; corner < 8; corner++)
                        inside |= Label(x + (corner & 1), y + ((corner >> 1) & 1), z + (corner >> 2)) << corner;
                    foreach (Vector3d[] triangle in Table[inside]!)
                    {
                        Vector3d[] points = Array.ConvertAll(triangle, point => grid.IndexToPatient(x + point.X, y + point.Y, z + point.Z) - origin);
                        volume += points[0].Dot(points[1].Cross(points[2])) / 6;
                        area += (points[1] - points[0]).Cross(points[2] - points[0]).Length / 2;
                    }
                }
            }
        }

        return (volume, area);
    }

    // Every case in all positions that turning brings it to, and its mirror image where that is another.
    private static Vector3d[][]?[] MakeTable()
    {
        var table = new Vector3d[][]?[256];
        table[0] = [];
        foreach (bool isMirrored in (bool[])[false, true])
        {
            foreach (Func<int, int> move in Moves(isMirrored))
            {
                foreach ((int[] inside, string triangles) in Cases)
                    table[Mask(inside, move)] ??= Triangles(triangles, move);
                foreach ((int[] outside, string triangles) in JoinedCases)
                    table[255 - Mask(outside, move)] ??= Reversed(Triangles(triangles, move));
            }
        }

        for (int mask = 0; mask < 256; mask++)
            table[mask] ??= Reversed(table[255 - mask]!);
        return table;
    }

    private static int Mask(int[] corners, Func<int, int> move) => corners.Aggregate(0, (bits, corner) => bits | (1 << move(corner)));

    private static Vector3d[][] Triangles(string triangles, Func<int, int> move) => [.. triangles.Split(", ").Select(triangle => Triangle(triangle, move))];

    private static Vector3d[][] Reversed(Vector3d[][] triangles) => Array.ConvertAll(triangles, triangle => new[] { triangle[0], triangle[2], triangle[1] });

    private static IEnumerable<Func<int, int>> Moves(bool isMirrored)
    {
        int[][] orders = [[0, 1, 2], [1, 2, 0], [2, 0, 1], [1, 0, 2], [0, 2, 1], [2, 1, 0]];
        for (int order = 0; order < 6; order++)
        {
            for (int flips = 0; flips < 8; flips++)
            {
                if (((int.PopCount(flips) + (order >= 3 ? 1 : 0)) % 2 == 1) != isMirrored)
                    continue;
                (int[] axes, int flip) = (orders[order], flips);
                yield return corner => flip ^ (((corner & 1) << axes[0]) | (((corner >> 1) & 1) << axes[1]) | ((corner >> 2) << axes[2]));
            }
        }
    }

    // Turned so that it is counterclockwise as seen from outside: what is inside lies behind it.
    private static Vector3d[] Triangle(string text, Func<int, int> move)
    {
        Vector3d[] points = new Vector3d[3];
        Vector3d outwards = Vector3d.Zero;
        string[] sides = text.Split(' ');
        for (int index = 0; index < 3; index++)
        {
            Vector3d inside = Position(move(sides[index][0] - '0')), outside = Position(move(sides[index][1] - '0'));
            points[index] = (inside + outside) * 0.5;
            outwards += outside - inside;
        }

        return (points[1] - points[0]).Cross(points[2] - points[0]).Dot(outwards) > 0 ? points : [points[0], points[2], points[1]];
    }

    private static Vector3d Position(int corner) => new(corner & 1, (corner >> 1) & 1, corner >> 2);
}
