using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A code, whose keys may begin with a capital or not, or be all small: CodeValue (dcmqi now), codeValue (dcmqi before 1.0), codevalue.</summary>
internal sealed class CodeRule : JsonRule<CodedConcept>
{
    private const string Value = "CodeValue", Scheme = "CodingSchemeDesignator", Meaning = "CodeMeaning", Version = "CodingSchemeVersion";

    private static readonly TextValueRule ValueRule = new(TextRule.CodeValue, mustBeGiven: true), SchemeRule = new(TextRule.ShortString, mustBeGiven: true),
        MeaningRule = new(TextRule.LongString, mustBeGiven: true), VersionRule = new(TextRule.ShortString);

    public override string Expectation => "a code: an object with CodeValue, CodingSchemeDesignator and CodeMeaning";

    public override CodedConcept? Read(LocatedNode node, JsonFaults faults)
    {
        var from = new JsonObjectReader(node, faults, Expectation, anyCase: true);
        string? value = from.Required(Value, ValueRule), scheme = from.Required(Scheme, SchemeRule), meaning = from.Required(Meaning, MeaningRule);
        string? version = from.Optional(Version, VersionRule);
        from.Close();
        return value is null || scheme is null || meaning is null ? null : new CodedConcept(value, scheme, meaning, version);
    }

    public override void Write(Utf8JsonWriter json, CodedConcept value)
    {
        json.WriteStartObject();
        json.WriteString(Value, value.Value);
        json.WriteString(Scheme, value.Scheme);
        json.WriteString(Meaning, value.Meaning);
        if (value.SchemeVersion is { } version)
            json.WriteString(Version, version);
        json.WriteEndObject();
    }

    public override JsonObject Schema(JsonSchemas schemas) => schemas.Refer("code", () =>
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach ((string key, TextValueRule rule) in new[] { (Value, ValueRule), (Scheme, SchemeRule), (Meaning, MeaningRule) })
        {
            foreach (string spelling in Spellings(key))
                properties[spelling] = rule.Schema(schemas);
            required.Add((JsonNode)new JsonObject { ["anyOf"] = new JsonArray([.. Spellings(key).Select(spelling => new JsonObject { ["required"] = new JsonArray(spelling) })]) });
        }

        foreach (string spelling in Spellings(Version))
            properties[spelling] = JsonSchemas.OrNull(VersionRule.Schema(schemas));
        JsonObject schema = schemas.ObjectOf(properties, []);
        schema["allOf"] = required;
        return schema;
    });

    private static string[] Spellings(string key) => [key, char.ToLowerInvariant(key[0]) + key[1..], key.ToLowerInvariant()];
}
