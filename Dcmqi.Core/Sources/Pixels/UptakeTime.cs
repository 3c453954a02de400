using System.Globalization;

namespace Dcmqi.Sources;

/// <summary>A moment as a header has it: in local time, and with the offset from UTC where that is known.</summary>
/// <param name="Local">The local time.</param>
/// <param name="Offset">What it is ahead of UTC.</param>
internal readonly record struct UptakeTime(DateTime Local, TimeSpan? Offset)
{
    /// <summary>Seconds from another moment to this one. Offsets count where both are known: otherwise all times are taken for those of one clock.</summary>
    public double SecondsSince(UptakeTime other) =>
        (Local - other.Local - (Offset is { } own && other.Offset is { } others ? own - others : TimeSpan.Zero)).TotalSeconds;

    public UptakeTime Plus(double seconds) => this with { Local = Local.AddSeconds(seconds) };

    /// <summary>PS3.5 6.2, DT: a date, a time and an offset, which is that of the header where there is none.</summary>
    public static UptakeTime? OfDateTime(string text, TimeSpan? headerOffset)
    {
        int sign = text.IndexOfAny(['+', '-']);
        string moment = (sign < 0 ? text : text[..sign]).Trim();
        if (moment.Length < 10 || !DateTime.TryParseExact(moment[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) || TimeOfDay(moment[8..]) is not { } time)
            return null;
        return new UptakeTime(day + time, sign < 0 ? headerOffset : OffsetOf(text[sign..]));
    }

    /// <summary>PS3.5 6.2: +HHMM or -HHMM.</summary>
    public static TimeSpan? OffsetOf(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length != 5 || trimmed[0] is not ('+' or '-') || !trimmed[1..].All(char.IsAsciiDigit))
            return null;
        TimeSpan offset = new(int.Parse(trimmed.AsSpan(1, 2), CultureInfo.InvariantCulture), int.Parse(trimmed.AsSpan(3, 2), CultureInfo.InvariantCulture), 0);
        return trimmed[0] == '-' ? -offset : offset;
    }

    /// <summary>PS3.5 6.2, TM: hours, and what follows of minutes, seconds and fractions.</summary>
    public static TimeSpan? TimeOfDay(string? text)
    {
        string digits = text?.Trim() ?? "";
        string whole = digits.Split('.')[0];
        if (whole.Length is not (2 or 4 or 6) || !whole.All(char.IsAsciiDigit))
            return null;
        int Part(int start) => whole.Length > start ? int.Parse(whole.AsSpan(start, 2), CultureInfo.InvariantCulture) : 0;
        double fraction = digits.Length > whole.Length && double.TryParse("0" + digits[whole.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : 0;
        return Part(0) < 24 && Part(2) < 60 && Part(4) <= 60 ? new TimeSpan(Part(0), Part(2), Part(4)) + TimeSpan.FromSeconds(fraction) : null;
    }

    public override string ToString() => Local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        + (Offset is { } offset ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture) : "");
}
