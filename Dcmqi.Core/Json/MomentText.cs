using System.Globalization;

namespace Dcmqi.Json;

/// <summary>Moments as text: ISO 8601 to the second, with or without an offset from UTC.</summary>
internal static class MomentText
{
    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm"];
    private static readonly string[] WithOffset = [.. Local.Select(form => form + "zzz"), .. Local.Select(form => form + "'Z'")];

    /// <summary>The moment, or <see langword="null"/> for a text that is none.</summary>
    public static DicomDateTime? Parse(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim(' ');
        if (DateTimeOffset.TryParseExact(trimmed, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
            return WholeSeconds(moment.DateTime, moment.Offset);
        return DateTime.TryParseExact(trimmed, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) ? WholeSeconds(local, null) : null;
    }

    private static DicomDateTime WholeSeconds(DateTime value, TimeSpan? offset) => new(value.AddTicks(-(value.Ticks % TimeSpan.TicksPerSecond)), offset);
}
