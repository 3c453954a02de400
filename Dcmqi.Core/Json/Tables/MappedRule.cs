using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A value of one type that stands in JSON as one of another.</summary>
internal sealed class MappedRule<TJson, T>(JsonRule<TJson> rule, Func<TJson, T> read, Func<T, TJson> write) : JsonRule<T>
{
    public override string Expectation => rule.Expectation;

    public override T? Read(LocatedNode node, JsonFaults faults)
    {
        int faultsBefore = faults.Count;
        return rule.Read(node, faults) is { } value && faults.Count == faultsBefore ? read(value) : default;
    }

    public override void Write(Utf8JsonWriter json, T value) => rule.Write(json, write(value));

    public override bool IsGiven(T? value) => value is not null && rule.IsGiven(write(value));

    public override JsonObject Schema(JsonSchemas schemas) => rule.Schema(schemas);
}
