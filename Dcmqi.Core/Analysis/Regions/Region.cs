namespace Dcmqi.Analysis;

/// <summary>The voxels of one segment on the grid that is measured.</summary>
internal sealed class Region
{
    /// <param name="slices">The slices in which it has voxels, ascending.</param>
    /// <param name="whole">The weight of a voxel that is filled wholly.</param>
    public Region(IReadOnlyList<RegionSlice> slices, int whole = 1)
    {
        Slices = slices;
        Whole = whole;
        foreach (RegionSlice slice in slices)
        {
            foreach (RowRun run in slice.Runs)
            {
                VoxelCount += run.Length;
                First = (Math.Min(First.X, run.X), Math.Min(First.Y, run.Y), Math.Min(First.Z, slice.Z));
                Last = (Math.Max(Last.X, run.LastX), Math.Max(Last.Y, run.Y), Math.Max(Last.Z, slice.Z));
            }
        }
    }

    public IReadOnlyList<RegionSlice> Slices { get; }

    public int Whole { get; }

    public bool IsEmpty => VoxelCount == 0;

    /// <summary>Voxels that it fills, be it in part.</summary>
    public long VoxelCount { get; }

    /// <summary>The lowest index along each axis; of no meaning for an empty region.</summary>
    public (int X, int Y, int Z) First { get; } = (int.MaxValue, int.MaxValue, int.MaxValue);

    /// <summary>The highest index along each axis; of no meaning for an empty region.</summary>
    public (int X, int Y, int Z) Last { get; } = (-1, -1, -1);

    /// <summary>The voxels that it fills by half or more, wholly: what has an outline.</summary>
    public Region Outlined() => Slices.Any(slice => slice.Weights is not null)
        ? new Region([.. Slices.Select(AtLeastHalf).Where(slice => slice.Runs.Length > 0)])
        : this;

    private RegionSlice AtLeastHalf(RegionSlice slice)
    {
        if (slice.Weights is null)
            return slice;
        var runs = new List<RowRun>();
        int offset = 0;
        foreach (RowRun run in slice.Runs)
        {
            ReadOnlySpan<byte> weights = slice.Weights.AsSpan(offset, run.Length);
            offset += run.Length;
            for (int x = 0; x < weights.Length; x++)
            {
                if (2 * weights[x] < Whole)
                    continue;
                int start = x;
                while (x < weights.Length && 2 * weights[x] >= Whole)
                    x++;
                runs.Add(new RowRun(run.X + start, run.Y, x - start));
            }
        }

        return new RegionSlice(slice.Z, [.. runs]);
    }
}
