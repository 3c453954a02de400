using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The method of a group: dcmqi's writer takes MeasurementMethod; its reader gives measurementMethod.</summary>
internal sealed class MethodMember : JsonMember<MeasurementGroup>
{
    private const string WritersKey = "MeasurementMethod", ReadersKey = "measurementMethod";

    public override MeasurementGroup Read(JsonObjectReader from, MeasurementGroup into)
    {
        if (from.Find(WritersKey, null) is not null && from.Find(ReadersKey, null) is not null)
            from.Refuse(ReadersKey, "says again what MeasurementMethod says; expected one of the two.");
        CodedConcept? method = from.Optional(WritersKey, Rules.Code), other = from.Optional(ReadersKey, Rules.Code);
        return into with { Method = method ?? other };
    }

    public override void Write(Utf8JsonWriter json, MeasurementGroup value)
    {
        if (value.Method is not { } method)
            return;
        json.WritePropertyName(WritersKey);
        Rules.Code.Write(json, method);
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        DescribeOptional(properties, WritersKey, Rules.Code, schemas);
        DescribeOptional(properties, ReadersKey, Rules.Code, schemas);
    }
}
