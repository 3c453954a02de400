using System.Text.Json;
using Dcmqi.Dicom;

namespace Dcmqi.Metadata;

/// <summary>Writes one group of measurements.</summary>
internal static class MeasurementGroupWriter
{
    public static void Write(Utf8JsonWriter json, MeasurementGroup group)
    {
        if (group.Kind != MeasurementGroupKind.Volumetric)
            json.WriteText("measurementGroupType", ReportTerms.Of(group.Kind));
        json.WriteText("TrackingIdentifier", group.TrackingIdentifier);
        json.WriteText("TrackingUniqueIdentifier", group.TrackingUid);
        json.WriteText("activitySession", group.ActivitySession);
        ReportContextWriter.WriteTimePoint(json, group.TimePoint);
        WriteSegments(json, group.ReferencedSegments);
        json.WriteList("imageRegions", group.ImageRegions, RegionWriter.WriteImageRegion);
        json.WriteList("spatialRegions", group.SpatialRegions, RegionWriter.WriteSpatialRegion);
        json.WriteList("volumeSurface", group.VolumeSurface, RegionWriter.WriteSpatialRegion);
        json.WriteList("sourceImages", group.SourceImages, RegionWriter.WriteReference);
        json.WriteText("SourceSeriesForImageSegmentation", group.SourceSeriesUid);
        json.WriteText("rwvmMapUsedForMeasurement", group.RealWorldValueMapUid);
        json.WriteCodeIfGiven("MeasurementMethod", group.Method);
        json.WriteCodeIfGiven("FindingCategory", group.FindingCategory);
        json.WriteCodeIfGiven("Finding", group.Finding);
        RegionWriter.WriteSites(json, group.FindingSites);
        MeasurementItemWriter.WriteAlgorithm(json, group.Algorithm);
        json.WriteList("measurementItems", group.Measurements, MeasurementItemWriter.Write);
        json.WriteList("qualitativeEvaluations", group.QualitativeEvaluations, MeasurementItemWriter.WriteEvaluation);
    }

    // dcmqi's keys wherever they can say it: segments of one segmentation, whose class dcmqi takes for Segmentation Storage.
    private static void WriteSegments(Utf8JsonWriter json, IReadOnlyList<ImageReference> references)
    {
        if (references is not [{ FrameNumbers.Count: 0 } single])
        {
            json.WriteList("referencedSegments", references, RegionWriter.WriteReference);
            return;
        }

        if (single.SegmentNumbers is [int number])
            json.WriteNumber("ReferencedSegment", number);
        else if (single.SegmentNumbers.Count > 0)
            json.WriteNumbers("ReferencedSegment", [.. single.SegmentNumbers]);
        json.WriteText("segmentationSOPInstanceUID", single.SopInstanceUid);
        if (single.SopClassUid != Uids.SegmentationStorage)
            json.WriteText("segmentationSOPClassUID", single.SopClassUid);
    }
}
