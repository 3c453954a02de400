using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>One value or a list of them.</summary>
/// <param name="item">The rule of a value.</param>
/// <param name="list">The rule of the list.</param>
/// <param name="oneAsList">Whether a single value is written as a list too.</param>
internal sealed class OneOrListRule<T>(JsonRule<T> item, ListRule<T> list, bool oneAsList = false) : JsonRule<IReadOnlyList<T>>
{
    public override string Expectation => list.Expectation;

    public override IReadOnlyList<T> Read(LocatedNode node, JsonFaults faults) =>
        node.Kind == JsonValueKind.Array ? list.Read(node, faults) : item.Read(node, faults) is { } value ? [value] : [];

    // Null alone would mean that none is given; in a list it is refused when it is read.
    public override void Write(Utf8JsonWriter json, IReadOnlyList<T> value)
    {
        if (!oneAsList && value is [{ } single])
            item.Write(json, single);
        else
            list.Write(json, value);
    }

    public override bool IsGiven(IReadOnlyList<T>? value) => list.IsGiven(value);

    public override JsonObject Schema(JsonSchemas schemas) => JsonSchemas.OneOf(item.Schema(schemas), list.Schema(schemas));
}
