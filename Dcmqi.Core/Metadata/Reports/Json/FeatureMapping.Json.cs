using Dcmqi.Json;
using Dcmqi.Metadata;

namespace Dcmqi;

public sealed partial record FeatureMapping
{
    private readonly Uncompared<IReadOnlyList<string>> _warnings = new([]);

    /// <summary>Gets what was tolerated where the document was read, such as keys that are not known; empty for a mapping made in code. Mappings that differ in warnings alone are equal.</summary>
    public IReadOnlyList<string> Warnings { get => _warnings.Value; internal init => _warnings = new(value); }

    /// <summary>Reads a document from a file.</summary>
    /// <param name="path">A JSON file.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The mapping, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or no path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FeatureMapping Load(string path, MetadataReadOptions? options = null) => FeatureMappingDocument.Format.Load(path, options);

    /// <summary>Reads a document from a stream, to its end.</summary>
    /// <param name="stream">A stream of UTF-8 JSON; left open.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The mapping, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static FeatureMapping Load(Stream stream, MetadataReadOptions? options = null) => FeatureMappingDocument.Format.Load(stream, options);

    /// <summary>Reads a document from text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="options">How strictly it is read, or <see langword="null"/> for the defaults.</param>
    /// <returns>The mapping, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON or its schema; every violation is listed.</exception>
    public static FeatureMapping Parse(string json, MetadataReadOptions? options = null) => FeatureMappingDocument.Format.Parse(json, options);
}
