using System.Numerics;
using Dcmqi.Analysis.Images;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Counts the stored values of an image of 8 or 16 bits in a region.</summary>
internal sealed class StoredCounts<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly int Lowest = int.CreateChecked(T.MinValue);
    private readonly int[] _counts = new int[int.CreateChecked(T.MaxValue) - Lowest + 1];
    private readonly long[] _weights = new long[int.CreateChecked(T.MaxValue) - Lowest + 1];

    /// <summary>Counts; what was counted before is forgotten.</summary>
    /// <param name="region">The region.</param>
    /// <param name="values">The stored values.</param>
    /// <param name="slope">What a step of the stored value is worth; not 0.</param>
    /// <param name="intercept">The value that 0 stands for.</param>
    public SortedValues Count(Region region, RegionValues<T> values, double slope, double intercept)
    {
        Array.Clear(_counts);
        Array.Clear(_weights);
        foreach (RegionSlice slice in region.Slices)
        {
            SliceValues<T> pixels = values.Slice(slice);
            int offset = 0;
            foreach (RowRun run in slice.Runs)
            {
                Count(pixels.Of(run), slice.Weights is null ? default : slice.Weights.AsSpan(offset, run.Length));
                offset += run.Length;
            }
        }

        return ToValues(region.Whole, slope, intercept);
    }

    private void Count(ReadOnlySpan<T> values, ReadOnlySpan<byte> weights)
    {
        int[] counts = _counts;
        foreach (T value in values)
            counts[int.CreateTruncating(value) - Lowest]++;
        for (int index = 0; index < weights.Length; index++)
            _weights[int.CreateTruncating(values[index]) - Lowest] += weights[index];
    }

    private SortedValues ToValues(int whole, double slope, double intercept)
    {
        var values = new List<double>();
        var counts = new List<double>();
        var weights = new List<double>();
        for (int index = 0; index < _counts.Length; index++)
        {
            if (_counts[index] == 0)
                continue;
            values.Add((slope * (index + Lowest)) + intercept);
            counts.Add(_counts[index]);
            weights.Add(_weights[index] == 0 ? _counts[index] : (double)_weights[index] / whole);
        }

        if (slope < 0)
        {
            values.Reverse();
            counts.Reverse();
            weights.Reverse();
        }

        return new SortedValues([.. values], [.. counts], [.. weights]);
    }
}
