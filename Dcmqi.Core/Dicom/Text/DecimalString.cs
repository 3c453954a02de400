using System.Globalization;

namespace Dcmqi.Dicom;

/// <summary>Decimal Strings (PS3.5 6.2, DS): fixed or floating point text of at most 16 characters.</summary>
internal static class DecimalString
{
    public const int MaxLength = 16;

    /// <summary>The shortest text of at most 16 characters that is nearest to a number.</summary>
    /// <exception cref="ArgumentException"><paramref name="value"/> is NaN or infinite, which a DS cannot hold.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"A Decimal String cannot hold {value}.", nameof(value));
        if (value == 0)
            return "0";
        string exact = Shorten(value.ToString("R", CultureInfo.InvariantCulture), value);
        if (exact.Length <= MaxLength)
            return exact;

        // The most digits that fit are the nearest; next to the largest double they may round up to infinity.
        for (int digits = MaxLength; digits >= 1; digits--)
        {
            string rounded = Shorten(value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), value);
            if (rounded.Length <= MaxLength && double.IsFinite(double.Parse(rounded, CultureInfo.InvariantCulture)))
                return rounded;
        }

        return "0";
    }

    // Of the plain and the scientific writing of the same digits, the shorter; plain where they are equal.
    private static string Shorten(string text, double value)
    {
        (string digits, int exponent) = Digits(text);
        string sign = value < 0 ? "-" : "";
        string plain = sign + Plain(digits, exponent);
        string scientific = sign + Scientific(digits, exponent);
        return plain.Length <= scientific.Length || (plain.Length <= MaxLength && plain.Length <= scientific.Length + 3) ? plain : scientific;
    }

    // Significant digits without leading and trailing zeros, and the power of ten of the first of them.
    private static (string Digits, int Exponent) Digits(string text)
    {
        text = text.TrimStart('-');
        int at = text.IndexOf('E', StringComparison.Ordinal);
        int power = at < 0 ? 0 : int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture);
        string mantissa = at < 0 ? text : text[..at];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? mantissa.Length : point;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), power + whole - 1 - leading);
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
            return string.Concat("0.", new string('0', -exponent - 1), digits);
        return digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0')
            : string.Concat(digits.AsSpan(0, exponent + 1), ".", digits.AsSpan(exponent + 1));
    }

    private static string Scientific(string digits, int exponent) =>
        string.Concat(digits[..1], digits.Length > 1 ? "." : "", digits[1..]) + "E" + exponent.ToString(CultureInfo.InvariantCulture);
}
