using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes segmentation metadata with dcmqi's keys: what is not given is left out, one code stays an object.</summary>
internal static class SegmentationMetadataWriter
{
    public static byte[] Write(SegmentationMetadata metadata)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteText(json, "@schema", metadata.SchemaReference);
            WriteText(json, "ContentCreatorName", metadata.ContentCreatorName);
            WriteText(json, "ClinicalTrialSeriesID", metadata.ClinicalTrialSeriesID);
            WriteText(json, "ClinicalTrialTimePointID", metadata.ClinicalTrialTimePointID);
            WriteText(json, "ClinicalTrialCoordinatingCenterName", metadata.ClinicalTrialCoordinatingCenterName);
            WriteText(json, "ContentLabel", metadata.ContentLabel);
            WriteText(json, "ContentDescription", metadata.ContentDescription);
            WriteText(json, "SeriesDescription", metadata.SeriesDescription);
            WriteText(json, "SeriesNumber", metadata.SeriesNumber);
            WriteText(json, "InstanceNumber", metadata.InstanceNumber);
            WriteText(json, "BodyPartExamined", metadata.BodyPartExamined);
            if (metadata.SegmentAttributesFileMapping.Count > 0)
            {
                json.WriteStartArray("segmentAttributesFileMapping");
                foreach (string file in metadata.SegmentAttributesFileMapping)
                    json.WriteStringValue(file);
                json.WriteEndArray();
            }

            json.WriteStartArray("segmentAttributes");
            foreach (IReadOnlyList<SegmentAttributes> input in metadata.SegmentAttributes)
            {
                json.WriteStartArray();
                foreach (SegmentAttributes segment in input)
                    WriteSegment(json, segment);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteSegment(Utf8JsonWriter json, SegmentAttributes segment)
    {
        json.WriteStartObject();
        json.WriteNumber("labelID", segment.LabelId);
        WriteText(json, "SegmentLabel", segment.SegmentLabel);
        WriteText(json, "SegmentDescription", segment.SegmentDescription);
        WriteCodes(json, "SegmentedPropertyCategoryCodeSequence", [segment.SegmentedPropertyCategory]);
        WriteCodes(json, "SegmentedPropertyTypeCodeSequence", [segment.SegmentedPropertyType]);
        WriteCodes(json, "SegmentedPropertyTypeModifierCodeSequence", segment.SegmentedPropertyTypeModifiers);
        WriteCodes(json, "AnatomicRegionSequence", segment.AnatomicRegion is { } region ? [region] : []);
        WriteCodes(json, "AnatomicRegionModifierSequence", segment.AnatomicRegionModifiers);
        WriteText(json, "SegmentAlgorithmType", segment.AlgorithmType.ToString().ToUpperInvariant());
        WriteText(json, "SegmentAlgorithmName", segment.AlgorithmName);
        if (segment.RecommendedDisplayRgb is { } rgb)
            WriteNumbers(json, "recommendedDisplayRGBValue", [rgb.Red, rgb.Green, rgb.Blue]);
        if (segment.RecommendedDisplayCieLab is { } lab)
            WriteNumbers(json, "RecommendedDisplayCIELabValue", [lab.L, lab.A, lab.B]);
        WriteText(json, "TrackingIdentifier", segment.TrackingIdentifier);
        WriteText(json, "TrackingUniqueIdentifier", segment.TrackingUniqueIdentifier);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string key, string? text)
    {
        if (text is not null)
            json.WriteString(key, text);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(key);
        foreach (int number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteCodes(Utf8JsonWriter json, string key, IReadOnlyList<CodedConcept> codes)
    {
        if (codes.Count == 0)
            return;
        json.WritePropertyName(key);
        if (codes.Count > 1)
            json.WriteStartArray();
        foreach (CodedConcept code in codes)
        {
            json.WriteStartObject();
            json.WriteString("CodeValue", code.Value);
            json.WriteString("CodingSchemeDesignator", code.Scheme);
            json.WriteString("CodeMeaning", code.Meaning);
            WriteText(json, "CodingSchemeVersion", code.SchemeVersion);
            json.WriteEndObject();
        }

        if (codes.Count > 1)
            json.WriteEndArray();
    }
}
