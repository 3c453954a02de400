using System.Numerics;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Images;

/// <summary>Finds the voxels of stored values that stand for no value (PS3.3 C.7.5.1.1.2).</summary>
internal static class PaddedVoxels
{
    /// <summary>What counts the voxels of a slice that have no value; <see langword="null"/> where no stored value is the padding.</summary>
    public static MissingVoxels.Counter<T>? CounterOf<T>(PixelPadding padding)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        RangeOf<T>(padding) is (var low, var high) ? slice => Count(slice, low, high) : null;

    /// <summary>The voxels of a region that have a value.</summary>
    public static Region Without<T>(Region region, RegionValues<T> values, PixelPadding padding)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (RangeOf<T>(padding) is not (var low, var high))
            return region;
        var slices = new List<RegionSlice>(region.Slices.Count);
        bool isWhole = true;
        foreach (RegionSlice slice in region.Slices)
        {
            RegionSlice? kept = HasAny(slice, values.Slice(slice), low, high) ? Without(slice, values.Slice(slice), low, high) : slice;
            isWhole &= ReferenceEquals(kept, slice);
            if (kept is not null)
                slices.Add(kept);
        }

        return isWhole ? region : new Region(slices, region.Whole);
    }

    // Padding lies in long runs: from the beginning of one to its end, and on to the next.
    private static long Count<T>(ReadOnlySpan<T> rest, T low, T high)
        where T : unmanaged, IBinaryInteger<T>
    {
        long count = 0;
        for (int start = rest.IndexOfAnyInRange(low, high); start >= 0; start = rest.IndexOfAnyInRange(low, high))
        {
            rest = rest[start..];
            int length = rest.IndexOfAnyExceptInRange(low, high);
            length = length < 0 ? rest.Length : length;
            count += length;
            rest = rest[length..];
        }

        return count;
    }

    private static bool HasAny<T>(RegionSlice slice, SliceValues<T> values, T low, T high)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (RowRun run in slice.Runs)
        {
            if (values.Of(run).IndexOfAnyInRange(low, high) >= 0)
                return true;
        }

        return false;
    }

    private static RegionSlice? Without<T>(RegionSlice slice, SliceValues<T> values, T low, T high)
        where T : unmanaged, IBinaryInteger<T>
    {
        var runs = new List<RowRun>(slice.Runs.Length);
        List<byte>? weights = slice.Weights is null ? null : [];
        int offset = 0;
        foreach (RowRun run in slice.Runs)
        {
            ReadOnlySpan<T> row = values.Of(run);
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
