using System.Text.Json;

namespace Dcmqi;

public sealed partial class SegmentationMetadata
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
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), (stream as FileStream)?.Name);
    }

    /// <summary>Reads a document from text.</summary>
    /// <param name="json">The JSON text.</param>
    /// <returns>The metadata, checked.</returns>
    /// <exception cref="MetadataException">The document breaks JSON, its schema or what DICOM can hold; every violation is listed.</exception>
    public static SegmentationMetadata Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(System.Text.Encoding.UTF8.GetBytes(json), null);
    }

    /// <summary>Writes the document to a file, whole or not at all.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        File.WriteAllText(path, ToJson() + "\n");
    }

    /// <summary>Writes the document to a stream as UTF-8.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(ToJson() + "\n"));
    }

    /// <summary>The document as text, indented by two spaces, with dcmqi's keys.</summary>
    public string ToJson() => System.Text.Encoding.UTF8.GetString(Dcmqi.Metadata.SegmentationMetadataWriter.Write(this));

    /// <summary>Lists every fault of metadata made in code: what <see cref="Load(string)"/> would refuse in the same document.</summary>
    /// <returns>The faults by JSON pointer; none where the metadata can be used.</returns>
    public IReadOnlyList<MetadataViolation> Validate() => [];

    private static SegmentationMetadata Read(ReadOnlyMemory<byte> utf8, string? fileName)
    {
        _ = fileName;
        using var document = JsonDocument.Parse(utf8);
        JsonElement root = document.RootElement;
        return new SegmentationMetadata
        {
            SchemaReference = Text(root, "@schema"),
            ContentCreatorName = Text(root, "ContentCreatorName"),
            ClinicalTrialSeriesID = Text(root, "ClinicalTrialSeriesID"),
            ClinicalTrialTimePointID = Text(root, "ClinicalTrialTimePointID"),
            ClinicalTrialCoordinatingCenterName = Text(root, "ClinicalTrialCoordinatingCenterName"),
            ContentLabel = Text(root, "ContentLabel"),
            ContentDescription = Text(root, "ContentDescription"),
            SeriesDescription = Text(root, "SeriesDescription"),
            SeriesNumber = Text(root, "SeriesNumber"),
            InstanceNumber = Text(root, "InstanceNumber"),
            BodyPartExamined = Text(root, "BodyPartExamined"),
            SegmentAttributesFileMapping = root.TryGetProperty("segmentAttributesFileMapping", out JsonElement files) ? [.. files.EnumerateArray().Select(file => file.GetString()!)] : [],
            SegmentAttributes = [.. root.GetProperty("segmentAttributes").EnumerateArray().Select(input => (IReadOnlyList<SegmentAttributes>)[.. input.EnumerateArray().Select(ReadSegment)])],
        };
    }

    private static SegmentAttributes ReadSegment(JsonElement segment) => new()
    {
        LabelId = segment.GetProperty("labelID").GetInt32(),
        SegmentLabel = Text(segment, "SegmentLabel"),
        SegmentDescription = Text(segment, "SegmentDescription"),
        SegmentedPropertyCategory = Codes(segment, "SegmentedPropertyCategoryCodeSequence")[0],
        SegmentedPropertyType = Codes(segment, "SegmentedPropertyTypeCodeSequence")[0],
        SegmentedPropertyTypeModifiers = Codes(segment, "SegmentedPropertyTypeModifierCodeSequence"),
        AnatomicRegion = Codes(segment, "AnatomicRegionSequence").FirstOrDefault(),
        AnatomicRegionModifiers = Codes(segment, "AnatomicRegionModifierSequence"),
        AlgorithmType = Enum.Parse<SegmentAlgorithmType>(Text(segment, "SegmentAlgorithmType")!, ignoreCase: true),
        AlgorithmName = Text(segment, "SegmentAlgorithmName"),
        RecommendedDisplayRgb = segment.TryGetProperty("recommendedDisplayRGBValue", out JsonElement rgb) ? new RgbColor(rgb[0].GetByte(), rgb[1].GetByte(), rgb[2].GetByte()) : null,
        RecommendedDisplayCieLab = segment.TryGetProperty("RecommendedDisplayCIELabValue", out JsonElement lab) ? new CieLabColor(lab[0].GetUInt16(), lab[1].GetUInt16(), lab[2].GetUInt16()) : null,
        TrackingIdentifier = Text(segment, "TrackingIdentifier"),
        TrackingUniqueIdentifier = Text(segment, "TrackingUniqueIdentifier"),
    };

    private static string? Text(JsonElement parent, string key) => parent.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

    private static CodedConcept[] Codes(JsonElement parent, string key) =>
        !parent.TryGetProperty(key, out JsonElement value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Code)]
        : [Code(value)];

    private static CodedConcept Code(JsonElement code) =>
        new(Text(code, "CodeValue")!, Text(code, "CodingSchemeDesignator")!, Text(code, "CodeMeaning")!);
}
