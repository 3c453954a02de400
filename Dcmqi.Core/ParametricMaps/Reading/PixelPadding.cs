using Dcmqi.Dicom;

namespace Dcmqi.ParametricMaps;

/// <summary>Stored values that mean: nothing was measured here (PS3.3 C.7.5.1.1.2, C.7.6.24, C.7.6.25).</summary>
/// <param name="Least">The first such value.</param>
/// <param name="Greatest">The last such value.</param>
/// <param name="Value">Pixel Padding Value itself.</param>
internal readonly record struct PixelPadding(double Least, double Greatest, double Value)
{
    public bool Contains(double stored) => stored >= Least && stored <= Greatest;

    /// <summary>What an object says; <see langword="null"/> where it has no padding.</summary>
    public static PixelPadding? Of(DataSet dataSet, bool isSigned)
    {
        foreach ((Tag value, Tag limit) in (ReadOnlySpan<(Tag, Tag)>)
            [
                (Tags.FloatPixelPaddingValue, Tags.FloatPixelPaddingRangeLimit),
                (Tags.DoubleFloatPixelPaddingValue, Tags.DoubleFloatPixelPaddingRangeLimit),
                (Tags.PixelPaddingValue, Tags.PixelPaddingRangeLimit),
            ])
        {
            if (Number(dataSet, value, isSigned) is not { } first)
                continue;
            double last = Number(dataSet, limit, isSigned) ?? first;
            return new PixelPadding(Math.Min(first, last), Math.Max(first, last), first);
        }

        return null;
    }

    // US or SS as pixels are; a data set with implicit VRs does not say which.
    private static double? Number(DataSet dataSet, Tag tag, bool isSigned)
    {
        double? number = dataSet.GetDouble(tag);
        return isSigned && number is > short.MaxValue and <= ushort.MaxValue ? (short)number.Value : number;
    }
}
