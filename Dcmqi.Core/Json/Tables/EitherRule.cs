using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A text, or an object that says more.</summary>
/// <param name="text">The rule of the text, and of all that is not an object.</param>
/// <param name="full">The rule of the object.</param>
/// <param name="isText">Whether the text says all of a value.</param>
internal sealed class EitherRule<T>(JsonRule<T> text, JsonRule<T> full, Func<T, bool> isText) : JsonRule<T>
{
    public override string Expectation => text.Expectation;

    public override T? Read(LocatedNode node, JsonFaults faults) => (node.Kind == JsonValueKind.Object ? full : text).Read(node, faults);

    public override void Write(Utf8JsonWriter json, T value) => (isText(value) ? text : full).Write(json, value);

    public override JsonObject Schema(JsonSchemas schemas) => JsonSchemas.OneOf(text.Schema(schemas), full.Schema(schemas));
}
