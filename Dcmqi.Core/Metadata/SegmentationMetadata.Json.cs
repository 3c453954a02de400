using System.Text;
using Dcmqi.Metadata;

namespace Dcmqi;

public sealed partial record SegmentationMetadata
{
    // dcmqi's documents name their schema; it is kept for writing and never fetched.
    internal string? SchemaReference { get; init; }

    /// <summary>Reads a document from a file.</summary>
    /// <param name="path">A JSON file.</param>
    /// <returns>The metadata, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON, its schema or what DICOM can hold; every violation is listed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SegmentationMetadata Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllBytes(path), path);
    }

    /// <summary>Reads a document from a stream, to its end.</summary>
    /// <param name="stream">A stream of UTF-8 JSON; left open.</param>
    /// <returns>The metadata, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON, its schema or what DICOM can hold; every violation is listed.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static SegmentationMetadata Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(MetadataReading.ReadToEnd(stream), (stream as FileStream)?.Name);
    }

    /// <summary>Reads a document from text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The metadata, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON, its schema or what DICOM can hold; every violation is listed.</exception>
    public static SegmentationMetadata Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), null);
    }

    /// <summary>Writes the document to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        MetadataReading.Save(path, SegmentationMetadataWriter.Write(this));
    }

    /// <summary>Writes the document to a stream as UTF-8.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(SegmentationMetadataWriter.Write(this));
    }

    /// <summary>The document as text, indented by two spaces, with dcmqi's keys.</summary>
    public string ToJson() => Encoding.UTF8.GetString(SegmentationMetadataWriter.Write(this));

    /// <summary>Lists every fault of metadata made in code: what <see cref="Load(string)"/> would refuse in the same document.</summary>
    /// <returns>The faults by JSON pointer; none where the metadata can be used.</returns>
    public IReadOnlyList<MetadataViolation> Validate() =>
        MetadataReading.Validate(SegmentationMetadataWriter.Write(this), SegmentationMetadataReader.Read);

    private static SegmentationMetadata Read(ReadOnlyMemory<byte> utf8, string? fileName) =>
        MetadataReading.Read(utf8, fileName, SegmentationMetadataReader.SchemaName, SegmentationMetadataReader.Read);
}
