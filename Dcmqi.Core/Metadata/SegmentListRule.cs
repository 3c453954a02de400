using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The segments of one input: no two have one label.</summary>
internal sealed class SegmentListRule : JsonRule<IReadOnlyList<SegmentAttributes>>
{
    private static readonly ListRule<SegmentAttributes> List = new(SegmentKeys.Shape, "a list of at least one segment", minimum: 1);

    public override string Expectation => List.Expectation;

    public override IReadOnlyList<SegmentAttributes> Read(LocatedNode node, JsonFaults faults)
    {
        IReadOnlyList<SegmentAttributes> segments = List.Read(node, faults);
        var seen = new Dictionary<int, LocatedNode>();
        for (int index = 0; index < segments.Count; index++)
        {
            // Where the label is missing or at fault it is 0.
            int label = segments[index].LabelId;
            LocatedNode item = node.Children[index];
            if (label > 0 && !seen.TryAdd(label, item))
                faults.Add(item.Child(SegmentKeys.LabelId)!, $"is {label}, as {seen[label].Pointer}/labelID already is; expected different labels within one list.", beyondSchema: true);
        }

        return segments;
    }

    public override void Write(Utf8JsonWriter json, IReadOnlyList<SegmentAttributes> value) => List.Write(json, value);

    public override JsonObject Schema(JsonSchemas schemas) => List.Schema(schemas);
}
