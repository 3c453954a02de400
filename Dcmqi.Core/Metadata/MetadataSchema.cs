using System.Text;
using Newtonsoft.Json;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Dcmqi.Metadata;

/// <summary>An embedded JSON schema (draft-04) and its verdict by NJsonSchema. Nothing is fetched.</summary>
internal sealed class MetadataSchema
{
    private const string CommonName = "common.json";

    private readonly JsonSchema _schema;

    private MetadataSchema(JsonSchema schema) => _schema = schema;

    /// <summary>Loads an embedded schema.</summary>
    /// <param name="name">Its file name in <c>Metadata/Schemas</c>.</param>
    public static MetadataSchema Load(string name)
    {
        // The schemas name each other by file; the common definitions are put into the one that is asked for, so no reference leaves it.
        var common = (Newtonsoft.Json.Linq.JObject)JsonConvert.DeserializeObject(ReadResource(CommonName))!;
        var schema = (Newtonsoft.Json.Linq.JObject)JsonConvert.DeserializeObject(ReadResource(name).Replace(CommonName + "#/", "#/"))!;
        var definitions = (Newtonsoft.Json.Linq.JObject?)schema["definitions"] ?? [];
        definitions.Merge(common["definitions"]);
        schema["definitions"] = definitions;
        string json = schema.ToString(Formatting.None);

        // On the pool: a caller's synchronisation context must not be waited for.
        return new MetadataSchema(Task.Run(() => JsonSchema.FromJsonAsync(json)).GetAwaiter().GetResult());
    }

    /// <summary>What the schema refuses in a document: path as NJsonSchema writes it, line from 1, kind of fault.</summary>
    public List<(string Path, int Line, string Kind)> Refusals(ReadOnlySpan<byte> utf8)
    {
        var refusals = new List<(string, int, string)>();
        try
        {
            foreach (ValidationError error in _schema.Validate(Encoding.UTF8.GetString(utf8)))
                refusals.Add((error.Path ?? "#/", error.HasLineInfo ? error.LineNumber : 1, error.Kind.ToString()));
        }
        catch (Exception fault) when (fault is JsonException or InvalidCastException or OverflowException or FormatException)
        {
            // NJsonSchema 11.6 fails on integers beyond 64 bits; where they are not taken, the reader has told of them by then.
        }

        return refusals;
    }

    private static string ReadResource(string name)
    {
        using Stream stream = typeof(MetadataSchema).Assembly.GetManifestResourceStream("Dcmqi.Metadata.Schemas." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
