using System.Numerics;
using Dcmqi.Analysis.Images;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Intensity;

/// <summary>An <see cref="IntensityPeak"/> of an image with voxels of one type, whose sums are <typeparamref name="TSum"/>.</summary>
/// <remarks>Rows of the image are summed up once from their beginning (<see cref="RowSums{T, TSum}"/>); what a sphere has of a row is the difference of two such sums.</remarks>
internal sealed class IntensityPeak<T, TSum>(ImageWindow<T> window, PeakSphere sphere, PixelPadding? padding) : IntensityPeak
    where T : unmanaged, INumber<T>
    where TSum : unmanaged, INumber<TSum>
{
    private readonly RowSums<T, TSum> _rows = new(window, sphere, padding);
    private TSum[] _sum = [], _count = [];

    // The mean of the whole image, where every sphere holds it.
    private double? _imageMean;

    public override PeakMeans Find(Region region, int sign)
    {
        if (sphere.HoldsGrid)
            return OfWholeImage(region, sign);
        bool isCounted = window.HasGaps || !_rows.HoldsSpheres(region);
        _rows.Begin(region, isCounted);
        int room = RowSums<T, TSum>.Padded(region.Last.X + 1 - region.First.X);
        _sum = _sum.Length < room ? new TSum[room] : _sum;
        _count = isCounted && _count.Length < room ? new TSum[room] : _count;
        return isCounted ? AmongCounted(region, sign) : AmongWhole(region, sign);
    }

    // Every sphere is whole: the largest mean is the largest sum.
    private PeakMeans AmongWhole(Region region, int sign)
    {
        (TSum Global, TSum Local, T Highest)? found = null;
        foreach (RegionSlice slice in MeasuredNow(region))
        {
            _rows.SumUpTo(slice.Z + sphere.ReachZ);
            SliceValues<T> pixels = window.Values.Slice(slice);
            foreach (RowRun run in slice.Runs)
            {
                _rows.Spheres(run, slice.Z, _sum, []);
                ReadOnlySpan<T> values = pixels.Of(run);
                ReadOnlySpan<TSum> sums = _sum.AsSpan(0, run.Length);
                (TSum global, TSum local, T highest) = found ?? (sums[0], sums[0], values[0]);
                for (int x = 0; x < values.Length; x++)
                {
                    (TSum sum, T value) = (sums[x], values[x]);
                    if (sign > 0 ? sum > global : sum < global)
                        global = sum;
                    if (sign > 0 ? value < highest : value > highest)
                        continue;
                    local = value != highest || (sign > 0 ? sum > local : sum < local) ? sum : local;
                    highest = value;
                }

                found = (global, local, highest);
            }
        }

        double whole = sphere.VoxelCount;
        return found is { } most
            ? new PeakMeans(sign * (double.CreateTruncating(most.Global) / whole), sign * (double.CreateTruncating(most.Local) / whole), sign * double.CreateTruncating(most.Highest))
            : PeakMeans.None;
    }

    private PeakMeans AmongCounted(Region region, int sign)
    {
        (double global, double local, double highest) = (double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (RegionSlice slice in MeasuredNow(region))
        {
            _rows.SumUpTo(slice.Z + sphere.ReachZ);
            SliceValues<T> pixels = window.Values.Slice(slice);
            foreach (RowRun run in slice.Runs)
            {
                _rows.Spheres(run, slice.Z, _sum, _count);
                ReadOnlySpan<T> values = pixels.Of(run);
                for (int x = 0; x < values.Length; x++)
                {
                    double value = sign * double.CreateTruncating(values[x]), mean = sign * (double.CreateTruncating(_sum[x]) / double.CreateTruncating(_count[x]));
                    if (!double.IsFinite(value))
                        continue;
                    global = Math.Max(global, mean);
                    local = value > highest ? mean : value == highest ? Math.Max(local, mean) : local;
                    highest = Math.Max(highest, value);
                }
            }
        }

        return new PeakMeans(global, local, highest);
    }

    private PeakMeans OfWholeImage(Region region, int sign)
    {
        _imageMean ??= ImageMean();
        bool hasValue = MeasuredNow(region).Any(HasFinite);
        return hasValue ? new PeakMeans(sign * _imageMean.Value, sign * _imageMean.Value, 0) : PeakMeans.None;
    }

    private double ImageMean()
    {
        CompensatedSum sum = default;
        long count = 0;
        for (int z = 0; z < window.Size.Z; z++)
        {
            foreach (T pixel in window.Slice(z))
            {
                double value = double.CreateTruncating(pixel);
                if (!double.IsFinite(value) || _rows.IsPadding(pixel))
                    continue;
                sum.Add(value);
                count++;
            }
        }

        return sum.Value / count;
    }

    private IEnumerable<RegionSlice> MeasuredNow(Region region) => region.Slices.Where(slice => window.Measures(slice.Z));

    private bool HasFinite(RegionSlice slice)
    {
        SliceValues<T> pixels = window.Values.Slice(slice);
        foreach (RowRun run in slice.Runs)
        {
            foreach (T pixel in pixels.Of(run))
            {
                if (double.IsFinite(double.CreateTruncating(pixel)))
                    return true;
            }
        }

        return false;
    }
}
