using System.Globalization;

namespace Dcmqi.Volumes;

/// <summary>File names with a number in them, written as for C's printf: <c>slice%03d.raw</c>.</summary>
internal static class FilePattern
{
    private const int WidestNumber = 32;

    /// <summary>The name for a number; <see langword="null"/> where the pattern has not exactly one place for an integer.</summary>
    public static string? Format(string pattern, long number)
    {
        int start = pattern.IndexOf('%', StringComparison.Ordinal);
        if (start < 0 || pattern.IndexOf('%', start + 1) >= 0)
            return null;
        int end = start + 1;
        bool isZeroPadded = false;
        while (end < pattern.Length && pattern[end] == '0')
        {
            isZeroPadded = true;
            end++;
        }

        int width = 0;
        while (end < pattern.Length && char.IsAsciiDigit(pattern[end]))
            width = Math.Min((width * 10) + (pattern[end++] - '0'), WidestNumber + 1);
        if (width > WidestNumber || end == pattern.Length || pattern[end] is not ('d' or 'i' or 'u'))
            return null;
        string digits = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        string sign = number < 0 ? "-" : "";
        string text = isZeroPadded ? sign + digits.PadLeft(Math.Max(0, width - sign.Length), '0') : (sign + digits).PadLeft(width);
        return string.Concat(pattern.AsSpan(0, start), text, pattern.AsSpan(end + 1));
    }
}
