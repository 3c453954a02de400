using System.Globalization;

namespace Dcmqi.Pictures;

/// <summary>Numbers for people: four significant digits, all digits before the point, no exponent where it can be helped.</summary>
internal static class ShownNumber
{
    public static string Text(double value)
    {
        double size = Math.Abs(value);
        if (size == 0 || !double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        if (size is < 1e-4 or >= 1e12)
            return value.ToString("0.###E+0", CultureInfo.InvariantCulture);
        int decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 8);
        return Math.Round(value, decimals).ToString(size >= 10_000 ? "#,0" : "0.########", CultureInfo.InvariantCulture);
    }
}
