using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes metadata documents: what is not given is left out, two spaces of indentation, short lists in one line.</summary>
internal static class MetadataJson
{
    /// <summary>Writes one object.</summary>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(Action<Utf8JsonWriter> writeMembers)
    {
        using var bytes = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
#if NET9_0_OR_GREATER
            NewLine = "\n",
#endif
        };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    public static void WriteText(this Utf8JsonWriter json, string key, string? text)
    {
        if (text is not null)
            json.WriteString(key, text);
    }

    public static void WriteTexts(this Utf8JsonWriter json, string key, IReadOnlyList<string> texts)
    {
        if (texts is null or { Count: 0 })
            return;
        json.WriteStartArray(key);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    public static void WriteNumbers(this Utf8JsonWriter json, string key, params int[] numbers)
    {
        json.WritePropertyName(key);
        json.WriteRawValue("[" + string.Join(", ", numbers) + "]");
    }

    /// <summary>Writes one code, or null: metadata made in code may lack what is required, and that is told when it is read.</summary>
    public static void WriteCode(this Utf8JsonWriter json, string key, CodedConcept? code)
    {
        json.WritePropertyName(key);
        json.WriteCode(code);
    }

    public static void WriteCodeIfGiven(this Utf8JsonWriter json, string key, CodedConcept? code)
    {
        if (code is not null)
            json.WriteCode(key, code);
    }

    /// <summary>Writes a decimal number as text, as dcmqi does.</summary>
    public static void WriteNumberText(this Utf8JsonWriter json, string key, double? number)
    {
        if (number is { } value)
            json.WriteString(key, DecimalText.Format(value));
    }

    /// <summary>Writes a list of objects unless it is empty; one that is null is written so, and refused when it is read.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string key, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> writeMembers)
        where T : class
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(key);
        foreach (T? item in items)
        {
            if (item is null)
            {
                json.WriteNullValue();
                continue;
            }

            json.WriteStartObject();
            writeMembers(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes one code as an object and several as a list, also one that is null: alone it would mean that none is given.</summary>
    public static void WriteCodes(this Utf8JsonWriter json, string key, IReadOnlyList<CodedConcept> codes)
    {
        if (codes is null or { Count: 0 })
            return;
        json.WritePropertyName(key);
        if (codes is [{ } single])
        {
            json.WriteCode(single);
            return;
        }

        json.WriteStartArray();
        foreach (CodedConcept code in codes)
            json.WriteCode(code);
        json.WriteEndArray();
    }

    private static void WriteCode(this Utf8JsonWriter json, CodedConcept? code)
    {
        if (code is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("CodeValue", code.Value);
        json.WriteString("CodingSchemeDesignator", code.Scheme);
        json.WriteString("CodeMeaning", code.Meaning);
        json.WriteText("CodingSchemeVersion", code.SchemeVersion);
        json.WriteEndObject();
    }
}
