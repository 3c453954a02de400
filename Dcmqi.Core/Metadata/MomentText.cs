using System.Globalization;

namespace Dcmqi.Metadata;

/// <summary>Moments as text: ISO 8601 with an offset from UTC, to the second, as DICOM documents hold them here.</summary>
internal static class MomentText
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

    /// <summary>The moment, or <see langword="null"/> for a text that is none.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text.Trim(' '), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment : null;

    public static string Format(DateTimeOffset moment) => moment.ToString(Forms[0], CultureInfo.InvariantCulture);
}
