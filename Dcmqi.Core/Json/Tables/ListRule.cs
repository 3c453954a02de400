using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A list whose items follow one rule. Items at fault are the default value: positions stay what they are in the document.</summary>
/// <param name="item">The rule of an item.</param>
/// <param name="expectation">What messages call the list.</param>
/// <param name="minimum">How many items there must be.</param>
/// <param name="maximum">How many there may be.</param>
/// <param name="inOneLine">Whether the items are short, and written in one line.</param>
internal sealed class ListRule<T>(JsonRule<T> item, string expectation, int minimum = 0, int? maximum = null, bool inOneLine = false) : JsonRule<IReadOnlyList<T>>
{
    public override string Expectation => expectation;

    public override IReadOnlyList<T> Read(LocatedNode node, JsonFaults faults)
    {
        if (node.Kind != JsonValueKind.Array || node.Children.Count < minimum || node.Children.Count > maximum)
            faults.Add(node, $"is {node.Describe()}; expected {expectation}.");
        if (node.Kind != JsonValueKind.Array)
            return [];
        var items = new List<T>(node.Children.Count);
        foreach (LocatedNode child in node.Children)
            items.Add(item.Read(child, faults)!);
        return items;
    }

    public override void Write(Utf8JsonWriter json, IReadOnlyList<T> value)
    {
        if (inOneLine)
        {
            json.WriteRawValue(JsonText.InOneLine(writer => WriteItems(writer, value)));
            return;
        }

        WriteItems(json, value);
    }

    public override bool IsGiven(IReadOnlyList<T>? value) => value is { Count: > 0 };

    public override JsonObject Schema(JsonSchemas schemas)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(schemas) };
        if (minimum > 0)
            schema["minItems"] = minimum;
        if (maximum is { } most)
            schema["maxItems"] = most;
        return schema;
    }

    // An item that is null is written so, and refused when it is read.
    private void WriteItems(Utf8JsonWriter json, IReadOnlyList<T> items)
    {
        json.WriteStartArray();
        foreach (T one in items)
        {
            if (one is null)
                json.WriteNullValue();
            else
                item.Write(json, one);
        }

        json.WriteEndArray();
    }
}
