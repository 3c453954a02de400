using System.Numerics;

namespace Dcmqi.ParametricMaps;

/// <summary>The least and greatest finite value of voxels, whether all of them are whole numbers, and how many are not finite.</summary>
/// <param name="Least">Above <paramref name="Greatest"/> where no voxel is finite.</param>
/// <param name="Greatest">The greatest finite value.</param>
/// <param name="NotANumber">Voxels that are not a number.</param>
/// <param name="Infinite">Voxels that are infinite.</param>
/// <param name="IsWhole">Whether all voxels that are finite are whole numbers, where that is asked.</param>
internal readonly record struct VoxelRange(double Least, double Greatest, long NotANumber, long Infinite, bool IsWhole)
{
    public static VoxelRange Empty => new(double.PositiveInfinity, double.NegativeInfinity, 0, 0, true);

    /// <summary>No voxels yet, of which nobody asks whether they are whole numbers: those that are stored as real numbers.</summary>
    public static VoxelRange EmptyOfReals => Empty with { IsWhole = false };

    public bool HasFinite => Least <= Greatest;

    public long NotFinite => NotANumber + Infinite;

    public VoxelRange Union(VoxelRange other) => new(
        Math.Min(Least, other.Least), Math.Max(Greatest, other.Greatest), NotANumber + other.NotANumber, Infinite + other.Infinite, IsWhole && other.IsWhole);

    /// <summary>Goes through voxels once, and once more where they may be whole numbers.</summary>
    /// <param name="voxels">The voxels.</param>
    /// <param name="mayBeWhole">Whether it is looked at if they are whole numbers; else they are said not to be.</param>
    public static VoxelRange Of<T>(ReadOnlySpan<T> voxels, bool mayBeWhole)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T least = T.MaxValue, greatest = T.MinValue;
        long finite = 0;
        bool isWhole = mayBeWhole && AllWhole(voxels);
        int index = 0;
        if (Vector.IsHardwareAccelerated && voxels.Length >= Vector<T>.Count)
        {
            // A value less itself is 0 where it is finite, and no number where it is not.
            Vector<T> low = new(T.MaxValue), high = new(T.MinValue), noLow = low, noHigh = high;
            Vector<T> all = Vector.Equals(Vector<T>.Zero, Vector<T>.Zero), allFinite = all;
            for (; index <= voxels.Length - Vector<T>.Count; index += Vector<T>.Count)
            {
                Vector<T> values = new(voxels[index..]);
                Vector<T> isFinite = Vector.Equals(values - values, Vector<T>.Zero);
                allFinite &= isFinite;
                low = Vector.Min(low, Vector.ConditionalSelect(isFinite, values, noLow));
                high = Vector.Max(high, Vector.ConditionalSelect(isFinite, values, noHigh));
            }

            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                least = T.Min(least, low[lane]);
                greatest = T.Max(greatest, high[lane]);
            }

            finite = Vector.EqualsAll(Vector.AsVectorByte(allFinite), Vector.AsVectorByte(all)) ? index : -1;
        }

        for (int rest = index; rest < voxels.Length; rest++)
        {
            T value = voxels[rest];
            if (!T.IsFinite(value))
            {
                finite = -1;
                continue;
            }

            least = T.Min(least, value);
            greatest = T.Max(greatest, value);
        }

        VoxelRange range = least <= greatest
            ? new VoxelRange(double.CreateTruncating(least), double.CreateTruncating(greatest), 0, 0, isWhole)
            : Empty with { IsWhole = isWhole };
        return finite >= 0 ? range : Counted(voxels, range);
    }

    // Of values that are measured, the first mostly tells that they are not.
    private static bool AllWhole<T>(ReadOnlySpan<T> voxels)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            return true;
        int index = 0;
        for (; Vector.IsHardwareAccelerated && index <= voxels.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            Vector<T> values = new(voxels[index..]), isFinite = Vector.Equals(values - values, Vector<T>.Zero);
            if (!Vector.EqualsAll(Vector.AsVectorByte(Vector.AndNot(isFinite, AreWhole(values))), Vector<byte>.Zero))
                return false;
        }

        foreach (T value in voxels[index..])
        {
            if (T.IsFinite(value) && !T.IsInteger(value))
                return false;
        }

        return true;
    }

    // All bits of a number that is one, and infinite ones; none of any other. Numbers from 2^23 (2^52) on have no fraction, and one below loses its own when that is added.
    private static Vector<T> AreWhole<T>(Vector<T> values)
        where T : unmanaged, INumber<T>
    {
        Vector<T> sizes = Vector.Abs(values), large = new(T.CreateTruncating(typeof(T) == typeof(float) ? 1L << 23 : 1L << 52));
        return Vector.GreaterThanOrEqual(sizes, large) | Vector.Equals(sizes + large - large, sizes);
    }

    private static VoxelRange Counted<T>(ReadOnlySpan<T> voxels, VoxelRange range)
        where T : unmanaged, INumber<T>
    {
        long notANumber = 0, infinite = 0;
        foreach (T voxel in voxels)
        {
            if (T.IsNaN(voxel))
                notANumber++;
            else if (T.IsInfinity(voxel))
                infinite++;
        }

        return range with { NotANumber = notANumber, Infinite = infinite };
    }
}
