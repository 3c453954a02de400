namespace Dcmqi;

/// <summary>Options of writing the segments of a segmentation as volumes.</summary>
public sealed class SegmentationVolumeOptions
{
    /// <summary>Gets what the voxels are. Default: Labels.</summary>
    public SegmentVoxels Voxels { get; init; }

    /// <summary>Gets the Segment Numbers that are written; one where voxels are a mask or fractions. Default: all.</summary>
    public IReadOnlyCollection<int>? SegmentNumbers { get; init; }

    /// <summary>Gets the grid of labels, as for <see cref="Segmentation.ToLabelMap(VolumeGeometry, IProgress{ConversionProgress}, CancellationToken)"/>. Default: the segmentation's own.</summary>
    public VolumeGeometry? Geometry { get; init; }

    /// <summary>Gets the region of the plane that tiles make, and its resolution. Default: all of it. Only for segmentations of slides.</summary>
    public SlideRegion? Region { get; init; }

    /// <summary>Gets how files are written. Default: as <see cref="VolumeFile.Write(string, Volume, VolumeWriteOptions?)"/> does.</summary>
    public VolumeWriteOptions? Writing { get; init; }

    internal static SegmentationVolumeOptions Default { get; } = new();

    /// <summary>Returns voxels and segments, such as <c>SegmentationVolumeOptions: Labels of all segments</c>.</summary>
    public override string ToString() =>
        $"SegmentationVolumeOptions: {Voxels} of {(SegmentNumbers is null ? "all segments" : $"segments {string.Join(", ", SegmentNumbers)}")}{(Region is null ? "" : $", {Region}")}";
}
