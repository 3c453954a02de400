using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.Binary;
using Dcmqi.Dicom.PixelData;

namespace Dcmqi.ParametricMaps;

/// <summary>Turns stored values into real-world values. May be used from several threads at once.</summary>
/// <param name="format">How frames are laid out.</param>
/// <param name="isReal">Whether stored values are real numbers.</param>
/// <param name="mappings">What maps them: one, or several for as many ranges.</param>
/// <param name="padding">Stored values without a meaning.</param>
/// <param name="noValue">What stands for stored values that are padding or that nothing maps.</param>
internal sealed class ValueMapper(FrameFormat format, bool isReal, IReadOnlyList<RealWorldValueMapping> mappings, PixelPadding? padding, double noValue)
{
    // A table pays where a frame has at least as many pixels as it has entries.
    private readonly Lazy<double[]?> _table = new(() => TableOf(format, isReal, mappings, padding, noValue));

    /// <summary>Whether frames hold real-world values of that type as they are.</summary>
    public bool IsStoredAs<TReal>() =>
        isReal && padding is null && mappings is [{ IsIdentity: true }]
        && ((typeof(TReal) == typeof(float) && format.BitsAllocated == 32) || (typeof(TReal) == typeof(double) && format.BitsAllocated == 64));

    /// <summary>Maps the pixels of a frame.</summary>
    public void Map<TReal>(Span<byte> stored, Span<TReal> values)
        where TReal : unmanaged, INumber<TReal>
    {
        if (isReal && format.BitsAllocated == 32)
            MapReal(Native<float>(stored), values);
        else if (isReal)
            MapReal(Native<double>(stored), values);
        else if (format.BitsAllocated == 8)
            MapWhole<byte, TReal>(stored, values);
        else if (format.BitsAllocated == 16)
            MapWhole(Native<ushort>(stored), values);
        else
            MapWhole(Native<uint>(stored), values);
    }

    /// <summary>The real-world value of a stored value.</summary>
    public double Map(double stored) => Map(stored, mappings, padding, noValue);

    private static double Map(double stored, IReadOnlyList<RealWorldValueMapping> mappings, PixelPadding? padding, double noValue)
    {
        if (padding is { } none && none.Contains(stored))
            return noValue;
        foreach (RealWorldValueMapping mapping in mappings)
        {
            if (mapping.LookupTable.Count > 0)
            {
                double index = stored - (mapping.FirstValueMapped ?? 0);
                if (index >= 0 && index < mapping.LookupTable.Count)
                    return mapping.LookupTable[(int)index];
            }
            else if (mappings.Count == 1 || (stored >= (mapping.FirstValueMapped ?? stored) && stored <= (mapping.LastValueMapped ?? stored)))
            {
                // The one mapping that there is holds beyond its range: dcmqi writes ranges of real pixels as whole numbers.
                return mapping.IsIdentity ? stored : ((mapping.Slope ?? 1) * stored) + (mapping.Intercept ?? 0);
            }
        }

        return noValue;
    }

    private static double[]? TableOf(FrameFormat format, bool isReal, IReadOnlyList<RealWorldValueMapping> mappings, PixelPadding? padding, double noValue)
    {
        if (isReal || format.BitsAllocated > 16 || format.PixelCount < 1L << format.BitsAllocated)
            return null;
        var table = new double[1 << format.BitsAllocated];
        for (int index = 0; index < table.Length; index++)
            table[index] = Map(StoredValues.WholeOf(format, (uint)index), mappings, padding, noValue);
        return table;
    }

    private static Span<T> Native<T>(Span<byte> stored)
        where T : unmanaged
    {
        Span<T> values = MemoryMarshal.Cast<byte, T>(stored);
        if (!BitConverter.IsLittleEndian)
            ByteOrder.Reverse(values);
        return values;
    }

    private void MapReal<T, TReal>(ReadOnlySpan<T> stored, Span<TReal> values)
        where T : unmanaged, INumber<T>
        where TReal : unmanaged, INumber<TReal>
    {
        if (padding is null && mappings is [{ LookupTable.Count: 0 } only])
        {
            double slope = only.Slope ?? 1, intercept = only.Intercept ?? 0;
            bool isIdentity = only.IsIdentity;
            for (int index = 0; index < values.Length; index++)
            {
                values[index] = isIdentity
                    ? TReal.CreateTruncating(stored[index])
                    : TReal.CreateTruncating((slope * double.CreateTruncating(stored[index])) + intercept);
            }

            return;
        }

        for (int index = 0; index < values.Length; index++)
            values[index] = TReal.CreateTruncating(Map(double.CreateTruncating(stored[index])));
    }

    private void MapWhole<T, TReal>(ReadOnlySpan<T> stored, Span<TReal> values)
        where T : unmanaged, IBinaryInteger<T>
        where TReal : unmanaged, INumber<TReal>
    {
        if (_table.Value is { } table)
        {
            for (int index = 0; index < values.Length; index++)
                values[index] = TReal.CreateTruncating(table[int.CreateTruncating(stored[index])]);
            return;
        }

        for (int index = 0; index < values.Length; index++)
            values[index] = TReal.CreateTruncating(Map(StoredValues.WholeOf(format, uint.CreateTruncating(stored[index]))));
    }
}
