using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dcmqi.Cli;

/// <summary>JSON as commands print it: indented, letters of all languages as they are.</summary>
internal static class JsonText
{
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>An array with an element for each item.</summary>
    public static string OfAll<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Of(json =>
    {
        json.WriteStartArray();
        foreach (T item in items)
            write(json, item);
        json.WriteEndArray();
    });

    public static void WriteNumbers(Utf8JsonWriter json, string name, params ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    public static void WriteVector(Utf8JsonWriter json, string name, Vector3d vector) => WriteNumbers(json, name, vector.X, vector.Y, vector.Z);

    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A code that is there, under a name.</summary>
    public static void WriteCode(Utf8JsonWriter json, string name, CodedConcept? concept)
    {
        if (concept is null)
            return;
        json.WritePropertyName(name);
        WriteCode(json, concept);
    }

    /// <summary>A code with the keys that dcmqi's documents have.</summary>
    public static void WriteCode(Utf8JsonWriter json, CodedConcept concept)
    {
        json.WriteStartObject();
        json.WriteString("CodeValue", concept.Value);
        json.WriteString("CodingSchemeDesignator", concept.Scheme);
        json.WriteString("CodeMeaning", concept.Meaning);
        json.WriteEndObject();
    }
}
