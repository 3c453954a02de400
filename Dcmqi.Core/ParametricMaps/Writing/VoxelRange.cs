using System.Numerics;

namespace Dcmqi.ParametricMaps;

/// <summary>The least and greatest finite value of voxels, and how many are not finite.</summary>
/// <param name="Least">Above <paramref name="Greatest"/> where no voxel is finite.</param>
/// <param name="Greatest">The greatest finite value.</param>
/// <param name="NotANumber">Voxels that are not a number.</param>
/// <param name="Infinite">Voxels that are infinite.</param>
internal readonly record struct VoxelRange(double Least, double Greatest, long NotANumber, long Infinite)
{
    public static VoxelRange Empty => new(double.PositiveInfinity, double.NegativeInfinity, 0, 0);

    public bool HasFinite => Least <= Greatest;

    public long NotFinite => NotANumber + Infinite;

    public VoxelRange Union(VoxelRange other) => new(
        Math.Min(Least, other.Least), Math.Max(Greatest, other.Greatest), NotANumber + other.NotANumber, Infinite + other.Infinite);

    public static VoxelRange Of<T>(ReadOnlySpan<T> voxels)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        T least = T.MaxValue, greatest = T.MinValue;
        long finite = 0;
        int index = 0;
        if (Vector.IsHardwareAccelerated && voxels.Length >= Vector<T>.Count)
        {
            // A value less itself is 0 where it is finite, and no number where it is not.
            Vector<T> low = new(T.MaxValue), high = new(T.MinValue), noLow = low, noHigh = high;
            Vector<T> all = Vector.Equals(Vector<T>.Zero, Vector<T>.Zero), whole = all;
            for (; index <= voxels.Length - Vector<T>.Count; index += Vector<T>.Count)
            {
                Vector<T> values = new(voxels[index..]);
                Vector<T> isFinite = Vector.Equals(values - values, Vector<T>.Zero);
                whole &= isFinite;
                low = Vector.Min(low, Vector.ConditionalSelect(isFinite, values, noLow));
                high = Vector.Max(high, Vector.ConditionalSelect(isFinite, values, noHigh));
            }

            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                least = T.Min(least, low[lane]);
                greatest = T.Max(greatest, high[lane]);
            }

            finite = Vector.EqualsAll(Vector.AsVectorByte(whole), Vector.AsVectorByte(all)) ? index : -1;
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
            ? new VoxelRange(double.CreateTruncating(least), double.CreateTruncating(greatest), 0, 0)
            : Empty;
        return finite >= 0 ? range : Counted(voxels, range);
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
