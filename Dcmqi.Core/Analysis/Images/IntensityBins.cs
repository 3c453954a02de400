using System.Globalization;

namespace Dcmqi;

/// <summary>The discretisation of intensities before their histogram is measured (IBSI 2.7): into a number of bins between minimum and maximum of the segment, or into bins of one width.</summary>
public sealed record IntensityBins
{
    private IntensityBins()
    {
    }

    /// <summary>Gets the number of bins, or <see langword="null"/> if the width is fixed.</summary>
    public int? Number { get; private init; }

    /// <summary>Gets the width of a bin in the unit of the image, or <see langword="null"/> if the number is fixed.</summary>
    public double? Width { get; private init; }

    /// <summary>Gets where the first bin of a fixed width begins; <see langword="null"/> if bins begin at multiples of the width.</summary>
    public double? Start { get; private init; }

    /// <summary>Returns a fixed number of bins (IBSI K15C): <c>floor(N (x - min) / (max - min)) + 1</c>, and N for the maximum.</summary>
    /// <param name="number">The number of bins, 1 to 65,536.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not in that range.</exception>
    public static IntensityBins FixedNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 65536);
        return new IntensityBins { Number = number };
    }

    /// <summary>Bins of a fixed width (IBSI Q3RU): <c>floor((x - start) / width) + 1</c>. Bins of several segments are the same bins; where no start is given the first is the one that holds the minimum of the segment, as PyRadiomics numbers them.</summary>
    /// <param name="width">The width, in the unit of the image; above 0.</param>
    /// <param name="start">Where the first bin begins, or <see langword="null"/> for multiples of the width.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not above 0, or a number is not finite.</exception>
    public static IntensityBins FixedWidth(double width, double? start = null)
    {
        if (!(width > 0) || !double.IsFinite(width))
            throw new ArgumentOutOfRangeException(nameof(width), width, "The width of a bin is above 0.");
        if (start is { } from && !double.IsFinite(from))
            throw new ArgumentOutOfRangeException(nameof(start), start, "The start of the first bin is finite.");
        return new IntensityBins { Width = width, Start = start };
    }

    /// <summary>Returns text such as <c>fixed bin number 32</c> or <c>fixed bin width 25 from -1000</c> or <c>fixed bin width 25 at its multiples</c>.</summary>
    public override string ToString() => Number is not null
        ? string.Create(CultureInfo.InvariantCulture, $"fixed bin number {Number}")
        : string.Create(CultureInfo.InvariantCulture, $"fixed bin width {Width}{(Start is null ? " at its multiples" : $" from {Start}")}");

    internal long BinOf(double value, double minimum, double maximum)
    {
        if (Number is { } number)
        {
            if (value >= maximum)
                return number;

            // Halves, as the range itself may be too large for a double. What lies just below the maximum may be rounded up to it.
            double share = ((value / 2) - (minimum / 2)) / ((maximum / 2) - (minimum / 2));
            return Math.Min(1 + (long)Math.Floor(number * share), number);
        }

        return Start is { } start ? Whole((value - start) / Width!.Value) + 1 : Whole(value / Width!.Value) - Whole(minimum / Width.Value) + 1;
    }

    // Numbers of bins stay far enough from the ends of their type that one can be subtracted from another.
    private static long Whole(double bin) => (long)Math.Clamp(Math.Floor(bin), long.MinValue / 8, long.MaxValue / 8);
}
