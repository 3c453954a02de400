using System.Numerics;

namespace Dcmqi.Volumes;

/// <summary>Fills rows with values between voxels, trilinearly.</summary>
internal static class LinearSampler
{
    /// <summary>Fills a row; what lies outside the source stays as it is. A voxel reaches half a spacing beyond its centre.</summary>
    public static void FillRow<T, TVoxels>(TVoxels source, VolumeSize size, in GridSampling sampling, Vector3d start, Span<T> target)
        where T : unmanaged, INumber<T>
        where TVoxels : struct, IVoxels<T>
    {
        Vector3d step = sampling.StepX;
        bool isReal = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        for (int x = 0; x < target.Length; x++)
        {
            if (!Between(start.X + (step.X * x), size.X, out int x0, out int x1, out double weightX)
                || !Between(start.Y + (step.Y * x), size.Y, out int y0, out int y1, out double weightY)
                || !Between(start.Z + (step.Z * x), size.Z, out int z0, out int z1, out double weightZ))
            {
                continue;
            }

            double near = Mix(
                Mix(Value(source.At(x0, y0, z0)), Value(source.At(x1, y0, z0)), weightX),
                Mix(Value(source.At(x0, y1, z0)), Value(source.At(x1, y1, z0)), weightX),
                weightY);
            double far = weightZ == 0
                ? near
                : Mix(
                    Mix(Value(source.At(x0, y0, z1)), Value(source.At(x1, y0, z1)), weightX),
                    Mix(Value(source.At(x0, y1, z1)), Value(source.At(x1, y1, z1)), weightX),
                    weightY);
            double value = Mix(near, far, weightZ);
            target[x] = T.CreateTruncating(isReal ? value : Math.Floor(value + 0.5));
        }
    }

    private static double Value<T>(T voxel)
        where T : unmanaged, INumber<T> =>
        double.CreateTruncating(voxel);

    // A neighbour without weight has no say: NaN beside a voxel that is hit leaves it as it is.
    private static double Mix(double first, double second, double weight) =>
        weight == 0 ? first : first + ((second - first) * weight);

    private static bool Between(double index, int size, out int before, out int after, out double weight)
    {
        (before, after, weight) = (0, 0, 0);
        if (!(index >= -0.5 && index < size - 0.5))
            return false;
        double clamped = Math.Clamp(index, 0, size - 1);
        before = (int)clamped;
        after = Math.Min(before + 1, size - 1);
        weight = clamped - before;

        // Rounding in the transformation of a point that is a voxel's centre is no distance from it.
        if (weight < 1e-9)
            weight = 0;
        else if (weight > 1 - 1e-9)
            (before, weight) = (after, 0);
        return true;
    }
}
