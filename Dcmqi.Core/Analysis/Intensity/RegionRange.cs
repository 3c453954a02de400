using System.Numerics;
using Dcmqi.Analysis.Images;

namespace Dcmqi.Analysis.Intensity;

/// <summary>The voxels of a region whose values lie in a range.</summary>
internal static class RegionRange
{
    /// <param name="region">The region.</param>
    /// <param name="values">The stored values.</param>
    /// <param name="slope">What a step of the stored value is worth.</param>
    /// <param name="intercept">The value that 0 stands for.</param>
    /// <param name="low">The lowest value that is kept.</param>
    /// <param name="high">The highest value that is kept.</param>
    public static Region Of<T>(Region region, RegionValues<T> values, double slope, double intercept, double low, double high)
        where T : unmanaged, INumber<T>
    {
        var slices = new List<RegionSlice>();
        foreach (RegionSlice slice in region.Slices)
        {
            SliceValues<T> pixels = values.Slice(slice);
            var runs = new List<RowRun>();
            List<byte>? weights = slice.Weights is null ? null : [];
            int offset = 0;
            foreach (RowRun run in slice.Runs)
            {
                ReadOnlySpan<T> row = pixels.Of(run);
                int start = -1;
                for (int x = 0; x <= run.Length; x++)
                {
                    bool isKept = x < run.Length && ((slope * double.CreateTruncating(row[x])) + intercept) is var value && value >= low && value <= high;
                    if (isKept)
                    {
                        start = start < 0 ? x : start;
                        weights?.Add(slice.Weights![offset + x]);
                    }
                    else if (start >= 0)
                    {
                        runs.Add(new RowRun(run.X + start, run.Y, x - start));
                        start = -1;
                    }
                }

                offset += run.Length;
            }

            if (runs.Count > 0)
                slices.Add(new RegionSlice(slice.Z, [.. runs], weights?.ToArray()));
        }

        return new Region(slices, region.Whole);
    }
}
