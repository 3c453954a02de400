using System.Globalization;
using System.Runtime.CompilerServices;

namespace Dcmqi.RtStructures;

/// <summary>Contour Data (3006,0050): decimal text, three numbers for each point.</summary>
internal static class ContourText
{
    // A number of so many digits is exact as a double, and so is such a power of ten: their quotient is the nearest double (PS3.5 6.2 allows 16 characters).
    private const int MostExactDigits = 15;

    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static int CountValues(ReadOnlySpan<byte> text) => text.Trim(" \0"u8).IsEmpty ? 0 : text.Count((byte)'\\') + 1;

    /// <summary>Reads points.</summary>
    /// <param name="text">The value.</param>
    /// <param name="valueCount">What <see cref="CountValues"/> found.</param>
    /// <param name="points">Takes them.</param>
    /// <returns>What is wrong; <see langword="null"/> where nothing is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string? Read(ReadOnlySpan<byte> text, int valueCount, Span<Vector3d> points)
    {
        if (valueCount % 3 != 0)
            return string.Create(CultureInfo.InvariantCulture, $"has {valueCount} numbers; three for each point were expected");
        int at = 0;
        for (int index = 0; index < valueCount / 3; index++)
        {
            if (!Next(text, ref at, out double x) || !Next(text, ref at, out double y) || !Next(text, ref at, out double z))
                return string.Create(CultureInfo.InvariantCulture, $"is not made of numbers: point {index + 1} of {valueCount / 3} cannot be read");
            points[index] = new Vector3d(x, y, z);
        }

        return null;
    }

    // Nearly all numbers are a sign, digits and a point: reading those by hand takes a fifth of the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Next(ReadOnlySpan<byte> text, ref int start, out double number)
    {
        int at = start;
        bool isNegative = at < text.Length && text[at] == '-';
        if (isNegative)
            at++;
        int first = at;
        long mantissa = 0;
        uint digit;
        for (; at < text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++)
            mantissa = (mantissa * 10) + digit;
        int digits = at - first, decimals = 0;
        if (at < text.Length && text[at] == '.')
        {
            first = ++at;
            for (; at < text.Length && (digit = (uint)(text[at] - '0')) <= 9; at++)
                mantissa = (mantissa * 10) + digit;
            decimals = at - first;
            digits += decimals;
        }

        if ((at < text.Length && text[at] != '\\') || digits is 0 or > MostExactDigits)
            return NextOfAnyKind(text, ref start, out number);
        double value = mantissa / PowersOfTen[decimals];
        number = isNegative ? -value : value;
        start = at + 1;
        return true;
    }

    private static bool NextOfAnyKind(ReadOnlySpan<byte> text, ref int start, out double number)
    {
        ReadOnlySpan<byte> rest = start < text.Length ? text[start..] : default;
        int end = rest.IndexOf((byte)'\\');
        ReadOnlySpan<byte> value = (end < 0 ? rest : rest[..end]).Trim(" \0"u8);
        start = end < 0 ? text.Length : start + end + 1;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
