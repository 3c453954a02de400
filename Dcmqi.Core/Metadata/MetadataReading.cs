namespace Dcmqi.Metadata;

/// <summary>The way every metadata document goes: parse, read and check, and only where something is wrong ask the schema too.</summary>
/// <remarks>
/// The typed reader refuses everything the JSON schema refuses (a property test compares the verdicts on mutated documents), so a
/// document that it accepts needs no second pass. That saves about 0.25 s in a fresh process, the cost of starting NJsonSchema.
/// </remarks>
internal static class MetadataReading
{
    /// <exception cref="MetadataException">The document is not JSON, or breaks its rules.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, string? fileName, string schemaName, Func<MetadataNode, MetadataFaults, T> read)
    {
        MetadataDocument document = MetadataDocument.Parse(utf8, fileName);
        var faults = new MetadataFaults(document);
        T metadata = read(document.Root, faults);
        if (faults.Count == 0)
            return metadata;
        faults.AddRefused(MetadataSchema.Load(schemaName).Refusals(document.Utf8));
        throw new MetadataException(faults.ToViolations(), fileName);
    }

    /// <summary>Checks metadata made in code by reading what it would be written as. It has no lines.</summary>
    public static MetadataViolation[] Validate<T>(byte[] utf8, Func<MetadataNode, MetadataFaults, T> read)
    {
        MetadataDocument document = MetadataDocument.Parse(utf8, null);
        var faults = new MetadataFaults(document);
        read(document.Root, faults);
        return faults.Count == 0 ? [] : [.. faults.ToViolations().Select(violation => violation with { Line = 0 })];
    }

    public static ReadOnlyMemory<byte> ReadToEnd(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Writes a file whole or not at all: under a temporary name in the same folder, then renamed.</summary>
    public static void Save(string path, byte[] utf8) => Binary.WholeFile.Write(path, stream => stream.Write(utf8));
}
