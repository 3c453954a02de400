using System.Numerics;
using Dcmqi.Sources;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Means of the image over spheres of 1 mL around voxels of a region (IBSI 3.2). Voxels of the sphere count whether the region has them or not, as far as the image reaches.</summary>
/// <remarks>Rows of the image are summed up once from their beginning; what a sphere has of a row is the difference of two such sums.</remarks>
internal sealed class IntensityPeak<T>(Volume<T> volume, PeakSphere sphere, bool hasGaps, PixelPadding? padding)
    where T : unmanaged, INumber<T>
{
    // Stored values that stand for none; the region has no such voxel.
    private readonly bool _isPadded = padding is not null;
    private readonly T _lowestPadding = T.CreateSaturating(padding?.Lowest ?? 0);
    private readonly T _highestPadding = T.CreateSaturating(padding?.Highest ?? 0);
    private readonly double[][] _sums = [.. Enumerable.Repeat(Array.Empty<double>(), Math.Min((2 * sphere.ReachZ) + 1, volume.Geometry.Size.Z))];
    private readonly double[][] _counts = [.. Enumerable.Repeat(Array.Empty<double>(), Math.Min((2 * sphere.ReachZ) + 1, volume.Geometry.Size.Z))];
    private readonly double _whole = sphere.Rows.Sum(row => row.LastX - row.FirstX + 1);
    private double[] _sum = [], _count = [];
    private int _firstX, _firstY, _columns, _rows, _summedTo;

    // The mean of the whole image, where every sphere holds it.
    private double? _imageMean;

    // Whether some spheres have voxels without a value, so that they must be counted.
    private bool _isCounted;

    /// <summary>The largest mean, and the largest of those around the voxels with the highest value, in stored units; not a number where no voxel has a finite value.</summary>
    /// <param name="region">The region, not empty.</param>
    /// <param name="sign">1 where larger stored values are larger values, -1 where they are smaller.</param>
    public (double Global, double Local) Find(Region region, int sign)
    {
        if (sphere.HoldsGrid)
            return OfWholeImage(region);
        MakeRoom(region);
        (double global, double local, double highest) = (double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity);
        int width = volume.Geometry.Size.X;
        foreach (RegionSlice slice in region.Slices)
        {
            SumUpTo(Math.Min(slice.Z + sphere.ReachZ, volume.Geometry.Size.Z - 1));
            ReadOnlySpan<T> pixels = volume.Slice(slice.Z);
            foreach (RowRun run in slice.Runs)
            {
                Means(run, slice.Z);
                ReadOnlySpan<T> values = pixels.Slice((run.Y * width) + run.X, run.Length);
                for (int x = 0; x < values.Length; x++)
                {
                    double value = sign * double.CreateTruncating(values[x]), mean = sign * (_sum[x] / (_isCounted ? _count[x] : _whole));
                    if (!double.IsFinite(value))
                        continue;
                    global = Math.Max(global, mean);
                    local = value > highest ? mean : value == highest ? Math.Max(local, mean) : local;
                    highest = Math.Max(highest, value);
                }
            }
        }

        return double.IsFinite(global) ? (sign * global, sign * local) : (double.NaN, double.NaN);
    }

    private (double Global, double Local) OfWholeImage(Region region)
    {
        _imageMean ??= ImageMean();
        int width = volume.Geometry.Size.X;
        bool hasValue = region.Slices.Any(slice => Array.Exists(slice.Runs, run => HasFinite(volume.Slice(slice.Z).Slice((run.Y * width) + run.X, run.Length))));
        return hasValue ? (_imageMean.Value, _imageMean.Value) : (double.NaN, double.NaN);
    }

    private double ImageMean()
    {
        CompensatedSum sum = default;
        long count = 0;
        for (int z = 0; z < volume.Geometry.Size.Z; z++)
        {
            foreach (T pixel in volume.Slice(z))
            {
                double value = double.CreateTruncating(pixel);
                if (!double.IsFinite(value) || IsPadding(pixel))
                    continue;
                sum.Add(value);
                count++;
            }
        }

        return sum.Value / count;
    }

    private static bool HasFinite(ReadOnlySpan<T> pixels)
    {
        foreach (T pixel in pixels)
        {
            if (double.IsFinite(double.CreateTruncating(pixel)))
                return true;
        }

        return false;
    }

    private void MakeRoom(Region region)
    {
        // Rows and slices are those of the image; columns go on beyond it, so that all voxels of a run are treated alike.
        VolumeSize size = volume.Geometry.Size;
        _firstX = region.First.X - sphere.ReachX;
        _firstY = Math.Max(region.First.Y - sphere.ReachY, 0);
        _columns = region.Last.X + sphere.ReachX + 1 - _firstX;
        _rows = Math.Min(region.Last.Y + sphere.ReachY, size.Y - 1) + 1 - _firstY;
        _summedTo = Math.Max(region.First.Z - sphere.ReachZ, 0) - 1;
        _isCounted = hasGaps || _firstX < 0 || _firstX + _columns > size.X || region.First.Y < sphere.ReachY || region.Last.Y + sphere.ReachY >= size.Y
            || region.First.Z < sphere.ReachZ || region.Last.Z + sphere.ReachZ >= size.Z;
        int room = checked(_rows * (_columns + 1));
        for (int slice = 0; slice < _sums.Length; slice++)
        {
            _sums[slice] = _sums[slice].Length < room ? new double[room] : _sums[slice];
            _counts[slice] = _isCounted && _counts[slice].Length < room ? new double[room] : _counts[slice];
        }

        _sum = _sum.Length < _columns ? new double[_columns] : _sum;
        _count = _count.Length < _columns ? new double[_columns] : _count;
    }

    private void Means(RowRun run, int z)
    {
        Span<double> sum = _sum.AsSpan(0, run.Length), count = _count.AsSpan(0, run.Length);
        sum.Clear();
        count.Clear();
        foreach ((int dy, int dz, int firstX, int lastX) in sphere.Rows)
        {
            if ((uint)(z + dz) >= (uint)volume.Geometry.Size.Z || (uint)(run.Y + dy) >= (uint)volume.Geometry.Size.Y)
                continue;
            int slice = Place(z + dz);
            int row = (run.Y + dy - _firstY) * (_columns + 1);
            int from = row + run.X + firstX - _firstX, to = row + run.X + lastX + 1 - _firstX;
            AddDifference(sum, _sums[slice].AsSpan(from, run.Length), _sums[slice].AsSpan(to, run.Length));
            if (_isCounted)
                AddDifference(count, _counts[slice].AsSpan(from, run.Length), _counts[slice].AsSpan(to, run.Length));
        }
    }

    private static void AddDifference(Span<double> target, ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        int x = 0;
        for (; x <= target.Length - Vector<double>.Count; x += Vector<double>.Count)
            (new Vector<double>(target[x..]) + (new Vector<double>(to[x..]) - new Vector<double>(from[x..]))).CopyTo(target[x..]);
        for (; x < target.Length; x++)
            target[x] += to[x] - from[x];
    }

    private bool IsPadding(T stored) => _isPadded && stored >= _lowestPadding && stored <= _highestPadding;

    private int Place(int z) => z % _sums.Length;

    private void SumUpTo(int last)
    {
        // What lies more than a sphere below is overwritten before it is read.
        for (_summedTo = Math.Max(_summedTo, last - _sums.Length); _summedTo < last; _summedTo++)
            SumSlice(_summedTo + 1);
    }

    private void SumSlice(int z)
    {
        VolumeSize size = volume.Geometry.Size;
        double[] sums = _sums[Place(z)], counts = _counts[Place(z)];
        for (int y = 0; y < _rows; y++)
        {
            ReadOnlySpan<T> row = volume.Slice(z).Slice((_firstY + y) * size.X, size.X);
            int start = y * (_columns + 1);
            (double sum, double count) = (0, 0);
            sums[start] = 0;
            if (_isCounted)
                counts[start] = 0;
            for (int x = 0; x < _columns; x++)
            {
                int column = _firstX + x;
                if ((uint)column < (uint)row.Length)
                {
                    double value = double.CreateTruncating(row[column]);
                    if (double.IsFinite(value) && !IsPadding(row[column]))
                    {
                        sum += value;
                        count++;
                    }
                }

                sums[start + x + 1] = sum;
                if (_isCounted)
                    counts[start + x + 1] = count;
            }
        }
    }
}
