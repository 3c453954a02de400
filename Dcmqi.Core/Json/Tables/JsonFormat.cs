using System.Text;
using System.Text.Json.Nodes;

namespace Dcmqi.Json;

/// <summary>A kind of document: the way that each goes from file, stream or text to an object, and back.</summary>
/// <remarks>
/// The typed reader refuses everything the JSON schema refuses (a property test compares the verdicts on mutated documents), so a
/// document that it accepts needs no second pass. That saves about 0.25 s in a fresh process, the cost of starting NJsonSchema.
/// </remarks>
/// <param name="rule">What the document holds.</param>
/// <param name="withWarnings">The object with what was tolerated in its document.</param>
internal sealed class JsonFormat<T>(JsonRule<T> rule, Func<T, IReadOnlyList<string>, T> withWarnings)
    where T : class
{
    /// <exception cref="MetadataException">The document is not JSON, or breaks its rules.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public T Load(string path, MetadataReadOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(WholeInput.Read(path), path, options);
    }

    /// <exception cref="MetadataException">The document is not JSON, or breaks its rules.</exception>
    public T Load(Stream stream, MetadataReadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(WholeInput.Read(stream), (stream as FileStream)?.Name, options);
    }

    /// <exception cref="MetadataException">The document is not JSON, or breaks its rules.</exception>
    public T Parse(string json, MetadataReadOptions? options)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), null, options);
    }

    /// <summary>The document as text.</summary>
    public string ToText(T value) => Encoding.UTF8.GetString(Write(value));

    /// <summary>Writes a file whole or not at all: under a temporary name in the same folder, then renamed.</summary>
    public void Save(T value, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] utf8 = Write(value);
        Binary.WholeFile.Write(path, stream => stream.Write(utf8));
    }

    public void Save(T value, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Write(value));
    }

    /// <summary>Checks an object made in code by reading what it would be written as. It has no lines.</summary>
    public MetadataViolation[] Validate(T value)
    {
        LocatedDocument document = Parse(Write(value), null);
        var faults = new JsonFaults(document, MetadataReadOptions.Default);
        rule.Read(document.Root, faults);
        return faults.Count == 0 ? [] : [.. faults.ToViolations().Select(violation => violation with { Line = 0 })];
    }

    /// <summary>The JSON schema of the document.</summary>
    public JsonObject Schema(UnknownKeys unknownKeys) => JsonSchemas.Of(rule, unknownKeys);

    /// <summary>Reads a document as far as the reader's own verdict, for the test that compares it with the schema's.</summary>
    internal JsonFaults Judge(byte[] utf8, MetadataReadOptions options)
    {
        LocatedDocument document = Parse(utf8, null);
        var faults = new JsonFaults(document, options);
        rule.Read(document.Root, faults);
        return faults;
    }

    private T Read(ReadOnlyMemory<byte> utf8, string? fileName, MetadataReadOptions? options)
    {
        options ??= MetadataReadOptions.Default;
        LocatedDocument document = Parse(utf8, fileName);
        var faults = new JsonFaults(document, options);
        T? value = rule.Read(document.Root, faults);
        if (faults.Count == 0)
            return withWarnings(value!, faults.ToWarnings());
        faults.AddRefused(SchemaVerdict.TryRefusals(() => Schema(options.UnknownKeys), document.Utf8));
        throw new MetadataException(faults.ToViolations(), fileName);
    }

    private byte[] Write(T value) => JsonText.Write(json => rule.Write(json, value));

    private static LocatedDocument Parse(ReadOnlyMemory<byte> utf8, string? fileName)
    {
        try
        {
            return LocatedDocument.Parse(utf8);
        }
        catch (JsonTextException fault)
        {
            throw new MetadataException([new MetadataViolation { Pointer = "", Line = fault.Line, Message = fault.Message }], fileName, fault.InnerException);
        }
    }
}
