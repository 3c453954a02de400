namespace Dcmqi.Metadata;

/// <summary>Reads one group of measurements.</summary>
internal static class MeasurementGroupReader
{
    public static MeasurementGroup Read(MetadataNode node, MetadataFaults faults)
    {
        var item = new MetadataObject(node, faults, "a measurement group: an object with TrackingIdentifier");
        var group = new MeasurementGroup
        {
            Kind = ReportTerms.Choice<MeasurementGroupKind>(item, "measurementGroupType", required: false) ?? MeasurementGroupKind.Volumetric,
            TrackingIdentifier = item.Text("TrackingIdentifier", TextRule.UnlimitedText),
            TrackingUid = item.Text("TrackingUniqueIdentifier", TextRule.UniqueIdentifier),
            ActivitySession = item.Text("activitySession", TextRule.UnlimitedText),
            TimePoint = ReportContextReader.TimePoint(item, faults),
            ReferencedSegments = Segments(item, faults),
            SourceSeriesUid = item.Text("SourceSeriesForImageSegmentation", TextRule.UniqueIdentifier),
            SourceImages = RegionReader.References(item, "sourceImages", faults),
            ImageRegions = RegionReader.ImageRegions(item, faults),
            SpatialRegions = RegionReader.SpatialRegions(item, "spatialRegions", faults),
            VolumeSurface = RegionReader.SpatialRegions(item, "volumeSurface", faults),
            RealWorldValueMapUid = item.Text("rwvmMapUsedForMeasurement", TextRule.UniqueIdentifier),
            Method = Method(item),
            FindingCategory = item.Code("FindingCategory"),
            Finding = item.Code("Finding"),
            FindingSites = RegionReader.Sites(item, faults),
            Algorithm = MeasurementItemReader.Algorithm(item, faults),
            Measurements = MeasurementItemReader.Measurements(item, "measurementItems", faults),
            QualitativeEvaluations = MeasurementItemReader.Evaluations(item, faults),
        };
        item.Close();
        return group;
    }

    // dcmqi's writer takes MeasurementMethod; its reader gives measurementMethod.
    private static CodedConcept? Method(MetadataObject item)
    {
        bool both = item.Any("MeasurementMethod") is not null && item.Any("measurementMethod") is not null;
        CodedConcept? method = item.Code("MeasurementMethod"), other = item.Code("measurementMethod");
        if (both)
            item.Refuse("measurementMethod", "says again what MeasurementMethod says; expected one of the two.");
        return method ?? other;
    }

    // dcmqi names one segment of one segmentation by two keys; all else is a list of references.
    private static List<ImageReference> Segments(MetadataObject item, MetadataFaults faults)
    {
        int faultsBefore = item.FaultCount;
        string? uid = item.Text("segmentationSOPInstanceUID", TextRule.UniqueIdentifier);
        bool isMissing = uid is null && item.FaultCount == faultsBefore;
        string? sopClass = item.Text("segmentationSOPClassUID", TextRule.UniqueIdentifier);
        List<int> numbers = RegionReader.WholeNumbers(item, "ReferencedSegment", ushort.MaxValue, faults);
        List<ImageReference> references = RegionReader.References(item, "referencedSegments", faults);
        if (uid is not null && references.Count > 0)
            item.Refuse("referencedSegments", "stands beside segmentationSOPInstanceUID; expected one of the two.");
        if (isMissing && (numbers.Count > 0 || sopClass is not null))
            item.Refuse("segmentationSOPInstanceUID", $"is missing; expected the UID of the segmentation, because {(numbers.Count > 0 ? "ReferencedSegment" : "segmentationSOPClassUID")} is given.");
        return uid is null ? references : [new ImageReference { SopInstanceUid = uid, SopClassUid = sopClass, SegmentNumbers = numbers }, .. references];
    }
}
