using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A text that follows a rule of DICOM. An empty one means none.</summary>
/// <param name="rule">What it may hold.</param>
/// <param name="mustBeGiven">Whether an empty or blank text is refused.</param>
/// <param name="isListed">Whether it stands in a list, where an empty text is refused.</param>
/// <param name="orNumber">Whether a number is taken as its JSON text: dcmqi's converters do where a key has one text, and not in lists.</param>
internal sealed class TextValueRule(TextRule rule, bool mustBeGiven = false, bool isListed = false, bool orNumber = true) : JsonRule<string>
{
    public override string Expectation => rule.Expectation;

    public override string? Read(LocatedNode node, JsonFaults faults)
    {
        bool isNumber = orNumber && node.Kind == JsonValueKind.Number;
        if (node.Kind != JsonValueKind.String && !isNumber)
        {
            faults.Add(node, $"is {node.Describe()}; expected {rule.Expectation}.");
            return null;
        }

        bool beyondSchema = true;
        if ((node.EncodingFault ?? rule.Fault(node.Text, out beyondSchema)) is { } fault)
        {
            // A schema does not count the digits of a number.
            faults.Add(node, fault + ".", beyondSchema || isNumber);
            return null;
        }

        if (isListed && node.Text.Length == 0)
            faults.Add(node, "is empty; expected a text.", beyondSchema: true);
        if (mustBeGiven && string.IsNullOrWhiteSpace(node.Text))
        {
            faults.Add(node, $"is {(node.Text.Length == 0 ? "empty" : "blank")}; expected {rule.Expectation}.", beyondSchema: true);
            return null;
        }

        return node.Text.Length == 0 ? null : node.Text;
    }

    public override void Write(Utf8JsonWriter json, string value) => json.WriteStringValue(value);

    public override JsonObject Schema(JsonSchemas schemas)
    {
        var schema = new JsonObject { ["type"] = orNumber ? new JsonArray("string", "number") : "string" };
        if (rule.SchemaLimit is { } limit)
            schema["maxLength"] = limit;
        return schema;
    }
}
