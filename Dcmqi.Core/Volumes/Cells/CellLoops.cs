namespace Dcmqi.Volumes.Cells;

/// <summary>The closed lines in which the surface between voxels inside and outside crosses the faces of a cell.</summary>
/// <remarks>
/// On each face the surface runs from the middle of a side with one corner inside to the middle of another. Where two corners opposite each other are
/// inside, each is cut off by itself, so that the cells on both sides of the face agree. The lines so made are found by following them round.
/// </remarks>
internal static class CellLoops
{
    /// <param name="inside">Bit <c>i</c> is set where corner <c>i</c> is inside.</param>
    /// <returns>For each loop the sides that it passes in their middle (<see cref="CellSides"/>), clockwise as seen from outside.</returns>
    public static List<int[]> Of(int inside)
    {
        var next = new SortedDictionary<(int, int), (int, int)>();
        foreach (int[] face in CellFaces.Corners)
        {
            for (int k = 0; k < 4; k++)
            {
                if (!IsInside(inside, face[k]) || IsInside(inside, face[(k + 1) % 4]))
                    continue;

                // The face is left at the side after corner k; it was entered before the first of the corners inside that lead to k.
                int entered = k;
                while (IsInside(inside, face[(entered + 3) % 4]))
                    entered = (entered + 3) % 4;
                next[Side(face[k], face[(k + 1) % 4])] = Side(face[(entered + 3) % 4], face[entered]);
            }
        }

        var loops = new List<int[]>();
        while (next.Count > 0)
        {
            var loop = new List<int>();
            (int, int) side = next.Keys.First();
            while (next.Remove(side, out (int, int) following))
            {
                loop.Add(CellSides.Between(side.Item1, side.Item2));
                side = following;
            }

            loops.Add([.. loop]);
        }

        return loops;
    }

    private static bool IsInside(int inside, int corner) => ((inside >> corner) & 1) != 0;

    private static (int, int) Side(int first, int second) => (Math.Min(first, second), Math.Max(first, second));
}
