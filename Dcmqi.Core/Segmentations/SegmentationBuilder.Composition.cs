using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    internal static CodedConcept SegmentationDerivation { get; } = new("113076", "DCM", "Segmentation");

    private SegmentationContent Content(
        List<LabelLayer> layers, IReadOnlyList<PlannedSegment> segments, DerivedPlanes planes, List<string> warnings)
    {
        var common = new DataSet();
        var derived = new DerivedImage(_source, Equipment, Uids, TimeProvider.GetLocalNow(), SourceRepair, warnings);
        derived.SetModules(common, "SEG", SeriesOf(_metadata));
        SetContentIdentification(common, _metadata);
        InstanceReferences.Set(common, _source.Images);

        int unmatched = Enumerable.Range(0, planes.Count).Count(
            plane => planes.LacksSource(plane) && layers.Exists(layer => layer.Slices[plane].Labels.Length > 0));
        if (unmatched > 0)
            warnings.Add($"{unmatched} slices that hold segments lie in the plane of no source image; their frames refer to none.");
        return new SegmentationContent
        {
            Common = common,
            Rows = planes.Geometry.Size.Y,
            Columns = planes.Geometry.Size.X,
            SharedGroups = planes.SharedGroups(),
            PlaneGroups = [.. Enumerable.Range(0, planes.Count).Select(planes.PlaneGroups)],
            PlaneDimensions = planes.Dimensions,
            MayOverlap = layers.Count > 1,
            Segments =
            [
                .. segments.Select(segment => new SegmentContent(
                    segment.Number,
                    SegmentItem.Of(segment.Number, segment.Attributes, Uids, warnings),
                    layers[segment.Layer].RunsOf(segment.Label),
                    layers[segment.Layer].FractionsByPlane())),
            ],
        };
    }

    internal static SeriesDescription SeriesOf(SegmentationMetadata metadata) => new(
        metadata.SeriesNumber ?? "300",
        metadata.SeriesDescription ?? "Segmentation",
        metadata.BodyPartExamined,
        metadata.ClinicalTrialTimePointID,
        metadata.ClinicalTrialSeriesID,
        metadata.ClinicalTrialCoordinatingCenterName);

    private SegmentationEncoder Encoder(SegmentationContent content) => Encoding switch
    {
        SegmentationEncoding.Binary => new BinaryEncoder(content),
        SegmentationEncoding.LabelMap => new LabelMapEncoder(content, LabelMapBitDepth, LabelMapColorModel),
        SegmentationEncoding.Fractional => new FractionalEncoder(content, FractionalType, MaximumFractionalValue),
        _ => throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "The encoding is Binary, LabelMap or Fractional."),
    };

    // PS3.3 C.8.20.2 with the Content Identification Macro (10.9).
    internal static void SetContentIdentification(DataSet dataSet, SegmentationMetadata metadata)
    {
        dataSet.Set(Tags.ImageType, "DERIVED", "PRIMARY");
        new ContentIdentification(
            metadata.InstanceNumber ?? "1",
            metadata.ContentLabel ?? Segmentation.DefaultContentLabel,
            metadata.ContentDescription ?? Segmentation.DefaultContentDescription,
            metadata.ContentCreatorName).SetOn(dataSet);
    }
}
