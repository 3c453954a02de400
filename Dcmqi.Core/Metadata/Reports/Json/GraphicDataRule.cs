using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The points of a region: all their coordinates in one list of numbers.</summary>
internal static class GraphicDataRule
{
    public static JsonRule<IReadOnlyList<ImagePoint>> OfImage { get; } = Of(2, values => new ImagePoint((float)values[0], (float)values[1]), point => [point.Column, point.Row]);

    public static JsonRule<IReadOnlyList<Vector3d>> OfSpace { get; } = Of(3, values => new Vector3d(values[0], values[1], values[2]), point => [point.X, point.Y, point.Z]);

    private static MappedRule<IReadOnlyList<double>, IReadOnlyList<T>> Of<T>(int dimensions, Func<double[], T> read, Func<T, double[]> write) => new(
        new CoordinatesRule(dimensions),
        numbers => [.. numbers.Chunk(dimensions).Select(read)],
        points => [.. points.SelectMany(write)]);

    private sealed class CoordinatesRule(int dimensions) : JsonRule<IReadOnlyList<double>>
    {
        private readonly ListRule<double> _list = new(
            new CoordinateRule(), string.Create(CultureInfo.InvariantCulture, $"a list of numbers, {dimensions} for each point"), minimum: 1, inOneLine: true);

        public override string Expectation => _list.Expectation;

        public override IReadOnlyList<double> Read(LocatedNode node, JsonFaults faults)
        {
            IReadOnlyList<double> numbers = _list.Read(node, faults);
            if (numbers.Count % dimensions != 0)
                faults.Add(node, string.Create(CultureInfo.InvariantCulture, $"is a list of {Counted.Of(numbers.Count, "number")}; expected {dimensions} for each point."), beyondSchema: true);
            return numbers;
        }

        public override void Write(Utf8JsonWriter json, IReadOnlyList<double> value) => _list.Write(json, value);

        public override JsonObject Schema(JsonSchemas schemas) => _list.Schema(schemas);
    }

    private sealed class CoordinateRule : JsonRule<double>
    {
        public override string Expectation => "a number";

        public override double Read(LocatedNode node, JsonFaults faults)
        {
            if (node.Kind != JsonValueKind.Number)
            {
                faults.Add(node, $"is {node.Describe()}; expected a number.");
                return 0;
            }

            // DICOM holds single precision (VR FL); what it cannot hold would be infinite.
            float number = float.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out float parsed) ? parsed : float.NaN;
            if (!float.IsFinite(number))
                faults.Add(node, $"is {node.Describe()}; expected a number that single precision can hold (FL).", beyondSchema: true);
            return double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double exact) ? exact : 0;
        }

        // JSON has no number that is not finite; as a text it is refused when it is read. A number that came from single precision has its digits.
        public override void Write(Utf8JsonWriter json, double value)
        {
            if (!double.IsFinite(value))
                json.WriteStringValue("NaN");
            else if ((float)value == value)
                json.WriteNumberValue((float)value);
            else
                json.WriteNumberValue(value);
        }

        public override JsonObject Schema(JsonSchemas schemas) => new() { ["type"] = "number" };
    }
}
