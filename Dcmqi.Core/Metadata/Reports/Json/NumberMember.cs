using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>A number, its unit and what is to be said of it: three keys, whose names differ from place to place.</summary>
internal sealed class NumberMember<T>(
    string valueKey, string unitsKey, Func<T, (double? Number, CodedConcept? Unit, CodedConcept? Qualifier)> get, Func<T, double?, CodedConcept?, CodedConcept?, T> set) : JsonMember<T>
{
    private static readonly JsonRule<string> ValueRule = Rules.Text(TextRule.MeasuredValue);

    private readonly string _qualifierKey = valueKey + "Qualifier";

    // dcmqi's own reader gives an empty text where there is no number.
    public override T Read(JsonObjectReader from, T into)
    {
        string? text = from.Optional(valueKey, ValueRule);
        int faultsBefore = from.Faults.Count;
        CodedConcept? unit = from.Optional(unitsKey, Rules.Code);
        if (unit is null && text is not null && from.Faults.Count == faultsBefore)
            from.Refuse(unitsKey, "is missing; expected a code of UCUM, because there is a value.");
        (double? number, CodedConcept? qualifier) = NumericQualifiers.OfText(text, from.Optional(_qualifierKey, Rules.Code));
        return set(into, number, unit, qualifier);
    }

    public override void Write(Utf8JsonWriter json, T value)
    {
        (double? number, CodedConcept? unit, CodedConcept? qualifier) = get(value);
        (string? text, CodedConcept? told) = NumericQualifiers.ToText(number, qualifier);
        if (text is not null)
            json.WriteString(valueKey, text);
        WriteCode(json, _qualifierKey, told);
        WriteCode(json, unitsKey, unit);
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        DescribeOptional(properties, valueKey, ValueRule, schemas);
        DescribeOptional(properties, _qualifierKey, Rules.Code, schemas);
        DescribeOptional(properties, unitsKey, Rules.Code, schemas);
    }

    private static void WriteCode(Utf8JsonWriter json, string key, CodedConcept? code)
    {
        if (code is null)
            return;
        json.WritePropertyName(key);
        Rules.Code.Write(json, code);
    }
}
