using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>One key: its name, the rule of its value, and the property that holds it.</summary>
internal sealed class JsonKey<T, TValue>(string name, JsonRule<TValue> rule, bool isRequired, Func<T, TValue?> get, Func<T, TValue, T> set, Func<TValue?, bool>? isImplied)
    : JsonMember<T>
{
    public override string? Key => name;

    public override T Read(JsonObjectReader from, T into) =>
        from.Find(name, isRequired ? rule.Expectation : null) is { } node && rule.Read(node, from.Faults) is { } value ? set(into, value) : into;

    // What metadata made in code lacks is not written, and so is told where it is read.
    public override void Write(Utf8JsonWriter json, T value)
    {
        TValue? member = get(value);
        if (member is null || isImplied?.Invoke(member) == true || (!isRequired && !rule.IsGiven(member)))
            return;
        json.WritePropertyName(name);
        rule.Write(json, member);
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        if (isRequired)
        {
            properties[name] = rule.Schema(schemas);
            required.Add((JsonNode)name);
        }
        else
        {
            DescribeOptional(properties, name, rule, schemas);
        }
    }
}
