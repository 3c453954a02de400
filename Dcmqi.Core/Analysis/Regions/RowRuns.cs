using Dcmqi.Segmentations;

namespace Dcmqi.Analysis;

/// <summary>Runs of frames as runs of rows on the grid that is measured.</summary>
internal static class RowRuns
{
    /// <summary>Adds what a run has of each row; what lies outside the grid is left out.</summary>
    /// <returns>Voxels left out.</returns>
    public static long Add(SegmentRun run, int columns, GridPlacement placement, List<RowRun> rows)
    {
        long left = 0;
        for (int start = run.Start, end = run.Start + run.Length; start < end;)
        {
            (int row, int column) = Math.DivRem(start, columns);
            int length = Math.Min(end - start, columns - column);
            start += length;
            int x = column + placement.X, y = row + placement.Y;
            int first = Math.Max(x, 0), last = Math.Min(x + length, placement.Size.X);
            if (y < 0 || y >= placement.Size.Y || last <= first)
            {
                left += length;
                continue;
            }

            left += length - (last - first);
            rows.Add(new RowRun(first, y, last - first));
        }

        return left;
    }

    /// <summary>Brings runs of several frames in order and makes one of those that meet.</summary>
    public static RowRun[] Merged(List<RowRun> runs)
    {
        runs.Sort((first, second) => (first.Y, first.X).CompareTo((second.Y, second.X)));
        var merged = new List<RowRun>(runs.Count);
        foreach (RowRun run in runs)
        {
            if (merged.Count > 0 && merged[^1].Y == run.Y && run.X <= merged[^1].X + merged[^1].Length)
                merged[^1] = merged[^1] with { Length = Math.Max(merged[^1].LastX, run.LastX) - merged[^1].X + 1 };
            else
                merged.Add(run);
        }

        return [.. merged];
    }
}
