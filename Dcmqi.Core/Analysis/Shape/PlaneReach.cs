namespace Dcmqi.Analysis.Shape;

/// <summary>The largest distance of two vertices of a region's mesh that lie in one plane along the grid, for each of its three axes, as PyRadiomics defines it.</summary>
internal sealed class PlaneReach
{
    // The first and last vertex of every row of every plane, by the axis at right angles to the planes. In halves of a voxel.
    private readonly Dictionary<(int Plane, int Row), (int First, int Last)>[] _rows = [[], [], []];
    private readonly VolumeGeometry _geometry;

    /// <param name="region">The region.</param>
    /// <param name="geometry">Its grid.</param>
    public PlaneReach(Region region, VolumeGeometry geometry)
    {
        _geometry = geometry;
        for (int index = 0; index < region.Slices.Count; index++)
        {
            RegionSlice slice = region.Slices[index];
            RegionSlice? below = index > 0 && region.Slices[index - 1].Z == slice.Z - 1 ? region.Slices[index - 1] : null;
            RegionSlice? above = index + 1 < region.Slices.Count && region.Slices[index + 1].Z == slice.Z + 1 ? region.Slices[index + 1] : null;
            AddRows(slice);
            AddFaces(slice.Runs, below?.Runs ?? [], (x, y) => Add(2 * x, 2 * y, (2 * slice.Z) - 1));
            AddFaces(slice.Runs, above?.Runs ?? [], (x, y) => Add(2 * x, 2 * y, (2 * slice.Z) + 1));
        }
    }

    /// <summary>The distance in planes along two axes, in mm.</summary>
    /// <param name="axis">The axis at right angles to the planes in the grid: 0 for x, 1 for y, 2 for z.</param>
    public double DistanceMm(int axis)
    {
        (Vector3d along, Vector3d across) = axis switch
        {
            0 => (Step(1), Step(2)),
            1 => (Step(0), Step(2)),
            _ => (Step(0), Step(1)),
        };
        double best = 0;
        foreach (IGrouping<int, KeyValuePair<(int Plane, int Row), (int First, int Last)>> plane in _rows[axis].GroupBy(row => row.Key.Plane))
        {
            Vector3d[] points = [.. plane.SelectMany(row => new[] { row.Value.First, row.Value.Last }.Distinct().Select(place => (along * place) + (across * row.Key.Row)))];
            best = Math.Max(best, Farthest(points, best));
        }

        return Math.Sqrt(best);
    }

    private static double Farthest(Vector3d[] points, double best)
    {
        Vector3d low = points[0], high = points[0];
        foreach (Vector3d point in points)
        {
            low = new Vector3d(Math.Min(low.X, point.X), Math.Min(low.Y, point.Y), Math.Min(low.Z, point.Z));
            high = new Vector3d(Math.Max(high.X, point.X), Math.Max(high.Y, point.Y), Math.Max(high.Z, point.Z));
        }

        if ((high - low).Dot(high - low) <= best)
            return best;
        foreach (Vector3d first in points)
        {
            foreach (Vector3d second in points)
                best = Math.Max(best, (first - second).Dot(first - second));
        }

        return best;
    }

    private Vector3d Step(int axis) => axis switch
    {
        0 => _geometry.DirectionX * (_geometry.SpacingMm.X / 2),
        1 => _geometry.DirectionY * (_geometry.SpacingMm.Y / 2),
        _ => _geometry.DirectionZ * (_geometry.SpacingMm.Z / 2),
    };

    private void AddRows(RegionSlice slice)
    {
        foreach (RowRun run in slice.Runs)
        {
            Add((2 * run.X) - 1, 2 * run.Y, 2 * slice.Z);
            Add((2 * run.LastX) + 1, 2 * run.Y, 2 * slice.Z);
        }

        AddFaces(slice.Runs, [.. slice.Runs.Select(run => run with { Y = run.Y + 1 })], (x, y) => Add(2 * x, (2 * y) - 1, 2 * slice.Z));
        AddFaces(slice.Runs, [.. slice.Runs.Select(run => run with { Y = run.Y - 1 })], (x, y) => Add(2 * x, (2 * y) + 1, 2 * slice.Z));
    }

    // Voxels that the others do not cover.
    private static void AddFaces(RowRun[] runs, RowRun[] others, Action<int, int> add)
    {
        int other = 0;
        foreach (RowRun run in runs)
        {
            while (other < others.Length && (others[other].Y < run.Y || (others[other].Y == run.Y && others[other].LastX < run.X)))
                other++;
            int covering = other;
            for (int x = run.X; x <= run.LastX; x++)
            {
                while (covering < others.Length && others[covering].Y == run.Y && others[covering].LastX < x)
                    covering++;
                if (covering < others.Length && others[covering].Y == run.Y && others[covering].X <= x)
                    x = Math.Min(run.LastX, others[covering].LastX);
                else
                    add(x, run.Y);
            }
        }
    }

    private void Add(int x, int y, int z)
    {
        Add(0, x, z, y);
        Add(1, y, z, x);
        Add(2, z, y, x);
    }

    private void Add(int axis, int plane, int row, int place)
    {
        ref (int First, int Last) ends = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_rows[axis], (plane, row), out bool isThere);
        ends = isThere ? (Math.Min(ends.First, place), Math.Max(ends.Last, place)) : (place, place);
    }
}
