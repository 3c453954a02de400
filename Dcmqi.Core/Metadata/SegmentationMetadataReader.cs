namespace Dcmqi.Metadata;

/// <summary>Reads dcmqi's segmentation document.</summary>
internal static class SegmentationMetadataReader
{
    public const string SchemaName = "segmentation.json";

    private const int HighestLabel = ushort.MaxValue;

    public static SegmentationMetadata Read(MetadataNode node, MetadataFaults faults)
    {
        var root = new MetadataObject(node, faults, "an object with segmentAttributes");
        var metadata = new SegmentationMetadata
        {
            SchemaReference = root.Text("@schema", TextRule.Any),
            ContentCreatorName = root.Text("ContentCreatorName", TextRule.PersonName),
            ClinicalTrialSeriesId = root.Text("ClinicalTrialSeriesID", TextRule.LongString),
            ClinicalTrialTimePointId = root.Text("ClinicalTrialTimePointID", TextRule.LongString),
            ClinicalTrialCoordinatingCenterName = root.Text("ClinicalTrialCoordinatingCenterName", TextRule.LongString),
            ContentLabel = root.Text("ContentLabel", TextRule.CodeString),
            ContentDescription = root.Text("ContentDescription", TextRule.LongString),
            SeriesDescription = root.Text("SeriesDescription", TextRule.LongString),
            SeriesNumber = root.Text("SeriesNumber", TextRule.IntegerString),
            InstanceNumber = root.Text("InstanceNumber", TextRule.IntegerString),
            BodyPartExamined = root.Text("BodyPartExamined", TextRule.CodeString),
            SegmentAttributesFileMapping = root.Texts("segmentAttributesFileMapping", TextRule.Any),
            SegmentAttributes = ReadInputs(root, faults),
        };
        int files = metadata.SegmentAttributesFileMapping.Count, inputs = metadata.SegmentAttributes.Count;
        if (files > 0 && inputs > 0 && files != inputs)
            root.Refuse("segmentAttributesFileMapping", $"names {files} files; segmentAttributes has {inputs} lists. Expected one file name for each list.");
        root.Close();
        return metadata;
    }

    private static List<IReadOnlyList<SegmentAttributes>> ReadInputs(MetadataObject root, MetadataFaults faults)
    {
        var inputs = new List<IReadOnlyList<SegmentAttributes>>();
        foreach (MetadataNode input in root.Items("segmentAttributes", "a list with one list of segments for each input", required: true))
        {
            var segments = new List<SegmentAttributes>();
            var seen = new Dictionary<int, MetadataNode>();
            foreach (MetadataNode segment in MetadataObject.ItemsOf(input, faults, "a list of at least one segment"))
            {
                if (ReadSegment(segment, faults, seen) is { } attributes)
                    segments.Add(attributes);
            }

            inputs.Add(segments);
        }

        return inputs;
    }

    private static SegmentAttributes? ReadSegment(MetadataNode node, MetadataFaults faults, Dictionary<int, MetadataNode> seen)
    {
        var segment = new MetadataObject(node, faults, "a segment: an object with labelID");
        int? label = segment.Integer("labelID", 1, HighestLabel, required: true);
        if (label is { } number && !seen.TryAdd(number, node))
            segment.Refuse("labelID", $"is {number}, as {seen[number].Pointer}/labelID already is; expected different labels within one list.");
        string? labelText = segment.Text("SegmentLabel", TextRule.LongString);
        string? description = segment.Text("SegmentDescription", TextRule.ShortText);
        CodedConcept? category = segment.Code("SegmentedPropertyCategoryCodeSequence", required: true);
        CodedConcept? type = segment.Code("SegmentedPropertyTypeCodeSequence", required: true);
        List<CodedConcept> typeModifiers = segment.Codes("SegmentedPropertyTypeModifierCodeSequence");
        CodedConcept? region = segment.Code("AnatomicRegionSequence");
        List<CodedConcept> regionModifiers = segment.Codes("AnatomicRegionModifierSequence");
        SegmentAlgorithmType? algorithm = ReadAlgorithm(segment, out string? algorithmName);
        int[]? rgb = segment.Integers("recommendedDisplayRGBValue", 3, byte.MinValue, byte.MaxValue);
        int[]? lab = segment.Integers("RecommendedDisplayCIELabValue", 3, ushort.MinValue, ushort.MaxValue);
        string? tracking = segment.Text("TrackingIdentifier", TextRule.UnlimitedText);
        string? trackingUid = segment.Text("TrackingUniqueIdentifier", TextRule.UniqueIdentifier);
        segment.Close();
        if (category is null || type is null)
            return null;
        return new SegmentAttributes
        {
            LabelId = label ?? 1,
            SegmentLabel = labelText,
            SegmentDescription = description,
            SegmentedPropertyCategory = category,
            SegmentedPropertyType = type,
            SegmentedPropertyTypeModifiers = typeModifiers,
            AnatomicRegion = region,
            AnatomicRegionModifiers = regionModifiers,
            AlgorithmType = algorithm ?? SegmentAlgorithmType.Manual,
            AlgorithmName = algorithmName,
            RecommendedDisplayRgb = rgb is null ? null : new RgbColor((byte)rgb[0], (byte)rgb[1], (byte)rgb[2]),
            RecommendedDisplayCieLab = lab is null ? null : new CieLabColor((ushort)lab[0], (ushort)lab[1], (ushort)lab[2]),
            TrackingIdentifier = tracking,
            TrackingUid = trackingUid,
        };
    }

    private static SegmentAlgorithmType? ReadAlgorithm(MetadataObject segment, out string? name)
    {
        string? word = segment.Choice("SegmentAlgorithmType", required: true, "AUTOMATIC", "MANUAL", "SEMIAUTOMATIC");
        int faultsBefore = segment.FaultCount;
        name = segment.Text("SegmentAlgorithmName", TextRule.LongString);

        // PS3.3 C.8.20.2: Type 1C, required unless the segment was made by hand. dcmqi refuses it at conversion.
        if (word is "AUTOMATIC" or "SEMIAUTOMATIC" && string.IsNullOrWhiteSpace(name) && segment.FaultCount == faultsBefore)
            segment.Refuse("SegmentAlgorithmName", $"is missing; expected a text of at most 64 characters (LO), because SegmentAlgorithmType is {word}.");
        return word switch
        {
            "AUTOMATIC" => SegmentAlgorithmType.Automatic,
            "SEMIAUTOMATIC" => SegmentAlgorithmType.SemiAutomatic,
            "MANUAL" => SegmentAlgorithmType.Manual,
            _ => null,
        };
    }
}
