using System.Globalization;

namespace Dcmqi.Pictures;

/// <summary>A round length for a scale bar.</summary>
internal static class ScaleBarLength
{
    /// <summary>The longest of 1, 2 and 5 times a power of ten that is at most a given length, in mm.</summary>
    public static double AtMost(double longestMm)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(longestMm)));
        return (longestMm / power) switch { >= 5 => 5 * power, >= 2 => 2 * power, _ => power };
    }

    /// <summary>The length in a unit that makes it short.</summary>
    public static string Text(double mm) => mm switch
    {
        >= 10 => string.Create(CultureInfo.InvariantCulture, $"{mm / 10:0.##} cm"),
        >= 0.1 => string.Create(CultureInfo.InvariantCulture, $"{mm:0.##} mm"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{mm * 1000:0.##} µm"),
    };
}
