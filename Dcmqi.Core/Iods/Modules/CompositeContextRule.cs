using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Iods;

/// <summary>A context alone, or as the block of a document that says other things too.</summary>
internal sealed class CompositeContextRule(JsonShape<CompositeContext> shape) : JsonRule<CompositeContext>
{
    private const string BlockKey = "compositeContext";

    public override string Expectation => shape.Expectation;

    public override CompositeContext? Read(LocatedNode node, JsonFaults faults) => shape.Read(node.Child(BlockKey) ?? node, faults);

    public override void Write(Utf8JsonWriter json, CompositeContext value)
    {
        json.WriteStartObject();
        json.WritePropertyName(BlockKey);
        shape.Write(json, value);
        json.WriteEndObject();
    }

    public override JsonObject Schema(JsonSchemas schemas) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "object", ["required"] = new JsonArray(BlockKey), ["properties"] = new JsonObject { [BlockKey] = shape.Schema(schemas) } },
            new JsonObject { ["not"] = new JsonObject { ["required"] = new JsonArray(BlockKey) }, ["allOf"] = new JsonArray(shape.Schema(schemas)) }),
    };
}
