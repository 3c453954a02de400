using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi.Segmentations;

/// <summary>A segmentation apart from its encoding: what is said of it, where its planes are, and which pixels each segment has. What is built and what is converted both come to this.</summary>
internal sealed class SegmentationContent
{
    private List<SegmentContent>?[]? _segmentsOfPlanes;

    /// <summary>The data set without what depends on the encoding.</summary>
    public required DataSet Common { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public int PixelsPerFrame => Rows * Columns;

    /// <summary>The functional groups that all frames share.</summary>
    public required DataSet SharedGroups { get; init; }

    /// <summary>For each plane, in order of the dimensions, the functional groups that its frames have in common: position, time and sources.</summary>
    public required IReadOnlyList<DataSet> PlaneGroups { get; init; }

    /// <summary>What orders the planes, most significant first.</summary>
    public required IReadOnlyList<PlaneDimension> PlaneDimensions { get; init; }

    /// <summary>Whether the planes are tiles of larger ones, and whether all of them are written, in order and without functional groups of their own; <see langword="null"/> for planes that are not tiles.</summary>
    public SlideTiling? Tiling { get; init; }

    /// <summary>Whether segments can have pixels in common: not where one label map holds them all.</summary>
    public required bool MayOverlap { get; init; }

    /// <summary>The segments, ascending by number.</summary>
    public required IReadOnlyList<SegmentContent> Segments { get; init; }

    /// <summary>The segments in a plane, ascending by number.</summary>
    public IReadOnlyList<SegmentContent> SegmentsIn(int plane) => (_segmentsOfPlanes ??= SortByPlane())[plane] ?? [];

    // Turned over once: what is done plane by plane asks the segments of the plane, not all.
    private List<SegmentContent>?[] SortByPlane()
    {
        var segmentsOfPlanes = new List<SegmentContent>?[PlaneGroups.Count];
        foreach (SegmentContent segment in Segments)
        {
            foreach (int plane in segment.Planes)
                (segmentsOfPlanes[plane] ??= []).Add(segment);
        }

        return segmentsOfPlanes;
    }
}
