using System.Globalization;

namespace Dcmqi.Json;

/// <summary>Decimal numbers as text, the grammar of VR DS (PS3.5 6.2).</summary>
internal static class DecimalText
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // The grammar has no NaN and no infinity; digits beyond the range of a double would become one.
    public static bool IsNumber(string text) =>
        !text.AsSpan().Trim(' ').ContainsAnyExcept("0123456789+-.eE")
        && double.TryParse(text.AsSpan().Trim(' '), Style, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number);

    /// <summary>The number of a text that has been checked; 0 for one that was refused.</summary>
    public static double Parse(string text) =>
        double.TryParse(text.AsSpan().Trim(' '), Style, CultureInfo.InvariantCulture, out double number) ? number : 0;

    /// <summary>The shortest text that gives the number back.</summary>
    public static string Format(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
