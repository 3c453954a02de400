using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A whole number within limits. It may be written as <c>200.0</c> or <c>2e2</c>, as programs write whose numbers are all real.</summary>
internal sealed class IntegerRule(int minimum, int maximum) : JsonRule<int>
{
    public override string Expectation { get; } = string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}");

    public override int Read(LocatedNode node, JsonFaults faults)
    {
        bool isNumber = node.Kind == JsonValueKind.Number && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        double number = isNumber ? double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : double.NaN;
        if (number >= minimum && number <= maximum && number == Math.Floor(number))
            return (int)number;

        // The schema sees the limits alone: for draft-04 1.0 is no integer.
        faults.Add(node, $"is {node.Describe()}; expected {Expectation}.", beyondSchema: number >= minimum && number <= maximum);
        return 0;
    }

    public override void Write(Utf8JsonWriter json, int value) => json.WriteNumberValue(value);

    public override JsonObject Schema(JsonSchemas schemas) => new() { ["type"] = "number", ["minimum"] = minimum, ["maximum"] = maximum };
}
