using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dcmqi.Volumes;

/// <summary>Labels of one voxel type. Which loop runs is decided when the method is compiled for its type.</summary>
internal sealed class LabelSlices<T>(Volume<T> volume) : LabelSlices(volume)
    where T : unmanaged
{
    public override int Read(int z, Span<int> labels)
    {
        ReadOnlySpan<T> slice = volume.Slice(z);
        labels = labels[..slice.Length];
        if (typeof(T) == typeof(byte))
        {
            Widen(MemoryMarshal.Cast<T, byte>(slice), labels);
        }
        else if (typeof(T) == typeof(ushort))
        {
            Widen(MemoryMarshal.Cast<T, ushort>(slice), labels);
        }
        else if (typeof(T) == typeof(short))
        {
            Widen(MemoryMarshal.Cast<T, short>(slice), labels);
        }
        else if (typeof(T) == typeof(sbyte))
        {
            ReadOnlySpan<sbyte> source = MemoryMarshal.Cast<T, sbyte>(slice);
            for (int i = 0; i < source.Length; i++)
                labels[i] = source[i];
        }
        else if (typeof(T) == typeof(int))
        {
            MemoryMarshal.Cast<T, int>(slice).CopyTo(labels);
        }
        else if (typeof(T) == typeof(float))
        {
            return Whole(MemoryMarshal.Cast<T, float>(slice), labels);
        }
        else if (typeof(T) == typeof(double))
        {
            return Whole(MemoryMarshal.Cast<T, double>(slice), labels);
        }
        else
        {
            return Narrow(slice, labels);
        }

        return -1;
    }

    public override bool TryGetBytes(int z, out ReadOnlySpan<byte> labels)
    {
        labels = typeof(T) == typeof(byte) ? MemoryMarshal.Cast<T, byte>(volume.Slice(z)) : default;
        return typeof(T) == typeof(byte);
    }

    public override bool TryGetUInt16(int z, out ReadOnlySpan<ushort> labels)
    {
        labels = typeof(T) == typeof(ushort) ? MemoryMarshal.Cast<T, ushort>(volume.Slice(z)) : default;
        return typeof(T) == typeof(ushort);
    }

    private protected override string ValueAt(int z, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{volume.Slice(z)[index]}");

    private static void Widen(ReadOnlySpan<byte> from, Span<int> to)
    {
        int i = 0;
        for (; i <= from.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(from[i..]), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(high, out Vector<uint> c, out Vector<uint> d);
            Vector.AsVectorInt32(a).CopyTo(to[i..]);
            Vector.AsVectorInt32(b).CopyTo(to[(i + Vector<int>.Count)..]);
            Vector.AsVectorInt32(c).CopyTo(to[(i + (2 * Vector<int>.Count))..]);
            Vector.AsVectorInt32(d).CopyTo(to[(i + (3 * Vector<int>.Count))..]);
        }

        for (; i < from.Length; i++)
            to[i] = from[i];
    }

    private static void Widen(ReadOnlySpan<ushort> from, Span<int> to)
    {
        int i = 0;
        for (; i <= from.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(from[i..]), out Vector<uint> low, out Vector<uint> high);
            Vector.AsVectorInt32(low).CopyTo(to[i..]);
            Vector.AsVectorInt32(high).CopyTo(to[(i + Vector<int>.Count)..]);
        }

        for (; i < from.Length; i++)
            to[i] = from[i];
    }

    private static void Widen(ReadOnlySpan<short> from, Span<int> to)
    {
        int i = 0;
        for (; i <= from.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(from[i..]), out Vector<int> low, out Vector<int> high);
            low.CopyTo(to[i..]);
            high.CopyTo(to[(i + Vector<int>.Count)..]);
        }

        for (; i < from.Length; i++)
            to[i] = from[i];
    }

    // Not a number fails both comparisons; 2^31 is the first float that no int holds.
    private static int Whole(ReadOnlySpan<float> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            float value = from[i];
            if (!(value >= -2147483648f && value < 2147483648f))
                return i;
            int label = (int)value;
            if (label != value)
                return i;
            to[i] = label;
        }

        return -1;
    }

    private static int Whole(ReadOnlySpan<double> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            double value = from[i];
            if (!(value >= int.MinValue && value <= int.MaxValue))
                return i;
            int label = (int)value;
            if (label != value)
                return i;
            to[i] = label;
        }

        return -1;
    }

    private static int Narrow(ReadOnlySpan<T> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i++)
        {
            if (typeof(T) == typeof(ulong))
            {
                ulong value = (ulong)(object)from[i];
                if (value > int.MaxValue)
                    return i;
                to[i] = (int)value;
            }
            else
            {
                long value = typeof(T) == typeof(uint) ? (uint)(object)from[i] : (long)(object)from[i];
                if (value is < int.MinValue or > int.MaxValue)
                    return i;
                to[i] = (int)value;
            }
        }

        return -1;
    }
}
