using Dcmqi.Segmentations;

namespace Dcmqi.RtStructures;

/// <summary>A segment to be written as a region.</summary>
/// <param name="Segment">What it is.</param>
/// <param name="Geometry">The grid of its voxels, slices along the third axis.</param>
/// <param name="Slices">The runs of each slice; fewer slices than the grid has are empty ones.</param>
internal sealed record RoiInput(SegmentAttributes Segment, VolumeGeometry Geometry, IReadOnlyList<LabelRun[]> Slices)
{
    /// <summary>PS3.3 C.8.20.2: the label, else what stands in for it.</summary>
    public string Name => Segment.SegmentLabel ?? Segment.SegmentDescription ?? Segment.SegmentedPropertyType.Meaning;
}
