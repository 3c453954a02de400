using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>The keys of one object among those of another, as the reference of a region drawn in an image.</summary>
internal sealed class InlineMember<T, TPart>(JsonShape<TPart> shape, Func<T, TPart?> get, Func<T, TPart, T> set) : JsonMember<T>
    where TPart : class
{
    public override T Read(JsonObjectReader from, T into) => set(into, shape.ReadMembers(from));

    public override void Write(Utf8JsonWriter json, T value)
    {
        if (get(value) is { } part)
            shape.WriteMembers(json, part);
    }

    public override void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas) => shape.DescribeMembers(properties, required, schemas);
}
