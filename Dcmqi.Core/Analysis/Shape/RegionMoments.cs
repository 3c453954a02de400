using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dcmqi.Analysis.Shape;

/// <summary>The weight, the centre and the spread of a region, from sums of indices that are exact whatever their order.</summary>
internal sealed class RegionMoments
{
    private readonly Int128 _sumX, _sumY, _sumZ, _sumXX, _sumYY, _sumZZ, _sumXY, _sumXZ, _sumYZ;

    private readonly long _voxelCount;

    public RegionMoments(Region region)
    {
        Whole = region.Whole;
        _voxelCount = region.VoxelCount;
        foreach (RegionSlice slice in region.Slices)
        {
            // Nothing in a sum is more than all voxels between it and the origin have together, each as far as the farthest.
            long farthest = 1 + Math.Max(region.Last.X, region.Last.Y);
            SliceSums sums = (Int128)farthest * farthest * farthest * farthest * Whole <= long.MaxValue ? SumsOf<long>(slice) : SumsOf<Int128>(slice);
            Weight += sums.Weight;
            _sumX += sums.X;
            _sumY += sums.Y;
            _sumXX += sums.XX;
            _sumXY += sums.XY;
            _sumYY += sums.YY;
            _sumZ += sums.Weight * slice.Z;
            _sumXZ += sums.X * slice.Z;
            _sumYZ += sums.Y * slice.Z;
            _sumZZ += sums.Weight * slice.Z * slice.Z;
        }
    }

    public int Whole { get; }

    /// <summary>The sum of the weights.</summary>
    public Int128 Weight { get; }

    /// <summary>How many whole voxels it fills.</summary>
    public double Voxels => (double)Weight / Whole;

    /// <summary>The mean index; the region is not empty.</summary>
    public Vector3d Center => new((double)_sumX / (double)Weight, (double)_sumY / (double)Weight, (double)_sumZ / (double)Weight);

    /// <summary>The covariance of the voxel centres in patient space, mm2, as of a sample: N - 1 voxels for N, which is how IBSI's consensus values came about. All 0 for one voxel.</summary>
    public Matrix<double> Covariance(VolumeGeometry geometry)
    {
        double xx = Covariance(_sumXX, _sumX, _sumX), yy = Covariance(_sumYY, _sumY, _sumY), zz = Covariance(_sumZZ, _sumZ, _sumZ);
        double xy = Covariance(_sumXY, _sumX, _sumY), xz = Covariance(_sumXZ, _sumX, _sumZ), yz = Covariance(_sumYZ, _sumY, _sumZ);
        Matrix<double> indices = Matrix<double>.Build.DenseOfArray(new[,] { { xx, xy, xz }, { xy, yy, yz }, { xz, yz, zz } });
        Matrix<double> axes = geometry.ToAffine().SubMatrix(0, 3, 0, 3);
        return axes * indices * axes.Transpose();
    }

    private double Covariance(Int128 product, Int128 first, Int128 second) => _voxelCount < 2
        ? 0
        : (double)((product * Weight) - (first * second)) / ((double)Weight * (double)Weight) * _voxelCount / (_voxelCount - 1);

    private SliceSums SumsOf<T>(RegionSlice slice)
        where T : INumber<T>
    {
        (T weight, T sumX, T sumY, T sumXX, T sumXY, T sumYY) = (T.Zero, T.Zero, T.Zero, T.Zero, T.Zero, T.Zero);
        int offset = 0;
        foreach (RowRun run in slice.Runs)
        {
            (T w, T x, T xx) = slice.Weights is null ? Sums<T>(run, Whole) : Sums<T>(run, slice.Weights.AsSpan(offset, run.Length));
            offset += run.Length;
            T y = T.CreateTruncating(run.Y);
            weight += w;
            sumX += x;
            sumY += w * y;
            sumXX += xx;
            sumXY += x * y;
            sumYY += w * y * y;
        }

        return new SliceSums(Int128.CreateTruncating(weight), Int128.CreateTruncating(sumX), Int128.CreateTruncating(sumY), Int128.CreateTruncating(sumXX), Int128.CreateTruncating(sumXY), Int128.CreateTruncating(sumYY));
    }

    private static (T Weight, T X, T XX) Sums<T>(RowRun run, int whole)
        where T : INumber<T>
    {
        long n = run.Length, x = run.X;
        long sum = (n * x) + (n * (n - 1) / 2);
        long squares = (n * x * x) + (x * n * (n - 1)) + ((n - 1) * n * ((2 * n) - 1) / 6);
        T each = T.CreateTruncating(whole);
        return (T.CreateTruncating(n) * each, T.CreateTruncating(sum) * each, T.CreateTruncating(squares) * each);
    }

    private static (T Weight, T X, T XX) Sums<T>(RowRun run, ReadOnlySpan<byte> weights)
        where T : INumber<T>
    {
        long weight = 0, sum = 0, squares = 0;
        for (int index = 0; index < weights.Length; index++)
        {
            long x = run.X + index;
            weight += weights[index];
            sum += weights[index] * x;
            squares += weights[index] * x * x;
        }

        return (T.CreateTruncating(weight), T.CreateTruncating(sum), T.CreateTruncating(squares));
    }

    // Of one slice.
    private readonly record struct SliceSums(Int128 Weight, Int128 X, Int128 Y, Int128 XX, Int128 XY, Int128 YY);
}
