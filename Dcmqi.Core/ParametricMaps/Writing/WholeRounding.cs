using System.Numerics;

namespace Dcmqi.ParametricMaps;

/// <summary>Rounds voxels to stored whole numbers, several at a time: each becomes what <see cref="StoredPixels.Store(double)"/> makes of it.</summary>
internal readonly struct WholeRounding
{
    /// <summary>Voxels that are rounded in one go, as stay in the nearest cache in each of their forms.</summary>
    public const int Block = 512;

    // A sum with 1.5 x 2^52 has no digits behind the point: from -2^51 to 2^51 adding it rounds half to even, as Math.Round does, and the whole number stands in the low bits.
    private const double ToWhole = 3 * (double)(1L << 51);

    private readonly StoredPixels _pixels;
    private readonly bool _atOnce;

    public WholeRounding(StoredPixels pixels)
    {
        _pixels = pixels;

        // Then no finite voxel becomes what is no number.
        _atOnce = Vector.IsHardwareAccelerated && double.IsFinite(pixels.Scale.Slope) && pixels.Scale.Slope != 0 && double.IsFinite(pixels.Scale.Intercept) && pixels.Least <= pixels.Greatest;
    }

    /// <summary>Voxels as numbers of 64 bits.</summary>
    public static void Widen<T>(ReadOnlySpan<T> voxels, Span<double> values)
        where T : unmanaged, INumber<T>
    {
        int index = 0;
        if (typeof(T) == typeof(float))
        {
            for (; index <= voxels.Length - Vector<T>.Count; index += Vector<T>.Count)
            {
                Vector.Widen(Vector.AsVectorSingle(new Vector<T>(voxels[index..])), out Vector<double> low, out Vector<double> high);
                low.CopyTo(values[index..]);
                high.CopyTo(values[(index + Vector<double>.Count)..]);
            }
        }

        for (; index < voxels.Length; index++)
            values[index] = double.CreateTruncating(voxels[index]);
    }

    /// <summary>Stored values in as many bits as they have.</summary>
    public static void Narrow<TWhole>(ReadOnlySpan<int> stored, Span<TWhole> narrow)
        where TWhole : unmanaged, INumber<TWhole>
    {
        int index = 0;
        if (typeof(TWhole) == typeof(ushort))
        {
            for (; index <= stored.Length - Vector<ushort>.Count; index += Vector<ushort>.Count)
                Words(stored[index..]).As<ushort, TWhole>().CopyTo(narrow[index..]);
        }
        else if (typeof(TWhole) == typeof(byte))
        {
            for (; index <= stored.Length - Vector<byte>.Count; index += Vector<byte>.Count)
                Vector.Narrow(Words(stored[index..]), Words(stored[(index + Vector<ushort>.Count)..])).As<byte, TWhole>().CopyTo(narrow[index..]);
        }

        for (; index < stored.Length; index++)
            narrow[index] = TWhole.CreateTruncating(stored[index]);

        static Vector<ushort> Words(ReadOnlySpan<int> numbers) =>
            Vector.Narrow(Vector.AsVectorUInt32(new Vector<int>(numbers)), Vector.AsVectorUInt32(new Vector<int>(numbers[Vector<int>.Count..])));
    }

    /// <summary>The stored values of voxels.</summary>
    public void Round(ReadOnlySpan<double> values, Span<int> stored)
    {
        int index = 0;
        if (_atOnce)
        {
            for (; index <= values.Length - Vector<int>.Count; index += Vector<int>.Count)
            {
                Vector<long> low = Vector.AsVectorInt64(Rounded(new Vector<double>(values[index..])));
                Vector<long> high = Vector.AsVectorInt64(Rounded(new Vector<double>(values[(index + Vector<double>.Count)..])));
                Vector.Narrow(low, high).CopyTo(stored[index..]);
            }
        }

        for (; index < values.Length; index++)
            stored[index] = (int)_pixels.Store(values[index]);
    }

    /// <summary>The largest difference between a voxel that is finite and what its stored value stands for.</summary>
    public double LargestError(ReadOnlySpan<double> values)
    {
        double largest = 0;
        int index = 0;
        if (_atOnce)
        {
            Vector<double> most = Vector<double>.Zero, slope = new(_pixels.Scale.Slope), intercept = new(_pixels.Scale.Intercept);
            for (; index <= values.Length - Vector<double>.Count; index += Vector<double>.Count)
            {
                Vector<double> value = new(values[index..]);
                Vector<double> error = Vector.Abs((slope * (Rounded(value) - new Vector<double>(ToWhole))) + intercept - value);
                most = Vector.Max(most, Vector.ConditionalSelect(IsFinite(value), error, Vector<double>.Zero));
            }

            for (int lane = 0; lane < Vector<double>.Count; lane++)
                largest = Math.Max(largest, most[lane]);
        }

        for (; index < values.Length; index++)
        {
            double error = Math.Abs(_pixels.Scale.Apply(_pixels.Store(values[index])) - values[index]);
            if (error > largest && double.IsFinite(values[index]))
                largest = error;
        }

        return largest;
    }

    // With ToWhole added. Rounding after the bounds is the same as before: these are whole numbers.
    private Vector<double> Rounded(Vector<double> value)
    {
        Vector<double> scaled = (value - new Vector<double>(_pixels.Scale.Intercept)) / new Vector<double>(_pixels.Scale.Slope);
        Vector<double> bounded = Vector.Min(Vector.Max(scaled, new Vector<double>(_pixels.Least)), new Vector<double>(_pixels.Greatest));
        return Vector.ConditionalSelect(IsFinite(value), bounded, new Vector<double>(_pixels.Padding ?? _pixels.Least)) + new Vector<double>(ToWhole);
    }

    // A value less itself is 0 where it is finite, and no number where it is not.
    private static Vector<long> IsFinite(Vector<double> value) => Vector.Equals(value - value, Vector<double>.Zero);
}
