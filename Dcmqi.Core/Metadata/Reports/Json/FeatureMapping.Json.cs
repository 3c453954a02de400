using System.Text;
using Dcmqi.Metadata;

namespace Dcmqi;

public sealed partial record FeatureMapping
{
    /// <summary>Reads a document from a file.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FeatureMapping Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a document from a stream, to its end.</summary>
    /// <param name="stream">A stream of UTF-8 JSON; left open.</param>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static FeatureMapping Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(MetadataReading.ReadToEnd(stream), (stream as FileStream)?.Name);
    }

    /// <summary>Reads a document from text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    public static FeatureMapping Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), null);
    }

    private static FeatureMapping Read(ReadOnlyMemory<byte> utf8, string? fileName) =>
        MetadataReading.Read(utf8, fileName, FeatureMappingReader.SchemaName, FeatureMappingReader.Read)!;
}
