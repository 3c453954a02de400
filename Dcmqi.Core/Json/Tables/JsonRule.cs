using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>How a value stands in JSON: said once, for reading, writing and the schema.</summary>
/// <typeparam name="T">The value; null stands for none.</typeparam>
internal abstract class JsonRule<T>
{
    /// <summary>What is expected, for a message: <c>a whole number from 1 to 65535</c>.</summary>
    public abstract string Expectation { get; }

    /// <summary>The value of a node. What is wrong with it goes to the faults; then, and where an empty text stands for none, the default.</summary>
    public abstract T? Read(LocatedNode node, JsonFaults faults);

    /// <summary>Writes a value; what is none of its kind is written in such a way that reading refuses it.</summary>
    public abstract void Write(Utf8JsonWriter json, T value);

    /// <summary>What a JSON schema (draft-04) says of it: a new object, which the caller may change.</summary>
    public abstract JsonObject Schema(JsonSchemas schemas);

    /// <summary>Whether there is anything to write where the key need not be there.</summary>
    public virtual bool IsGiven(T? value) => value is not null;
}
