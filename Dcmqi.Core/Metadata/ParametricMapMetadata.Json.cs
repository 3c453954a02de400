using Dcmqi.Json;
using Dcmqi.Metadata;

namespace Dcmqi;

public sealed partial record ParametricMapMetadata
{
    private readonly Uncompared<string?> _schemaReference;
    private readonly Uncompared<IReadOnlyList<string>> _warnings = new([]);

    /// <summary>Gets what was tolerated where the metadata was read, such as keys that are not known; empty for metadata made in code. Metadata that differs in warnings alone is equal.</summary>
    public IReadOnlyList<string> Warnings { get => _warnings.Value; internal init => _warnings = new(value); }

    // dcmqi's documents name their schema; it is kept for writing and never fetched.
    internal string? SchemaReference { get => _schemaReference.Value; init => _schemaReference = new(value); }

    /// <summary>Reads a document from a file.</summary>
    /// <param name="path">A JSON file.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The metadata, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON, its schema or what DICOM can hold; every violation is listed.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or no path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static ParametricMapMetadata Load(string path, MetadataReadOptions? options = null) => ParametricMapDocument.Format.Load(path, options);

    /// <summary>Reads a document from a stream, to its end.</summary>
    /// <param name="stream">A stream of UTF-8 JSON; left open.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The metadata, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON, its schema or what DICOM can hold; every violation is listed.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ParametricMapMetadata Load(Stream stream, MetadataReadOptions? options = null) => ParametricMapDocument.Format.Load(stream, options);

    /// <summary>Reads a document from text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The metadata, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON, its schema or what DICOM can hold; every violation is listed.</exception>
    public static ParametricMapMetadata Parse(string json, MetadataReadOptions? options = null) => ParametricMapDocument.Format.Parse(json, options);

    /// <summary>Writes the document to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or no path.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public void Save(string path) => ParametricMapDocument.Format.Save(this, path);

    /// <summary>Writes the document to a stream as UTF-8.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream) => ParametricMapDocument.Format.Save(this, stream);

    /// <summary>Gets the document as text, indented by two spaces, with dcmqi's keys.</summary>
    public string ToJson() => ParametricMapDocument.Format.ToText(this);

    /// <summary>Lists every fault of metadata made in code: what <see cref="Load(string, MetadataReadOptions?)"/> would refuse in the same document.</summary>
    /// <returns>The faults by JSON pointer; none where the metadata can be used.</returns>
    public IReadOnlyList<MetadataViolation> Validate() => ParametricMapDocument.Format.Validate(this);
}
