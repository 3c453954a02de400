namespace Dcmqi.Volumes;

/// <summary>Stored values times a factor plus an offset, as real numbers.</summary>
internal sealed class ScaledValueReader<TStored, TReal>(ValueReader<TStored> stored, double slope, double intercept) : ValueReader<TReal>
    where TStored : unmanaged
    where TReal : unmanaged
{
    private readonly TStored[] _block = new TStored[1 << 15];

    public override int Fill(Span<TReal> destination)
    {
        int filled = 0;
        while (filled < destination.Length)
        {
            int wanted = Math.Min(_block.Length, destination.Length - filled);
            int count = stored.Fill(_block.AsSpan(0, wanted));
            Convert(_block.AsSpan(0, count), destination.Slice(filled, count));
            filled += count;
            if (count < wanted)
                break;
        }

        return filled;
    }

    private void Convert(ReadOnlySpan<TStored> from, Span<TReal> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            double value = (ToDouble(from[i]) * slope) + intercept;
            to[i] = typeof(TReal) == typeof(float) ? (TReal)(object)(float)value : (TReal)(object)value;
        }
    }

    private static double ToDouble(TStored value)
    {
        // Each test is decided when the method is compiled for its type.
        if (typeof(TStored) == typeof(sbyte))
            return (sbyte)(object)value;
        if (typeof(TStored) == typeof(byte))
            return (byte)(object)value;
        if (typeof(TStored) == typeof(short))
            return (short)(object)value;
        if (typeof(TStored) == typeof(ushort))
            return (ushort)(object)value;
        if (typeof(TStored) == typeof(int))
            return (int)(object)value;
        if (typeof(TStored) == typeof(uint))
            return (uint)(object)value;
        if (typeof(TStored) == typeof(long))
            return (long)(object)value;
        if (typeof(TStored) == typeof(ulong))
            return (ulong)(object)value;
        return typeof(TStored) == typeof(float) ? (float)(object)value : (double)(object)value;
    }
}
