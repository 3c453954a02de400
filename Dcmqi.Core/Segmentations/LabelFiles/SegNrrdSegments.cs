using Dcmqi.Metadata;
using Dcmqi.Terminology;

namespace Dcmqi.Segmentations;

/// <summary>The segments of a <c>.seg.nrrd</c> file as metadata, layer by layer.</summary>
internal sealed class SegNrrdSegments
{
    private const string TypeTag = "DICOM.SegmentAlgorithmType", NameTag = "DICOM.SegmentAlgorithmName";

    public required IReadOnlyList<IReadOnlyList<SegmentAttributes>> Layers { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>For each layer what its voxels lie in; <see langword="null"/> for the whole image.</summary>
    public required IReadOnlyList<SegNrrdExtent?> Extents { get; init; }

    /// <exception cref="MetadataException">The keys contradict themselves, or name no segments.</exception>
    public static SegNrrdSegments Of(Volume volume) => Of(volume.Name, SegNrrdHeader.Of(volume));

    /// <inheritdoc cref="Of(Volume)"/>
    public static SegNrrdSegments Of(VolumeReader reader) => Of(reader.Name, SegNrrdHeader.Of(reader.Name, reader.Properties, reader.Components));

    private static SegNrrdSegments Of(string? path, SegNrrdHeader? found)
    {
        string name = path is null ? "the volume" : Path.GetFileName(path);
        SegNrrdHeader header = found
            ?? throw new MetadataException([new MetadataViolation { Pointer = "Segment0_ID", Line = 0, Message = "is missing: the file names no segments, as those of 3D Slicer (.seg.nrrd) do." }], name);
        List<string> warnings = [.. header.Warnings];
        return new SegNrrdSegments { Layers = [.. header.Layers.Select(layer => Describe(name, layer, warnings))], Extents = header.Extents, Warnings = warnings };
    }

    /// <summary>The volume without what lies outside the extents of its segments: 3D Slicer does not show that.</summary>
    public Volume Cut(Volume volume, List<string> warnings)
    {
        bool isCopy = false;
        long all = 0;
        for (int layer = 0; layer < Extents.Count; layer++)
        {
            if (Extents[layer] is not { } extent)
                continue;
            volume = extent.Cut(volume, layer, isCopy, out long dropped);
            isCopy |= dropped > 0;
            all += dropped;
        }

        TellDropped(volume.Described, all, warnings);
        return volume;
    }

    /// <summary>Says how many voxels were left out.</summary>
    public static void TellDropped(string described, long voxels, List<string> warnings)
    {
        if (voxels > 0)
            warnings.Add($"{described}: {Counted.Of(voxels, "voxel", "lies", "lie")} outside the extents of the segments (SegmentN_Extent) and {(voxels == 1 ? "was" : "were")} left out, as 3D Slicer has it.");
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
