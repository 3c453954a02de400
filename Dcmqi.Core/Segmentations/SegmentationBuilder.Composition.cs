using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class SegmentationBuilder
{
    private static CodedConcept SegmentationDerivation { get; } = new("113076", "DCM", "Segmentation");

    private SegmentationContent Content(
        List<LabelLayer> layers, IReadOnlyList<PlannedSegment> segments, SourceMatches? matches, List<string> warnings)
    {
        VolumeGeometry geometry = layers[0].Geometry;
        var common = new DataSet();
        var derived = new DerivedImage(_source, Equipment, Uids, TimeProvider.GetLocalNow(), SourceRepair, warnings);
        derived.SetModules(common, "SEG", new SeriesDescription(
            _metadata.SeriesNumber ?? "300",
            _metadata.SeriesDescription ?? "Segmentation",
            _metadata.BodyPartExamined,
            _metadata.ClinicalTrialTimePointID,
            _metadata.ClinicalTrialSeriesID,
            _metadata.ClinicalTrialCoordinatingCenterName));
        SetContentIdentification(common);
        InstanceReferences.Set(common, _source.Images);

        int unmatched = matches is null ? 0 : Enumerable.Range(0, geometry.Size.Z).Count(
            slice => matches.Images(slice).Count == 0 && segments.Any(segment => layers[segment.Layer].Slices[slice].Has(segment.Label)));
        if (unmatched > 0 && matches!.MatchedSlices > 0)
            warnings.Add($"{unmatched} slices that hold segments lie in the plane of no source image; their frames refer to none.");
        return new SegmentationContent
        {
            Common = common,
            Rows = geometry.Size.Y,
            Columns = geometry.Size.X,
            SharedGroups = SharedGroups(geometry, matches),
            PlaneGroups = [.. Enumerable.Range(0, geometry.Size.Z).Select(slice => PlaneGroups(geometry, slice, matches))],
            MayOverlap = layers.Count > 1,
            Segments =
            [
                .. segments.Select(segment => new SegmentContent(
                    segment.Number,
                    SegmentItem.Of(segment.Number, segment.Attributes, Uids, warnings),
                    Array.ConvertAll(layers[segment.Layer].Slices, slice => slice.RunsOf(segment.Label)),
                    layers[segment.Layer].Fractions)),
            ],
        };
    }

    private SegmentationEncoder Encoder(SegmentationContent content) => Encoding switch
    {
        SegmentationEncoding.Binary => new BinaryEncoder(content),
        SegmentationEncoding.LabelMap => new LabelMapEncoder(content, LabelMapBitDepth, LabelMapColorModel),
        SegmentationEncoding.Fractional => new FractionalEncoder(content, FractionalType, MaximumFractionalValue),
        _ => throw new ArgumentOutOfRangeException(nameof(Encoding), Encoding, "The encoding is Binary, LabelMap or Fractional."),
    };

    // PS3.3 C.8.20.2 with the Content Identification Macro (10.9).
    private void SetContentIdentification(DataSet dataSet)
    {
        dataSet.Set(Tags.ImageType, "DERIVED", "PRIMARY");
        dataSet.Set(Tags.InstanceNumber, _metadata.InstanceNumber ?? "1");
        dataSet.Set(Tags.ContentLabel, _metadata.ContentLabel ?? Segmentation.DefaultContentLabel);
        dataSet.Set(Tags.ContentDescription, _metadata.ContentDescription ?? Segmentation.DefaultContentDescription);
        if (_metadata.ContentCreatorName is null)
            dataSet.SetEmpty(Tags.ContentCreatorName);
        else
            dataSet.Set(Tags.ContentCreatorName, _metadata.ContentCreatorName);
    }

    private DataSet SharedGroups(VolumeGeometry geometry, SourceMatches? matches)
    {
        ImagePlane plane = ImagePlane.OfSlice(geometry, 0);
        DataSet? verbatim = matches is { AllOnSourceGrid: true } ? matches.SameGrid(0)!.Header : null;
        var shared = new DataSet();
        if (verbatim is null)
            FunctionalGroups.SetPlaneOrientation(shared, plane);
        else
            FunctionalGroups.SetPlaneOrientation(shared, verbatim);
        FunctionalGroups.SetPixelMeasures(shared, plane, geometry.SpacingMm.Z, verbatim);
        if (SourceMatching == SourceMatching.Ignore)
            FunctionalGroups.SetDerivationImage(shared, SegmentationDerivation, [.. _source.Images.Select(image => FunctionalGroups.SourceImage(image, null))]);
        return shared;
    }

    // What all frames of a slice have in common, made once.
    private static DataSet PlaneGroups(VolumeGeometry geometry, int slice, SourceMatches? matches)
    {
        var groups = new DataSet();
        SourceImage? sameGrid = matches?.SameGrid(slice);
        if (sameGrid is null)
            FunctionalGroups.SetPlanePosition(groups, geometry.IndexToPatient(0, 0, slice));
        else
            FunctionalGroups.SetPlanePosition(groups, sameGrid.Header);
        if (matches is { MatchedSlices: > 0 })
        {
            // PS3.3 10.33: YES where every source pixel is still where it was, NO where the plane alone is the same.
            string preserved = sameGrid is null ? "NO" : "YES";
            FunctionalGroups.SetDerivationImage(
                groups, SegmentationDerivation, [.. matches.Images(slice).Select(image => FunctionalGroups.SourceImage(image, preserved))]);
        }

        return groups;
    }
}
