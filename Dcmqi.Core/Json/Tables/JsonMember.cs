using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A line of a table of keys: one key of an object, or several that say one thing together.</summary>
internal abstract class JsonMember<T>
{
    /// <summary>The name of the key, or null where there are several.</summary>
    public virtual string? Key => null;

    /// <summary>The object with what its keys say.</summary>
    public abstract T Read(JsonObjectReader from, T into);

    public abstract void Write(Utf8JsonWriter json, T value);

    /// <summary>Adds the keys to a schema.</summary>
    public abstract void Describe(JsonObject properties, JsonArray required, JsonSchemas schemas);

    /// <summary>Adds a key that need not be there, and then may be null.</summary>
    protected static void DescribeOptional<TValue>(JsonObject properties, string name, JsonRule<TValue> rule, JsonSchemas schemas) =>
        properties[name] = JsonSchemas.OrNull(rule.Schema(schemas));
}
