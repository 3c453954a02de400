using System.Globalization;
using System.Text;

namespace Dcmqi.Volumes;

/// <summary>Real numbers in headers and text data, which C programs write: <c>inf</c> and <c>nan</c> in any case count.</summary>
internal static class FloatText
{
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        || TryParseSpecial(Encoding.ASCII.GetString(text[..Math.Min(text.Length, 16)]), out value);

    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
        || TryParseSpecial(text.Length > 16 ? "" : text.Trim().ToString(), out value);

    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static bool TryParseSpecial(string text, out double value)
    {
        switch (text.ToLowerInvariant())
        {
            case "nan" or "-nan" or "+nan":
                value = double.NaN;
                return true;
            case "inf" or "+inf" or "infinity" or "+infinity":
                value = double.PositiveInfinity;
                return true;
            case "-inf" or "-infinity":
                value = double.NegativeInfinity;
                return true;
            default:
                value = 0;
                return false;
        }
    }
}
