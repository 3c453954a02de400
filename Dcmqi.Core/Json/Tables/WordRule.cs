using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>One of several words: the terms of DICOM for an enumeration.</summary>
internal sealed class WordRule<T> : JsonRule<T?>
    where T : struct, Enum
{
    // DICOM's terms are the names in capitals.
    private static readonly (string Word, T Value)[] Words = [.. Enum.GetNames<T>().Select(name => (name.ToUpperInvariant(), Enum.Parse<T>(name)))];

    private readonly string[] _allowed;

    public WordRule(bool inAlphabeticalOrder = false)
    {
        _allowed = [.. Words.Select(pair => pair.Word)];
        if (inAlphabeticalOrder)
            Array.Sort(_allowed, StringComparer.Ordinal);
        Expectation = "one of " + string.Join(", ", _allowed);
    }

    public override string Expectation { get; }

    public override T? Read(LocatedNode node, JsonFaults faults)
    {
        if (node.Kind == JsonValueKind.String && Array.IndexOf(_allowed, node.Text) >= 0)
            return Array.Find(Words, pair => pair.Word == node.Text).Value;
        string suggestion = node.Kind == JsonValueKind.String ? Spelling.Suggestion(node.Text, _allowed) : "";
        faults.Add(node, $"is {node.Describe()}; expected {Expectation}{suggestion}.");
        return null;
    }

    // A value that is none of the enumeration is written as its number, which is refused when it is read.
    public override void Write(Utf8JsonWriter json, T? value) => json.WriteStringValue(value.ToString()!.ToUpperInvariant());

    public override JsonObject Schema(JsonSchemas schemas) => new() { ["enum"] = new JsonArray([.. _allowed.Select(word => JsonValue.Create(word))]) };
}
