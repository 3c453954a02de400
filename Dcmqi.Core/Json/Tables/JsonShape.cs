using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>An object as a table of its keys, in the order in which they are written.</summary>
/// <param name="name">What the schema calls it.</param>
/// <param name="expectation">The name used in messages.</param>
/// <param name="blank">Makes the value that nothing is said of yet; what is required may be null in it.</param>
internal sealed class JsonShape<T>(string name, string expectation, Func<T> blank) : JsonRule<T>
    where T : class
{
    private readonly List<JsonMember<T>> _members = [];
    private Action<JsonObjectReader, T>? _check;

    public override string Expectation => expectation;

    /// <summary>The names of the keys that stand alone.</summary>
    public IEnumerable<string> Keys => _members.Select(member => member.Key).OfType<string>();

    /// <summary>Adds keys that say one thing together.</summary>
    public JsonShape<T> Add(JsonMember<T> member)
    {
        _members.Add(member);
        return this;
    }

    /// <summary>Adds a key that must be there.</summary>
    public JsonShape<T> Required<TValue>(string key, JsonRule<TValue> rule, Func<T, TValue?> get, Func<T, TValue, T> set) =>
        Add(new JsonKey<T, TValue>(key, rule, isRequired: true, get, set, null));

    /// <summary>Adds a key that need not be there; null means that it is not, as dcmqi's converters take it.</summary>
    /// <param name="key">The name of the key.</param>
    /// <param name="rule">The rule of its value.</param>
    /// <param name="get">The value of an object.</param>
    /// <param name="set">The object with another value.</param>
    /// <param name="isImplied">Whether a value goes without saying, and so is not written.</param>
    public JsonShape<T> Optional<TValue>(string key, JsonRule<TValue> rule, Func<T, TValue?> get, Func<T, TValue, T> set, Func<TValue?, bool>? isImplied = null) =>
        Add(new JsonKey<T, TValue>(key, rule, isRequired: false, get, set, isImplied));

    /// <summary>Adds a key whose value holds objects of this shape.</summary>
    public JsonShape<T> Optional<TValue>(string key, Func<JsonShape<T>, JsonRule<TValue>> rule, Func<T, TValue?> get, Func<T, TValue, T> set) =>
        Optional(key, rule(this), get, set);

    /// <summary>Adds a rule about several keys. It sees objects that lack what is required, where that was told.</summary>
    public JsonShape<T> Check(Action<JsonObjectReader, T> check)
    {
        _check = check;
        return this;
    }

    public override T Read(LocatedNode node, JsonFaults faults)
    {
        var from = new JsonObjectReader(node, faults, expectation);
        T value = ReadMembers(from, blank());
        from.Close();
        return value;
    }

    /// <summary>Reads the keys of this shape from an object that has others too.</summary>
    public T ReadMembers(JsonObjectReader from, T? into = null)
    {
        T value = into ?? blank();
        foreach (JsonMember<T> member in _members)
            value = member.Read(from, value);
        _check?.Invoke(from, value);
        return value;
    }

    public override void Write(Utf8JsonWriter json, T value)
    {
        json.WriteStartObject();
        WriteMembers(json, value);
        json.WriteEndObject();
    }

    public void WriteMembers(Utf8JsonWriter json, T value)
    {
        foreach (JsonMember<T> member in _members)
            member.Write(json, value);
    }

    public override JsonObject Schema(JsonSchemas schemas) => schemas.Refer(name, () =>
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        DescribeMembers(properties, required, schemas);
        return schemas.ObjectOf(properties, required);
    });

    public void DescribeMembers(JsonObject properties, JsonArray required, JsonSchemas schemas)
    {
        foreach (JsonMember<T> member in _members)
            member.Describe(properties, required, schemas);
    }
}
