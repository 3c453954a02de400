using System.Globalization;

namespace Dcmqi.RtStructures;

/// <summary>Contour Data (3006,0050): decimal text, three numbers for each point.</summary>
internal static class ContourText
{
    // A number of so many digits is exact as a double, and so is such a power of ten: their quotient is the nearest double (PS3.5 6.2 allows 16 characters).
    private const long LargestExact = 1L << 53;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    public static int CountValues(ReadOnlySpan<byte> text) => text.Trim(" \0"u8).IsEmpty ? 0 : text.Count((byte)'\\') + 1;

    /// <summary>Reads points.</summary>
    /// <param name="text">The value.</param>
    /// <param name="valueCount">What <see cref="CountValues"/> found.</param>
    /// <param name="points">Takes them.</param>
    /// <returns>What is wrong; <see langword="null"/> where nothing is.</returns>
    public static string? Read(ReadOnlySpan<byte> text, int valueCount, Span<Vector3d> points)
    {
        if (valueCount % 3 != 0)
            return string.Create(CultureInfo.InvariantCulture, $"has {valueCount} numbers; three for each point were expected");
        for (int index = 0; index < valueCount / 3; index++)
        {
            if (!Next(ref text, out double x) || !Next(ref text, out double y) || !Next(ref text, out double z))
                return string.Create(CultureInfo.InvariantCulture, $"is not made of numbers: point {index + 1} of {valueCount / 3} cannot be read");
            points[index] = new Vector3d(x, y, z);
        }

        return null;
    }

    private static bool Next(ref ReadOnlySpan<byte> text, out double number)
    {
        if (Plain(ref text, out number))
            return true;
        int end = text.IndexOf((byte)'\\');
        ReadOnlySpan<byte> value = (end < 0 ? text : text[..end]).Trim(" \0"u8);
        text = end < 0 ? default : text[(end + 1)..];
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }

    // Nearly all numbers are a sign, digits and a point: reading those by hand takes a fifth of the time. Others leave the text as it is.
    private static bool Plain(ref ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        int at = 0, digits = 0, point = -1;
        bool isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative)
            at++;
        long mantissa = 0;
        for (; at < text.Length && text[at] != '\\'; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9 && mantissa < LargestExact / 10)
                (mantissa, digits) = ((mantissa * 10) + digit, digits + 1);
            else if (text[at] == '.' && point < 0)
                point = digits;
            else
                break;
        }

        if (digits == 0 || digits > 18)
            return false;
        int end = at;
        while (end < text.Length && text[end] is (byte)' ' or 0)
            end++;
        if (end < text.Length && text[end] != '\\')
            return false;
        double value = mantissa / PowersOfTen[point < 0 ? 0 : digits - point];
        number = isNegative ? -value : value;
        text = end < text.Length ? text[(end + 1)..] : default;
        return true;
    }
}
