namespace Dcmqi;

/// <summary>Options of turning the regions of a structure set into a segmentation.</summary>
public sealed record RtSegmentationOptions
{
    /// <summary>Gets the regions wanted, of this structure set. Default (<see langword="null"/>): all.</summary>
    public IReadOnlyList<RtRoi>? Rois { get; init; }

    /// <summary>Gets what segments are called that regions are: a region becomes the segment whose Segment Label is its ROI Name, in capital or small letters. What it says stands before what the structure set says. Default (<see langword="null"/>): the structure set's own codes, interpreted types and names.</summary>
    public SegmentationMetadata? Metadata { get; init; }

    /// <summary>Gets what regions are, by their names; it stands before the structure set's own codes, and behind <see cref="Metadata"/>. Default: <see langword="null"/>.</summary>
    public RoiMapping? Mapping { get; init; }

    /// <summary>Gets what becomes of slices without a contour between slices with contours. Default: <see cref="ContourGaps.Leave"/>, with a warning.</summary>
    public ContourGaps Gaps { get; init; } = ContourGaps.Leave;

    /// <summary>Gets how the segmentation is stored. <see cref="SegmentationEncoding.Fractional"/> stores the share of each voxel that contours cover (<see cref="RtStructureSet.ToFractions(RtRoi, SourceImages, RtMaskOptions?, CancellationToken)"/>), as <see cref="FractionalType.Occupancy"/> unless another type is asked for. Default: BINARY, in which regions may overlap.</summary>
    public SegmentationOptions Storage { get; init; } = new();

    /// <summary>Gets who made the segmentation, with what and when, and under which identifiers.</summary>
    public Authorship Authorship { get; init; } = new();

    /// <summary>Gets what becomes of regions that enclose no voxel. Default: <see cref="EmptyContent.Omit"/>, with a warning.</summary>
    public EmptyContent EmptySegments { get; init; } = EmptyContent.Omit;

    internal static RtSegmentationOptions Default { get; } = new();

    /// <summary>Returns the options in one line.</summary>
    public override string ToString() => $"RtSegmentationOptions: {(Rois is null ? "all ROIs" : $"{Rois.Count} ROIs")}, {Storage.Encoding}, gaps {(Gaps == ContourGaps.Leave ? "left empty" : "interpolated")}";
}
