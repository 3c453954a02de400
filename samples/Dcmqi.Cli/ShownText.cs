using System.Globalization;
using System.Text;

namespace Dcmqi.Cli;

/// <summary>Text of files on a terminal: control characters, which could move the cursor or hide what stands there, are shown as <c>\u001b</c>.</summary>
internal static class ShownText
{
    /// <summary>Text of several lines; tabs and ends of lines stay.</summary>
    public static string OfLines(string text) => Escaped(text, keepsLines: true);

    /// <summary>A value that stands in one line.</summary>
    public static string OfValue(string text) => Escaped(text, keepsLines: false);

    private static string Escaped(string text, bool keepsLines)
    {
        if (!text.Any(IsUnsafe))
            return text;
        var shown = new StringBuilder(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            char letter = text[index];
            bool isEnd = letter == '\n' || (letter == '\r' && index + 1 < text.Length && text[index + 1] == '\n');
            if (!IsUnsafe(letter) || (keepsLines && (isEnd || letter == '\t')))
                shown.Append(letter);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
        }

        return shown.ToString();
    }

    // Marks of direction turn the order of what follows about.
    private static bool IsUnsafe(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
