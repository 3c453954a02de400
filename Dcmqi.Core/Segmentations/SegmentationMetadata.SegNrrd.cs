using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial record SegmentationMetadata
{
    /// <summary>Takes the metadata of a <c>.seg.nrrd</c> file of 3D Slicer: one list of segments for each layer.</summary>
    /// <param name="volume">The volume, as it was read.</param>
    /// <exception cref="MetadataException">The keys contradict themselves, or name no segments.</exception>
    public static SegmentationMetadata FromSegNrrd(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        SegNrrdSegments segments = SegNrrdSegments.Of(volume);
        return new SegmentationMetadata { SegmentAttributes = [.. segments.Layers.Where(layer => layer.Count > 0)], Warnings = segments.Warnings };
    }
}
