using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi.RtStructures;

/// <summary>Composes the data set of a structure set (PS3.3 A.19.3).</summary>
internal sealed class StructureSetComposer(SourceImages source, RtStructureSetMetadata metadata, Authorship authorship, List<string> warnings)
{
    // PS3.3 C.8.8.5 asks for the class of a study that is no instance: readers expect the retired Detached Study Management.
    private const string DetachedStudyManagement = "1.2.840.10008.3.1.2.3.1";

    private const double PlaneTolerance = 0.01;

    private readonly Dictionary<VolumeGeometry, SourceMatches> _matches = [];

    public DataSet Compose(IReadOnlyList<RoiInput> inputs, IReadOnlyList<RoiOutlines> outlines)
    {
        var dataSet = new DataSet();
        new DerivedImage(source, authorship, warnings).SetModules(
            dataSet, "RTSTRUCT", new SeriesDescription(authorship.SeriesNumberOr("300"), metadata.SeriesDescription, null, null, null, null));
        (string? date, string? time) = (dataSet.GetString(Tags.ContentDate), dataSet.GetString(Tags.ContentTime));
        DerivedImage.SetWithoutPixels(dataSet, authorship.Uids);
        dataSet.Remove(Tags.ContentDate);
        dataSet.Remove(Tags.ContentTime);
        dataSet.Set(Tags.SOPClassUID, Uids.RTStructureSetStorage);

        // PS3.3 C.8.8.1, RT Series: Type 2.
        if (authorship.ContentCreatorName is { } creator)
            dataSet.Set(Tags.OperatorsName, creator);
        else
            dataSet.SetEmpty(Tags.OperatorsName);
        SetStructureSet(dataSet, date!, time!);
        string frame = dataSet.GetString(Tags.FrameOfReferenceUID)!;
        dataSet.SetItems(Tags.StructureSetROISequence, [.. inputs.Select((input, index) => Definition(input, index + 1, frame))]);
        dataSet.SetItems(Tags.ROIContourSequence, [.. inputs.Select((input, index) => Contours(input, outlines[index], index + 1))]);
        dataSet.SetItems(Tags.RTROIObservationsSequence, [.. inputs.Select((input, index) => Observation(input.Segment, index + 1))]);

        // PS3.3 C.8.8.16: nobody has looked at it yet.
        dataSet.Set(Tags.ApprovalStatus, "UNAPPROVED");
        return dataSet;
    }

    private void SetStructureSet(DataSet dataSet, string date, string time)
    {
        dataSet.Set(Tags.InstanceNumber, authorship.InstanceNumberOr("1"));
        dataSet.Set(Tags.StructureSetLabel, metadata.Label);
        if (metadata.Name is not null)
            dataSet.Set(Tags.StructureSetName, metadata.Name);
        if (metadata.Description is not null)
            dataSet.Set(Tags.StructureSetDescription, metadata.Description);
        dataSet.Set(Tags.StructureSetDate, date);
        dataSet.Set(Tags.StructureSetTime, time);
        var frame = new DataSet();
        frame.Set(Tags.FrameOfReferenceUID, dataSet.GetString(Tags.FrameOfReferenceUID)!);
        if (source.Images.Count > 0)
            frame.SetItems(Tags.RTReferencedStudySequence, [.. source.Images.GroupBy(image => image.StudyInstanceUid).Select(study => Study(study.Key, study))]);
        dataSet.SetItems(Tags.ReferencedFrameOfReferenceSequence, frame);
    }

    private static DataSet Study(string uid, IEnumerable<SourceImage> images)
    {
        var study = new DataSet();
        study.Set(Tags.ReferencedSOPClassUID, DetachedStudyManagement);
        study.Set(Tags.ReferencedSOPInstanceUID, uid);
        study.SetItems(Tags.RTReferencedSeriesSequence, [.. images.GroupBy(image => image.SeriesInstanceUid).Select(OfSeries)]);
        return study;

        static DataSet OfSeries(IGrouping<string, SourceImage> images)
        {
            var series = new DataSet();
            series.Set(Tags.SeriesInstanceUID, images.Key);
            series.SetItems(Tags.ContourImageSequence, [.. images.Select(image => Image(image, []))]);
            return series;
        }
    }

    private static DataSet Image(SourceImage image, int[] frames)
    {
        var item = new DataSet();
        item.Set(Tags.ReferencedSOPClassUID, image.SopClassUid);
        item.Set(Tags.ReferencedSOPInstanceUID, image.SopInstanceUid);
        if (frames.Length > 0)
            item.Set(Tags.ReferencedFrameNumber, frames);
        return item;
    }

