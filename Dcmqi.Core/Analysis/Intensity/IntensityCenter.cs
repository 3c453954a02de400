using System.Numerics;
using Dcmqi.Analysis.Images;

namespace Dcmqi.Analysis.Intensity;

/// <summary>The mean index of a region's voxels, each weighted by its value too; voxels without a finite value are left out.</summary>
internal static class IntensityCenter
{
    /// <param name="region">The region.</param>
    /// <param name="values">The stored values.</param>
    /// <param name="slope">What a step of the stored value is worth.</param>
    /// <param name="intercept">The value that 0 stands for.</param>
    /// <returns>The centre of the voxels and that weighted by their values; the latter not finite where the values add up to 0.</returns>
    public static (Vector3d Plain, Vector3d Weighted) Of<T>(Region region, RegionValues<T> values, double slope, double intercept)
        where T : unmanaged, INumber<T>
    {
        CompensatedSum weight = default, sum = default;
        var plain = new CompensatedSum[3];
        var weighted = new CompensatedSum[3];
        foreach (RegionSlice slice in region.Slices)
        {
            SliceValues<T> pixels = values.Slice(slice);
            int offset = 0;
            foreach (RowRun run in slice.Runs)
            {
                (double w, double wx, double v, double vx) = AddUp(
                    pixels.Of(run), slice.Weights is null ? default : slice.Weights.AsSpan(offset, run.Length), slope, intercept);
                offset += run.Length;
                weight.Add(w);
                sum.Add(v);
                plain[0].Add(wx + (w * run.X));
                plain[1].Add(w * run.Y);
                plain[2].Add(w * slice.Z);
                weighted[0].Add(vx + (v * run.X));
                weighted[1].Add(v * run.Y);
                weighted[2].Add(v * slice.Z);
            }
        }

        return (Divide(plain, weight.Value), Divide(weighted, sum.Value));
    }

    private static (double Weight, double WeightX, double Value, double ValueX) AddUp<T>(ReadOnlySpan<T> pixels, ReadOnlySpan<byte> weights, double slope, double intercept)
        where T : unmanaged, INumber<T>
    {
        if (weights.IsEmpty && default(T) is byte or sbyte or short or ushort && IsWhole(slope) && IsWhole(intercept))
            return AddUpWhole(pixels, slope, intercept);
        (double weight, double weightX, double sum, double sumX) = (0, 0, 0, 0);
        for (int x = 0; x < pixels.Length; x++)
        {
            double value = (slope * double.CreateTruncating(pixels[x])) + intercept;
            if (!double.IsFinite(value))
                continue;
            double w = weights.IsEmpty ? 1 : weights[x];
            weight += w;
            weightX += w * x;
            sum += w * value;
            sumX += w * value * x;
        }

        return (weight, weightX, sum, sumX);
    }

    // All these sums are whole numbers that double holds exactly: what is added up in another order is the same.
    private static (double Weight, double WeightX, double Value, double ValueX) AddUpWhole<T>(ReadOnlySpan<T> pixels, double slope, double intercept)
        where T : unmanaged, INumber<T>
    {
        long sum = 0, sumX = 0;
        for (int x = 0; x < pixels.Length; x++)
        {
            int stored = int.CreateTruncating(pixels[x]);
            sum += stored;
            sumX += (long)stored * x;
        }

        double weight = pixels.Length, weightX = weight * (weight - 1) / 2;
        return (weight, weightX, (slope * sum) + (intercept * weight), (slope * sumX) + (intercept * weightX));
    }

    private static bool IsWhole(double value) => value == Math.Truncate(value) && Math.Abs(value) <= 65_536;

    private static Vector3d Divide(CompensatedSum[] sums, double divisor) => new(sums[0].Value / divisor, sums[1].Value / divisor, sums[2].Value / divisor);
}
