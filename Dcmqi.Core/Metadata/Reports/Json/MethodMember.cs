using System.Text.Json;
using System.Text.Json.Nodes;
using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The method of a group: dcmqi's writer takes MeasurementMethod; its reader gives measurementMethod. Both are written, so that programs made for either find it.</summary>
internal sealed class MethodMember : JsonMember<MeasurementGroup>
{
    private const string WritersKey = "MeasurementMethod", ReadersKey = "measurementMethod";

    public override MeasurementGroup Read(JsonObjectReader from, MeasurementGroup into)
    {
        CodedConcept? method = from.Optional(WritersKey, Rules.Code), other = from.Optional(ReadersKey, Rules.Code);
        if (method is not null && other is not null && method != other)
            from.Refuse(ReadersKey, $"is {other}; MeasurementMethod is {method}. Expected the same code, or one of the two keys.");
        return into with { Method = method ?? other };
    }

    public override void Write(Utf8JsonWriter json, MeasurementGroup value)
    {
        if (value.Method is not { } method)
            return;
        foreach (string key in new[] { WritersKey, ReadersKey })
        {
            json.WritePropertyName(key);
            Rules.Code.Write(json, method);
        }
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        DescribeOptional(properties, WritersKey, Rules.Code, schemas);
        DescribeOptional(properties, ReadersKey, Rules.Code, schemas);
    }
}
