using Dcmqi.Metadata;
using Dcmqi.Terminology;

namespace Dcmqi.Segmentations;

/// <summary>The segments of a <c>.seg.nrrd</c> file as metadata, layer by layer.</summary>
internal sealed class SegNrrdSegments
{
    private const string TypeTag = "DICOM.SegmentAlgorithmType", NameTag = "DICOM.SegmentAlgorithmName";

    public required IReadOnlyList<IReadOnlyList<SegmentAttributes>> Layers { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <exception cref="MetadataException">The keys contradict themselves, or name no segments.</exception>
    public static SegNrrdSegments Of(Volume volume)
    {
        string name = volume.Name is null ? "the volume" : Path.GetFileName(volume.Name);
        SegNrrdHeader header = SegNrrdHeader.Of(volume)
            ?? throw new MetadataException([new MetadataViolation { Pointer = "Segment0_ID", Line = 0, Message = "is missing: the file names no segments, as those of 3D Slicer (.seg.nrrd) do." }], name);
        List<string> warnings = [.. header.Warnings];
        return new SegNrrdSegments { Layers = [.. header.Layers.Select(layer => Describe(name, layer, warnings))], Warnings = warnings };
    }

    private static SegmentAttributes[] Describe(string name, IReadOnlyList<SegNrrdSegment> layer, List<string> warnings)
    {
        var table = new LabelTable(name, layer.Select(segment => segment.ToEntry()));
        Dictionary<int, SegNrrdSegment> byLabel = layer.ToDictionary(segment => segment.Label);
        return [.. LabelDescriptions.Of(table, [.. table], warnings).Select(segment => WithAlgorithm(segment, byLabel[segment.LabelId].Tags))];
    }

    private static SegmentAttributes WithAlgorithm(SegmentAttributes segment, IReadOnlyDictionary<string, string> tags) => tags.GetValueOrDefault(TypeTag)?.ToUpperInvariant() switch
    {
        "MANUAL" => segment with { AlgorithmType = SegmentAlgorithmType.Manual, AlgorithmName = null },
        "AUTOMATIC" => segment with { AlgorithmType = SegmentAlgorithmType.Automatic, AlgorithmName = tags.GetValueOrDefault(NameTag) is { Length: > 0 } name ? name : segment.AlgorithmName },
        _ => segment with { AlgorithmName = tags.GetValueOrDefault(NameTag) is { Length: > 0 } name ? name : "3D Slicer" },
    };
}
