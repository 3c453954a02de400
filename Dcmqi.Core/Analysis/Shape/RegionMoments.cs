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
            Int128 weight = 0, sumX = 0, sumY = 0;
            int offset = 0;
            foreach (RowRun run in slice.Runs)
            {
                (long w, Int128 wx, Int128 wxx) = slice.Weights is null
                    ? Sums(run, region.Whole)
                    : Sums(run, slice.Weights.AsSpan(offset, run.Length));
                offset += run.Length;
                weight += w;
                sumX += wx;
                sumY += (Int128)w * run.Y;
                _sumXX += wxx;
                _sumXY += wx * run.Y;
                _sumYY += (Int128)w * run.Y * run.Y;
            }

            Weight += weight;
            _sumX += sumX;
            _sumY += sumY;
            _sumZ += weight * slice.Z;
            _sumXZ += sumX * slice.Z;
            _sumYZ += sumY * slice.Z;
            _sumZZ += weight * slice.Z * slice.Z;
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

    private static (long Weight, Int128 X, Int128 XX) Sums(RowRun run, int whole)
    {
        long n = run.Length, x = run.X;
        long sum = (n * x) + (n * (n - 1) / 2);
        long squares = (n * x * x) + (x * n * (n - 1)) + ((n - 1) * n * ((2 * n) - 1) / 6);
        return (n * whole, (Int128)sum * whole, (Int128)squares * whole);
    }

    private static (long Weight, Int128 X, Int128 XX) Sums(RowRun run, ReadOnlySpan<byte> weights)
    {
        long weight = 0, sum = 0, squares = 0;
        for (int index = 0; index < weights.Length; index++)
        {
            long x = run.X + index;
            weight += weights[index];
            sum += weights[index] * x;
            squares += weights[index] * x * x;
        }

        return (weight, sum, squares);
    }
}
