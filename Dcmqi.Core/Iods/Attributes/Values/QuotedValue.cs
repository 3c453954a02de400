using System.Globalization;
using System.Text;

namespace Dcmqi.Iods;

/// <summary>Shows a value from a file in a message.</summary>
internal static class QuotedValue
{
    private const int Longest = 64;

    /// <summary>The value in quotation marks: its first characters where it is long, control characters as escapes, which would disturb a console.</summary>
    public static string Of(string value)
    {
        StringBuilder text = new("'");
        foreach (char character in value.Length > Longest ? value.AsSpan(0, Longest) : value)
        {
            if (char.IsControl(character))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                text.Append(character);
        }

        return text.Append(value.Length > Longest ? "...'" : "'").ToString();
    }
}
