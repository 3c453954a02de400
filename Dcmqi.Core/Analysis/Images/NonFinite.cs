using System.Numerics;

namespace Dcmqi.Analysis.Images;

/// <summary>Finds values that are not finite.</summary>
internal static class NonFinite
{
    /// <summary>How many values are not.</summary>
    public static long Count<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!HasAny(values))
            return 0;
        long count = 0;
        foreach (T value in values)
            count += T.IsFinite(value) ? 0 : 1;
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
