using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>How a segment was made: a type, and a name that two of the three types need.</summary>
internal sealed class AlgorithmMember : JsonMember<SegmentAttributes>
{
    private const string Type = "SegmentAlgorithmType", Name = "SegmentAlgorithmName";

    private static readonly WordRule<SegmentAlgorithmType> TypeRule = new(inAlphabeticalOrder: true);
    private static readonly JsonRule<string> NameRule = Rules.Text(TextRule.LongString);

    public override SegmentAttributes Read(JsonObjectReader from, SegmentAttributes into)
    {
        bool isGiven = from.Find(Type, null) is not null;
        SegmentAlgorithmType? type = isGiven ? from.Optional(Type, TypeRule) : SegmentAlgorithmType.SemiAutomatic;
        int faultsBefore = from.Faults.Count;
        string? name = from.Optional(Name, NameRule);

        // dcmqi takes a segment without type for SEMIAUTOMATIC.
        if (!isGiven)
            from.Warn(Type, $"is missing; expected {TypeRule.Expectation}. SEMIAUTOMATIC was taken.");

        // PS3.3 C.8.20.2: Type 1C, required unless the segment was made by hand. dcmqi refuses it at conversion.
        if (type is SegmentAlgorithmType.Automatic or SegmentAlgorithmType.SemiAutomatic && string.IsNullOrWhiteSpace(name) && from.Faults.Count == faultsBefore)
            from.Refuse(Name, $"is missing; expected a text of at most 64 characters (LO), because SegmentAlgorithmType is {(isGiven ? type.ToString()!.ToUpperInvariant() : "missing, which means SEMIAUTOMATIC")}.");
        return into with { AlgorithmType = type ?? SegmentAlgorithmType.Manual, AlgorithmName = name };
    }

    public override void Write(Utf8JsonWriter json, SegmentAttributes value)
    {
        json.WritePropertyName(Type);
        TypeRule.Write(json, value.AlgorithmType);
        if (value.AlgorithmName is { } name)
            json.WriteString(Name, name);
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        DescribeOptional(properties, Type, TypeRule, schemas);
        DescribeOptional(properties, Name, NameRule, schemas);
    }
}
