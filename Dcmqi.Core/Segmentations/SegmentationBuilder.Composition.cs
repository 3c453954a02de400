using Dcmqi.Segmentations;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    private SegmentationContent Content(
        IReadOnlyList<DescribedLayer> layers, IReadOnlyList<PlannedSegment> segments, DerivedPlanes planes, List<string> warnings)
    {
        Dicom.DataSet common = SegmentationModules.Of(_source, _metadata, Authorship, warnings);
        int unmatched = Enumerable.Range(0, planes.Count).Count(
            plane => planes.LacksSource(plane) && layers.Any(layer => layer.Layer.Slices[plane].Labels.Length > 0));
        if (unmatched > 0)
            warnings.Add($"{Counted.Of(unmatched, "slice", "that holds segments lies", "that hold segments lie")} in the plane of no source image; their frames refer to none.");
        return new SegmentationContent
        {
            Common = common,
            Rows = planes.Geometry.Size.Y,
            Columns = planes.Geometry.Size.X,
            SharedGroups = planes.SharedGroups(),
            PlaneGroups = [.. Enumerable.Range(0, planes.Count).Select(planes.PlaneGroups)],
            PlaneDimensions = planes.Dimensions,
            MayOverlap = layers.Count > 1,
            Segments = SegmentInputs.ContentOf(segments, layers, Authorship.Uids, warnings),
        };
    }
}
