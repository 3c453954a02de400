namespace Dcmqi.Volumes.Cells;

/// <summary>The cube between eight voxel centres. Corner <c>i</c> lies at x = bit 0, y = bit 1, z = bit 2 of <c>i</c>.</summary>
internal static class CellFaces
{
    /// <summary>The corners of the six faces, counterclockwise as seen from outside.</summary>
    public static readonly int[][] Corners = Make();

    public static Vector3d Position(int corner) => new(corner & 1, (corner >> 1) & 1, corner >> 2);

    private static int[][] Make()
    {
        var faces = new List<int[]>();
        for (int axis = 0; axis < 3; axis++)
        {
            // Turning from the second axis after this one to the third is counterclockwise on the face of the positive side.
            int u = 1 << ((axis + 1) % 3), v = 1 << ((axis + 2) % 3), side = 1 << axis;
            faces.Add([0, v, u | v, u]);
            faces.Add([side, side | u, side | u | v, side | v]);
        }

        return [.. faces];
    }
}
