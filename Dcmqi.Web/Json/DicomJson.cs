using System.Globalization;
using System.Text.Json;

namespace Dcmqi.Web.Json;

/// <summary>Values of the DICOM JSON Model (PS3.18 annex F), as far as answers of archives need them.</summary>
internal static class DicomJson
{
    public static string? Text(JsonElement dataSet, uint tag) => Values(dataSet, tag).Select(TextOf).FirstOrDefault(text => text is not null);

    public static IReadOnlyList<string> Texts(JsonElement dataSet, uint tag) => [.. Values(dataSet, tag).Select(value => TextOf(value) ?? "")];

    public static int? Number(JsonElement dataSet, uint tag) =>
        int.TryParse(Text(dataSet, tag), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The items of a sequence that are objects.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement dataSet, uint tag) => Values(dataSet, tag).Where(item => item.ValueKind == JsonValueKind.Object);

    public static bool Has(JsonElement dataSet, uint tag) => Member(dataSet, tag).ValueKind == JsonValueKind.Object;

    /// <summary>Whether the document itself holds the bytes of an attribute.</summary>
    public static bool IsInline(JsonElement dataSet, uint tag) => Member(dataSet, tag) is { ValueKind: JsonValueKind.Object } member && member.TryGetProperty("InlineBinary", out _);

    private static IEnumerable<JsonElement> Values(JsonElement dataSet, uint tag)
    {
        JsonElement member = Member(dataSet, tag);
        return member.ValueKind == JsonValueKind.Object && member.TryGetProperty("Value", out JsonElement values) && values.ValueKind == JsonValueKind.Array ? values.EnumerateArray() : [];
    }

    // PS3.18 F.2.2: eight hexadecimal digits, in capitals; some write small ones.
    private static JsonElement Member(JsonElement dataSet, uint tag)
    {
        if (dataSet.ValueKind != JsonValueKind.Object)
            return default;
        string key = tag.ToString("X8", CultureInfo.InvariantCulture);
        return dataSet.TryGetProperty(key, out JsonElement member) || dataSet.TryGetProperty(key.ToLowerInvariant(), out member) ? member : default;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),

        // PS3.18 F.2.2: a person's name has up to three groups.
        JsonValueKind.Object when value.TryGetProperty("Alphabetic", out JsonElement name) && name.ValueKind == JsonValueKind.String => name.GetString(),
        _ => null,
    };
}
