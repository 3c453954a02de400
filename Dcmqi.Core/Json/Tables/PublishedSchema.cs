using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A schema as editors want it: with an identifier, and a title and description of each key.</summary>
internal static class PublishedSchema
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema of a document as text.</summary>
    /// <param name="schema">The schema; changed.</param>
    /// <param name="document">The name of the document, under which its keys are described.</param>
    public static string Of(JsonObject schema, string document)
    {
        foreach (JsonObject definition in schema["definitions"]!.AsObject().Select(pair => pair.Value).Append(schema).OfType<JsonObject>())
        {
            if (definition["properties"] is JsonObject properties)
                Describe(properties, document);
        }

        var published = new JsonObject
        {
            // Draft-07 calls it $id. A name, not a place: nothing is fetched.
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = $"urn:dcmqi-core:schema:{document}",
            ["title"] = $"dcmqi {document} metadata",
            ["description"] = KeyDescriptions.Find(document, "") ?? "",
        };
        foreach ((string key, JsonNode? value) in schema.ToArray())
        {
            schema.Remove(key);
            if (key != "$schema")
                published[key] = value;
        }

        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Indented))
            published.WriteTo(writer);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).ReplaceLineEndings("\n") + "\n";
    }

    private static void Describe(JsonObject properties, string document)
    {
        foreach ((string key, JsonNode? value) in properties.ToArray())
        {
            JsonObject rule = value!.AsObject();
            properties[key] = null;

            string? description = KeyDescriptions.Find(document, key);
            var described = new JsonObject { ["title"] = TitleOf(key) };
            if (description is not null)
                described["description"] = description;

            // The spellings of older documents are taken, not proposed (an extension of VS Code).
            if ((description is null && char.IsLower(key[0]) && properties.ContainsKey(char.ToUpperInvariant(key[0]) + key[1..])) || key is "codevalue" or "codingschemedesignator" or "codemeaning" or "codingschemeversion")
                described["doNotSuggest"] = true;

            // Beside a reference nothing else counts.
            if (rule.ContainsKey("$ref"))
                rule = new JsonObject { ["allOf"] = new JsonArray(rule) };
            foreach ((string name, JsonNode? member) in rule.ToArray())
            {
                rule.Remove(name);
                described[name] = member;
            }

            properties[key] = described;
        }
    }

    // SegmentLabel: Segment Label.
    private static string TitleOf(string key)
    {
        var title = new StringBuilder();
        for (int index = 0; index < key.Length; index++)
        {
            bool begins = index > 0 && char.IsUpper(key[index]) && (char.IsLower(key[index - 1]) || (index + 1 < key.Length && char.IsLower(key[index + 1])));
            title.Append(begins ? " " : "").Append(index == 0 ? char.ToUpperInvariant(key[index]) : key[index]);
        }

        return title.ToString();
    }
}
