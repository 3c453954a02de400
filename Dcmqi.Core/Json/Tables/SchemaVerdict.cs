using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Dcmqi.Json;

/// <summary>The verdict of NJsonSchema by a schema.</summary>
internal sealed class SchemaVerdict
{
    private readonly JsonSchema _schema;

    // On the pool: a caller's synchronisation context must not be waited for.
    public SchemaVerdict(JsonObject schema)
    {
        string json = schema.ToJsonString();
        _schema = Task.Run(() => JsonSchema.FromJsonAsync(json)).GetAwaiter().GetResult();
    }

    /// <summary>Whether NJsonSchema is there. In a program that was trimmed or compiled ahead of time it is not, unless the program sets the switch (ILLink.Substitutions.xml).</summary>
    public static bool IsAvailable => !AppContext.TryGetSwitch("Dcmqi.SchemaValidation", out bool isEnabled) || isEnabled;

    /// <summary>What the schema refuses in a document, as far as NJsonSchema can tell: the reader's own list is whole without it.</summary>
    public static List<(string Path, int Line, string Kind)> TryRefusals(Func<JsonObject> schema, ReadOnlySpan<byte> utf8)
    {
        if (!IsAvailable)
            return [];
        try
        {
            return new SchemaVerdict(schema()).Refusals(utf8);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // NJsonSchema 11.6 fails on integers beyond 64 bits, and cannot run where a trimmed program asked for it and does not keep what it finds by reflection.
            return [];
        }
    }

    /// <summary>What the schema refuses in a document: path as NJsonSchema writes it, line from 1, kind of fault.</summary>
    public List<(string Path, int Line, string Kind)> Refusals(ReadOnlySpan<byte> utf8)
    {
        var refusals = new List<(string, int, string)>();
        foreach (ValidationError error in _schema.Validate(Encoding.UTF8.GetString(utf8)))
            refusals.Add((error.Path ?? "#/", error.HasLineInfo ? error.LineNumber : 1, error.Kind.ToString()));
        return refusals;
    }
}
