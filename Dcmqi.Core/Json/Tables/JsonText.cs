using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dcmqi.Json;

/// <summary>Writes JSON as text for people: two spaces of indentation, letters as they are.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
#if NET9_0_OR_GREATER
        NewLine = "\n",
#endif
    };

    /// <summary>A document.</summary>
    /// <returns>UTF-8, a line feed at the end.</returns>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        byte[] utf8 = Bytes(write, Indented);
        return [.. utf8, (byte)'\n'];
    }

    /// <summary>A list of numbers in one line.</summary>
    public static string InOneLine(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Bytes(write, default)).Replace(",", ", ", StringComparison.Ordinal);

    private static byte[] Bytes(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, options))
            write(json);
        return bytes.ToArray();
    }
}
