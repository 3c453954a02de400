namespace Dcmqi.Pictures;

/// <summary>Says which pixels of a slice lie in which slice of another grid, and where in it: each in the nearest voxel.</summary>
internal static class SliceMapping
{
    // What lies half between two voxels goes to the same side everywhere, whatever the last digit.
    private const double Tie = 1e-6;

    /// <summary>The slices of the other grid that are crossed, in order.</summary>
    /// <param name="view">How the first grid is looked at.</param>
    /// <param name="slice">Which of its slices.</param>
    /// <param name="grid">The other grid.</param>
    public static IReadOnlyList<CrossedSlice> Of(SliceView view, int slice, VolumeGeometry grid)
    {
        Vector3d origin = grid.PatientToIndex(view.PointOf(0, 0, slice));
        Vector3d perColumn = grid.PatientToIndex(view.PointOf(1, 0, slice)) - origin;
        Vector3d perRow = grid.PatientToIndex(view.PointOf(0, 1, slice)) - origin;
        int same = Nearest(origin.Z);
        if (view.Columns == grid.Size.X && view.Rows == grid.Size.Y && (uint)same < (uint)grid.Size.Z && LiesOn(same, view, origin, perColumn, perRow))
            return [CrossedSlice.AsItIs(same)];
        int[] sliceOf = new int[view.Columns * view.Rows];
        int[] sourceOf = new int[sliceOf.Length];
        int[] counts = new int[grid.Size.Z];
        for (int row = 0, pixel = 0; row < view.Rows; row++)
        {
            Vector3d line = origin + perRow * row;
            for (int column = 0; column < view.Columns; column++, pixel++)
            {
                int x = Nearest(line.X + column * perColumn.X);
                int y = Nearest(line.Y + column * perColumn.Y);
                int z = Nearest(line.Z + column * perColumn.Z);
                bool isInside = (uint)x < (uint)grid.Size.X && (uint)y < (uint)grid.Size.Y && (uint)z < (uint)grid.Size.Z;
                sliceOf[pixel] = isInside ? z : -1;
                sourceOf[pixel] = y * grid.Size.X + x;
                if (isInside)
                    counts[z]++;
            }
        }

        CrossedSlice[] crossed = [.. counts.Select((count, z) => new CrossedSlice(z, new int[count], new int[count]))];
        Array.Clear(counts);
        for (int pixel = 0; pixel < sliceOf.Length; pixel++)
        {
            if (sliceOf[pixel] < 0)
                continue;
            CrossedSlice one = crossed[sliceOf[pixel]];
            int index = counts[one.Slice]++;
            one.Pixels[index] = pixel;
            one.Sources[index] = sourceOf[pixel];
        }

        return [.. crossed.Where(one => one.Pixels.Length > 0)];
    }

    // Whether pixel by pixel is voxel by voxel of a slice: what holds at the corners holds between them.
    private static bool LiesOn(int slice, SliceView view, Vector3d origin, Vector3d perColumn, Vector3d perRow)
    {
        const double Clearly = 0.25;
        foreach ((int column, int row) in new[] { (0, 0), (view.Columns - 1, 0), (0, view.Rows - 1), (view.Columns - 1, view.Rows - 1) })
        {
            Vector3d away = origin + perColumn * column + perRow * row - new Vector3d(column, row, slice);
            if (!(Math.Abs(away.X) < Clearly && Math.Abs(away.Y) < Clearly && Math.Abs(away.Z) < Clearly))
                return false;
        }

        return true;
    }

    private static int Nearest(double index) => (int)Math.Floor(index + 0.5 + Tie);
}
