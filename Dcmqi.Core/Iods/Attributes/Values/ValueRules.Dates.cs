using System.Globalization;

namespace Dcmqi.Iods;

internal static partial class ValueRules
{
    private const string DateExpected = "a date YYYYMMDD";
    private const string TimeExpected = "a time HHMMSS.FFFFFF of at least the hours";
    private const string DateTimeExpected = "a date and time YYYYMMDDHHMMSS.FFFFFF&ZZXX of at least the year";
    private const string AgeExpected = "an age of three digits and D, W, M or Y";

    private static ValueFault? CheckDate(string value)
    {
        if (IsDate(value))
            return null;
        string digits = Strip(value, ".-/ ");

        // A date and time in place of a date: the date is in front.
        if (digits.Length is 14 && IsDigits(digits))
            digits = digits[..8];
        return Fault(DateExpected, digits, IsDate);
    }

    private static ValueFault? CheckTime(string value) =>
        IsTime(value) ? null : Fault(TimeExpected, ShortenFraction(Strip(value, ": ")), IsTime);

    private static ValueFault? CheckDateTime(string value)
    {
        if (IsDateTime(value))
            return null;

        // The separators of ISO 8601, whose offset keeps its sign.
        if (value.EndsWith('Z'))
            value = value[..^1] + "+00:00";
        int offset = Math.Max(value.LastIndexOf('+'), value.LastIndexOf('-'));
        bool hasOffset = offset > 10;
        string digits = ShortenFraction(Strip(hasOffset ? value[..offset] : value, "-:T/ "));
        return Fault(DateTimeExpected, hasOffset ? digits + Strip(value[offset..], ": ") : digits, IsDateTime);
    }

    private static ValueFault? CheckAge(string value)
    {
        if (IsAge(value))
            return null;
        string trimmed = value.Trim().ToUpperInvariant();
        return Fault(AgeExpected, trimmed.Length is > 1 and < 4 ? trimmed.PadLeft(4, '0') : trimmed, IsAge);
    }

    private static bool IsDate(string value) => value.Length == 8 && IsDigits(value) && IsCalendarDay(value);

    private static bool IsCalendarDay(ReadOnlySpan<char> yearMonthDay)
    {
        int year = Number(yearMonthDay[..4]);
        int month = Number(yearMonthDay[4..6]);
        int day = Number(yearMonthDay[6..8]);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static bool IsTime(string value) => IsTime(value.AsSpan());

    private static bool IsTime(ReadOnlySpan<char> value)
    {
        int point = value.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? value : value[..point];
        if (whole.Length is not (2 or 4 or 6) || !IsDigits(whole))
            return false;
        if (point >= 0 && (whole.Length != 6 || value.Length - point - 1 is < 1 or > 6 || !IsDigits(value[(point + 1)..])))
            return false;

        // PS3.5 6.2: 60 is a leap second.
        return Number(whole[..2]) < 24 && (whole.Length < 4 || Number(whole[2..4]) < 60) && (whole.Length < 6 || Number(whole[4..6]) <= 60);
    }

    private static bool IsDateTime(string value)
    {
        ReadOnlySpan<char> text = value;
        int sign = text.IndexOfAny('+', '-');
        if (sign >= 0)
        {
            ReadOnlySpan<char> offset = text[(sign + 1)..];
            if (offset.Length != 4 || !IsDigits(offset) || Number(offset[..2]) > 14 || Number(offset[2..]) > 59)
                return false;
            text = text[..sign];
        }

        if (text.Length > 8)
            return IsDigits(text[..8]) && IsCalendarDay(text) && IsTime(text[8..]);
        return text.Length is 4 or 6 or 8 && IsDigits(text) && Number(text[..4]) >= 1
            && (text.Length < 6 || Number(text[4..6]) is >= 1 and <= 12)
            && (text.Length < 8 || IsCalendarDay(text));
    }

    private static bool IsAge(string value) => value.Length == 4 && IsDigits(value.AsSpan(0, 3)) && "DWMY".Contains(value[3]);

    private static string ShortenFraction(string value)
    {
        int point = value.IndexOf('.');
        return point < 0 ? value : value[..Math.Min(value.Length, point + 7)].TrimEnd('.');
    }

    private static string Strip(string value, string characters) =>
        value.AsSpan().ContainsAny(characters) ? string.Concat(value.Where(character => !characters.Contains(character))) : value;

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
