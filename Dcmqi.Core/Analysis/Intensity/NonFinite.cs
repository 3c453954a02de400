using System.Numerics;
using Dcmqi.Binary;

namespace Dcmqi.Analysis.Intensity;

/// <summary>Finds values that are not finite.</summary>
internal static class NonFinite
{
    /// <summary>How many voxels have no finite value.</summary>
    public static long Count<T>(Volume<T> volume, int threads, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long count = 0;
        ParallelLoop.Run(volume.Geometry.Size.Z, z =>
        {
            ReadOnlySpan<T> slice = volume.Slice(z);
            if (!HasAny(slice))
                return;
            long inSlice = 0;
            foreach (T value in slice)
                inSlice += T.IsFinite(value) ? 0 : 1;
            Interlocked.Add(ref count, inSlice);
        }, cancellationToken, threads);
        return count;
    }

    // What is finite less itself is 0; infinities and what is no number are not.
    private static bool HasAny<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Vector<T> sum = Vector<T>.Zero;
        int index = 0;
        for (; index <= values.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            var some = new Vector<T>(values[index..]);
            sum += some - some;
        }

        bool hasAny = !Vector.EqualsAll(sum, Vector<T>.Zero);
        for (; index < values.Length; index++)
            hasAny |= !T.IsFinite(values[index]);
        return hasAny;
    }
}
