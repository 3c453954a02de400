using System.Numerics;
using Dcmqi.Binary;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Finds the voxels of stored values that stand for no value (PS3.3 C.7.5.1.1.2).</summary>
internal static class PaddedVoxels
{
    /// <summary>How many voxels have no value.</summary>
    public static long Count<T>(Volume<T> volume, PixelPadding padding, int threads, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (RangeOf<T>(padding) is not (var low, var high))
            return 0;
        long count = 0;
        ParallelLoop.Run(volume.Geometry.Size.Z, z =>
        {
            // Padding lies in long runs: from the beginning of one to its end, and on to the next.
            ReadOnlySpan<T> rest = volume.Slice(z);
            long inSlice = 0;
            for (int start = rest.IndexOfAnyInRange(low, high); start >= 0; start = rest.IndexOfAnyInRange(low, high))
            {
                rest = rest[start..];
                int length = rest.IndexOfAnyExceptInRange(low, high);
                length = length < 0 ? rest.Length : length;
                inSlice += length;
                rest = rest[length..];
            }

            Interlocked.Add(ref count, inSlice);
        }, cancellationToken, threads);
        return count;
    }

    /// <summary>The voxels of a region that have a value.</summary>
    public static Region Without<T>(Region region, Volume<T> volume, PixelPadding padding)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (RangeOf<T>(padding) is not (var low, var high))
            return region;
        var slices = new List<RegionSlice>(region.Slices.Count);
        int width = volume.Geometry.Size.X;
        bool isWhole = true;
        foreach (RegionSlice slice in region.Slices)
        {
            ReadOnlySpan<T> pixels = volume.Slice(slice.Z);
            RegionSlice? kept = HasAny(slice, pixels, width, low, high) ? Without(slice, pixels, width, low, high) : slice;
            isWhole &= ReferenceEquals(kept, slice);
            if (kept is not null)
                slices.Add(kept);
        }

        return isWhole ? region : new Region(slices, region.Whole);
    }

    private static bool HasAny<T>(RegionSlice slice, ReadOnlySpan<T> pixels, int width, T low, T high)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (RowRun run in slice.Runs)
        {
            if (pixels.Slice((run.Y * width) + run.X, run.Length).IndexOfAnyInRange(low, high) >= 0)
                return true;
        }

        return false;
    }

    private static RegionSlice? Without<T>(RegionSlice slice, ReadOnlySpan<T> pixels, int width, T low, T high)
        where T : unmanaged, IBinaryInteger<T>
    {
        var runs = new List<RowRun>(slice.Runs.Length);
        List<byte>? weights = slice.Weights is null ? null : [];
        int offset = 0;
        foreach (RowRun run in slice.Runs)
        {
            ReadOnlySpan<T> row = pixels.Slice((run.Y * width) + run.X, run.Length);
            for (int start = Next(row, 0, row.IndexOfAnyExceptInRange(low, high)); start < row.Length;)
            {
                int end = Next(row, start, row[start..].IndexOfAnyInRange(low, high));
                runs.Add(new RowRun(run.X + start, run.Y, end - start));
                if (weights is not null)
                    weights.AddRange(slice.Weights.AsSpan(offset + start, end - start));
                start = end == row.Length ? end : Next(row, end, row[end..].IndexOfAnyExceptInRange(low, high));
            }

            offset += run.Length;
        }

        return runs.Count == 0 ? null : new RegionSlice(slice.Z, [.. runs], weights?.ToArray());

        static int Next(ReadOnlySpan<T> row, int start, int found) => found < 0 ? row.Length : start + found;
    }

    // What no stored value can be is the padding of nothing.
    private static (T Low, T High)? RangeOf<T>(PixelPadding padding)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        padding.Highest < int.CreateChecked(T.MinValue) || padding.Lowest > int.CreateChecked(T.MaxValue) ? null : (T.CreateSaturating(padding.Lowest), T.CreateSaturating(padding.Highest));
}
