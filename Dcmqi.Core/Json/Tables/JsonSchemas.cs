using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>Makes a JSON schema (draft-04) from tables of keys. Nothing is fetched.</summary>
internal sealed class JsonSchemas
{
    private const string Definitions = "#/definitions/";

    private readonly JsonObject _definitions = [];
    private readonly UnknownKeys _unknownKeys;

    private JsonSchemas(UnknownKeys unknownKeys) => _unknownKeys = unknownKeys;

    /// <summary>The schema of a document.</summary>
    public static JsonObject Of<T>(JsonRule<T> rule, UnknownKeys unknownKeys)
    {
        var schemas = new JsonSchemas(unknownKeys);
        JsonObject schema = rule.Schema(schemas);
        if ((string?)schema["$ref"] is { } reference)
            schema = schemas._definitions[reference[Definitions.Length..]]!.DeepClone().AsObject();
        schema["$schema"] = "http://json-schema.org/draft-04/schema#";
        schema["definitions"] = schemas._definitions;
        return schema;
    }

    /// <summary>A reference to a definition, which is made where there is none of that name yet.</summary>
    public JsonObject Refer(string name, Func<JsonObject> make)
    {
        if (!_definitions.ContainsKey(name))
        {
            // There before it is made: shapes may hold others of their own.
            _definitions[name] = new JsonObject();
            _definitions[name] = make();
        }

        return new JsonObject { ["$ref"] = Definitions + name };
    }

    /// <summary>An object with some keys; others as the options say.</summary>
    public JsonObject ObjectOf(JsonObject properties, JsonArray required)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (_unknownKeys == UnknownKeys.Reject)
        {
            schema["patternProperties"] = new JsonObject { ["^[@$]"] = new JsonObject() };
            schema["additionalProperties"] = false;
        }

        if (required.Count > 0)
            schema["required"] = required;
        return schema;
    }

    /// <summary>The same, or null.</summary>
    public static JsonObject OrNull(JsonObject schema)
    {
        switch (schema["type"])
        {
            case JsonArray types:
                types.Add((JsonNode)"null");
                return schema;
            case JsonValue type:
                schema["type"] = new JsonArray(type.DeepClone(), "null");
                return schema;
        }

        if (schema["enum"] is JsonArray words)
        {
            words.Add(null);
            return schema;
        }

        IEnumerable<JsonObject> kinds = schema["oneOf"] is JsonArray oneOf ? oneOf.Select(kind => kind!.DeepClone().AsObject()) : [schema];
        return OneOf([new JsonObject { ["type"] = "null" }, .. kinds]);
    }

    public static JsonObject OneOf(params JsonObject[] schemas) => new() { ["oneOf"] = new JsonArray([.. schemas]) };
}
