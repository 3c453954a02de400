using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>dcmqi's segmentation document: its keys, in the order in which they are written.</summary>
internal static class SegmentationDocument
{
    private const string Mapping = "segmentAttributesFileMapping";

    private static readonly JsonRule<IReadOnlyList<IReadOnlyList<SegmentAttributes>>> Inputs = new ListRule<IReadOnlyList<SegmentAttributes>>(
        new SegmentListRule(), "a list with one list of segments for each input", minimum: 1);

    public static JsonFormat<SegmentationMetadata> Format { get; } = new(
        new JsonShape<SegmentationMetadata>("segmentation", "an object with segmentAttributes", () => new SegmentationMetadata())
            .Optional("@schema", Rules.Text(TextRule.Any), it => it.SchemaReference, (it, value) => it with { SchemaReference = value })
            .Optional("ContentCreatorName", Rules.Text(TextRule.PersonName), it => it.ContentCreatorName, (it, value) => it with { ContentCreatorName = value })
            .Optional("ClinicalTrialSeriesID", Rules.Text(TextRule.LongString), it => it.ClinicalTrialSeriesId, (it, value) => it with { ClinicalTrialSeriesId = value })
            .Optional("ClinicalTrialTimePointID", Rules.Text(TextRule.LongString), it => it.ClinicalTrialTimePointId, (it, value) => it with { ClinicalTrialTimePointId = value })
            .Optional("ClinicalTrialCoordinatingCenterName", Rules.Text(TextRule.LongString), it => it.ClinicalTrialCoordinatingCenterName, (it, value) => it with { ClinicalTrialCoordinatingCenterName = value })
            .Optional("ContentLabel", Rules.Text(TextRule.CodeString), it => it.ContentLabel, (it, value) => it with { ContentLabel = value })
            .Optional("ContentDescription", Rules.Text(TextRule.LongString), it => it.ContentDescription, (it, value) => it with { ContentDescription = value })
            .Optional("SeriesDescription", Rules.Text(TextRule.LongString), it => it.SeriesDescription, (it, value) => it with { SeriesDescription = value })
            .Optional("SeriesNumber", Rules.Text(TextRule.IntegerString), it => it.SeriesNumber, (it, value) => it with { SeriesNumber = value })
            .Optional("InstanceNumber", Rules.Text(TextRule.IntegerString), it => it.InstanceNumber, (it, value) => it with { InstanceNumber = value })

            // Empty where it is not given, as dcmqi writes it.
            .Optional("BodyPartExamined", Rules.Text(TextRule.CodeString), it => it.BodyPartExamined ?? "", (it, value) => it with { BodyPartExamined = value })
            .Optional(Mapping, Rules.Texts(TextRule.Any, minimum: 1), it => it.SegmentAttributesFileMapping, (it, value) => it with { SegmentAttributesFileMapping = value })
            .Required("segmentAttributes", Inputs, it => it.SegmentAttributes, (it, value) => it with { SegmentAttributes = value })
            .Check(CheckMapping),
        (it, warnings) => it with { Warnings = warnings });

    private static void CheckMapping(JsonObjectReader from, SegmentationMetadata metadata)
    {
        int files = metadata.SegmentAttributesFileMapping.Count, inputs = metadata.SegmentAttributes.Count;
        if (files > 0 && inputs > 0 && files != inputs)
            from.Refuse(Mapping, $"names {Counted.Of(files, "file")}; segmentAttributes has {inputs} lists. Expected one file name for each list.");
    }
}
