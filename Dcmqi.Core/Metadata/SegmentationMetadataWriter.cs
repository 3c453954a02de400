using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes segmentation metadata with dcmqi's keys.</summary>
internal static class SegmentationMetadataWriter
{
    public static byte[] Write(SegmentationMetadata metadata) => MetadataJson.Write(json => WriteMembers(json, metadata));

    private static void WriteMembers(Utf8JsonWriter json, SegmentationMetadata metadata)
    {
        json.WriteText("@schema", metadata.SchemaReference);
        json.WriteText("ContentCreatorName", metadata.ContentCreatorName);
        json.WriteText("ClinicalTrialSeriesID", metadata.ClinicalTrialSeriesId);
        json.WriteText("ClinicalTrialTimePointID", metadata.ClinicalTrialTimePointId);
        json.WriteText("ClinicalTrialCoordinatingCenterName", metadata.ClinicalTrialCoordinatingCenterName);
        json.WriteText("ContentLabel", metadata.ContentLabel);
        json.WriteText("ContentDescription", metadata.ContentDescription);
        json.WriteText("SeriesDescription", metadata.SeriesDescription);
        json.WriteText("SeriesNumber", metadata.SeriesNumber);
        json.WriteText("InstanceNumber", metadata.InstanceNumber);
        json.WriteText("BodyPartExamined", metadata.BodyPartExamined);
        json.WriteTexts("segmentAttributesFileMapping", metadata.SegmentAttributesFileMapping);
        json.WriteStartArray("segmentAttributes");
        foreach (IReadOnlyList<SegmentAttributes>? input in metadata.SegmentAttributes)
        {
            json.WriteStartArray();
            foreach (SegmentAttributes? segment in input ?? [])
                WriteSegment(json, segment);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteSegment(Utf8JsonWriter json, SegmentAttributes? segment)
    {
        if (segment is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("labelID", segment.LabelId);
        json.WriteText("SegmentLabel", segment.SegmentLabel);
        json.WriteText("SegmentDescription", segment.SegmentDescription);
        json.WriteCode("SegmentedPropertyCategoryCodeSequence", segment.SegmentedPropertyCategory);
        json.WriteCode("SegmentedPropertyTypeCodeSequence", segment.SegmentedPropertyType);
        json.WriteCodes("SegmentedPropertyTypeModifierCodeSequence", segment.SegmentedPropertyTypeModifiers);
        if (segment.AnatomicRegion is not null)
            json.WriteCode("AnatomicRegionSequence", segment.AnatomicRegion);
        json.WriteCodes("AnatomicRegionModifierSequence", segment.AnatomicRegionModifiers);
        json.WriteText("SegmentAlgorithmType", segment.AlgorithmType switch
        {
            SegmentAlgorithmType.Automatic => "AUTOMATIC",
            SegmentAlgorithmType.SemiAutomatic => "SEMIAUTOMATIC",
            SegmentAlgorithmType.Manual => "MANUAL",
            _ => segment.AlgorithmType.ToString(),
        });
        json.WriteText("SegmentAlgorithmName", segment.AlgorithmName);
        if (segment.RecommendedDisplayRgb is { } rgb)
            json.WriteNumbers("recommendedDisplayRGBValue", rgb.Red, rgb.Green, rgb.Blue);
        if (segment.RecommendedDisplayCieLab is { } lab)
            json.WriteNumbers("RecommendedDisplayCIELabValue", lab.L, lab.A, lab.B);
        json.WriteText("TrackingIdentifier", segment.TrackingIdentifier);
        json.WriteText("TrackingUniqueIdentifier", segment.TrackingUid);
        json.WriteEndObject();
    }
}
