using System.Globalization;

namespace Dcmqi;

/// <summary>A measured number for people: six significant digits, and no digit before the point left out.</summary>
internal static class ShownNumber
{
    private const int SignificantDigits = 6;

    public static string Of(double value)
    {
        double size = Math.Abs(value);
        if (size is not 0 and (< 1e-4 or >= 1e15))
            return value.ToString("0.#####e0", CultureInfo.InvariantCulture);
        int before = size < 1 ? 0 : (int)Math.Floor(Math.Log10(size)) + 1;
        int zeros = size is 0 or >= 1 ? 0 : -(int)Math.Floor(Math.Log10(size)) - 1;
        string decimals = new('#', Math.Max(0, SignificantDigits - before + zeros));
        return value.ToString("0." + decimals, CultureInfo.InvariantCulture);
    }
}