    private static DataSet Definition(RoiInput input, int number, string frameOfReference)
    {
        var item = new DataSet();
        item.Set(Tags.ROINumber, number);
        item.Set(Tags.ReferencedFrameOfReferenceUID, frameOfReference);
        item.Set(Tags.ROIName, input.Name.Replace('\\', ' '));
        if (input.Segment.SegmentDescription is { } description)
            item.Set(Tags.ROIDescription, description);
        item.Set(Tags.ROIGenerationAlgorithm, input.Segment.AlgorithmType switch
        {
            SegmentAlgorithmType.Automatic => "AUTOMATIC",
            SegmentAlgorithmType.SemiAutomatic => "SEMIAUTOMATIC",
            _ => "MANUAL",
        });
        if (input.Segment.AlgorithmName is { } algorithm)
            item.Set(Tags.ROIGenerationDescription, algorithm);
        return item;
    }

    private DataSet Contours(RoiInput input, RoiOutlines outlines, int number)
    {
        var item = new DataSet();
        RgbColor color = input.Segment.RecommendedDisplayCieLab?.ToRgb() ?? input.Segment.RecommendedDisplayRgb ?? Segmentations.SegmentColors.For(input.Segment);
        item.Set(Tags.ROIDisplayColor, color.Red, color.Green, color.Blue);
        item.Set(Tags.ReferencedROINumber, number);
        var contours = new List<DataSet>();
        foreach ((int slice, IReadOnlyList<(int X, int Y)[]> polygons) in outlines.Slices)
        {
            DataSet[] images = ImagesOf(input.Geometry, slice);
            foreach ((int X, int Y)[] polygon in polygons)
                contours.Add(Contour(polygon, input.Geometry, slice, outlines.IsXor, images));
        }

        if (contours.Count > 0)
            item.SetItems(Tags.ContourSequence, contours);
        return item;
    }

    private static DataSet Contour((int X, int Y)[] polygon, VolumeGeometry geometry, int slice, bool isXor, DataSet[] images)
    {
        var item = new DataSet();
        if (images.Length > 0)
            item.SetItems(Tags.ContourImageSequence, images);
        item.Set(Tags.ContourGeometricType, ContourTypes.TextOf(isXor ? RtContourType.ClosedPlanarXor : RtContourType.ClosedPlanar));
        item.Set(Tags.NumberOfContourPoints, polygon.Length);
        item.SetBytes(Tags.ContourData, VR.DS, ContourDataWriter.Write(polygon, geometry, slice));
        return item;
    }

    // The images in the plane of a slice, with the numbers of their frames where there may be several.
    private DataSet[] ImagesOf(VolumeGeometry geometry, int slice)
    {
        if (source.Frames.Count == 0)
            return [];
        if (!_matches.TryGetValue(geometry, out SourceMatches? matches))
            _matches.Add(geometry, matches = SourceMatches.Find(geometry, source, PlaneTolerance));
        return
        [
            .. matches.Frames(slice).GroupBy(frame => frame.Image).Select(image =>
                Image(image.Key, image.Key.Frames.Count == image.Count() ? [] : [.. image.Select(frame => frame.Number).Order()])),
        ];
    }

    // PS3.3 C.8.8.8, RT ROI Observations.
    private static DataSet Observation(SegmentAttributes segment, int number)
    {
        var item = new DataSet();
        item.Set(Tags.ObservationNumber, number);
        item.Set(Tags.ReferencedROINumber, number);
        DataSet code = CodeItem.Of(segment.SegmentedPropertyType);
        if (segment.SegmentedPropertyTypeModifiers.Count > 0)
            code.SetItems(Tags.SegmentedPropertyTypeModifierCodeSequence, [.. segment.SegmentedPropertyTypeModifiers.Select(CodeItem.Of)]);
        item.SetItems(Tags.RTROIIdentificationCodeSequence, code);
        item.SetItems(Tags.SegmentedPropertyCategoryCodeSequence, CodeItem.Of(segment.SegmentedPropertyCategory));
        if (segment.AnatomicRegion is { } anatomy)
        {
            DataSet region = CodeItem.Of(anatomy);
            if (segment.AnatomicRegionModifiers.Count > 0)
                region.SetItems(Tags.AnatomicRegionModifierSequence, [.. segment.AnatomicRegionModifiers.Select(CodeItem.Of)]);
            item.SetItems(Tags.AnatomicRegionSequence, region);
        }

        item.Set(Tags.RTROIInterpretedType, InterpretedTypes.Of(segment));
        item.SetEmpty(Tags.ROIInterpreter);
        return item;
    }
}
