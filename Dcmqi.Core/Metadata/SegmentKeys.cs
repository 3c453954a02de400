using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The keys of one segment: dcmqi's, and ours for what dcmqi lacks.</summary>
internal static class SegmentKeys
{
    public const string LabelId = "labelID";

    private static readonly JsonRule<RgbColor?> Rgb = new MappedRule<IReadOnlyList<int>, RgbColor?>(
        Rules.Integers(3, byte.MaxValue),
        values => values.Count == 3 ? new RgbColor((byte)values[0], (byte)values[1], (byte)values[2]) : null,
        color => [color!.Value.Red, color.Value.Green, color.Value.Blue]);

    private static readonly JsonRule<CieLabColor?> CieLab = new MappedRule<IReadOnlyList<int>, CieLabColor?>(
        Rules.Integers(3, ushort.MaxValue),
        values => values.Count == 3 ? new CieLabColor((ushort)values[0], (ushort)values[1], (ushort)values[2]) : null,
        color => [color!.Value.L, color.Value.A, color.Value.B]);

    private static readonly JsonShape<SegmentAlgorithmIdentification> Algorithm =
        new JsonShape<SegmentAlgorithmIdentification>("segmentAlgorithm", "an algorithm: an object with AlgorithmFamilyCodeSequence, AlgorithmName and AlgorithmVersion", () => new SegmentAlgorithmIdentification { Family = null!, Name = null!, Version = null! })
            .Required("AlgorithmFamilyCodeSequence", Rules.Code, it => it.Family, (it, value) => it with { Family = value })
            .Optional("AlgorithmNameCodeSequence", Rules.Code, it => it.NameCode, (it, value) => it with { NameCode = value })
            .Required("AlgorithmName", Rules.GivenText(TextRule.LongString), it => it.Name, (it, value) => it with { Name = value })
            .Required("AlgorithmVersion", Rules.GivenText(TextRule.LongString), it => it.Version, (it, value) => it with { Version = value })
            .Optional("AlgorithmParameters", Rules.Text(TextRule.LongText), it => it.Parameters, (it, value) => it with { Parameters = value })
            .Optional("AlgorithmSource", Rules.Text(TextRule.LongString), it => it.Source, (it, value) => it with { Source = value });

    private static readonly JsonShape<AnatomicStructure> Region = Structure("anatomicRegion", "AnatomicRegionSequence", "AnatomicRegionModifierSequence");

    private static readonly JsonShape<AnatomicStructure> PrimaryStructure =
        Structure("primaryAnatomicStructure", "PrimaryAnatomicStructureSequence", "PrimaryAnatomicStructureModifierSequence");

    public static JsonShape<SegmentAttributes> Shape { get; } =
        new JsonShape<SegmentAttributes>("segment", "a segment: an object with labelID", () => new SegmentAttributes { LabelId = 0, SegmentedPropertyCategory = null!, SegmentedPropertyType = null!, AlgorithmType = default })
            .Required(LabelId, new IntegerRule(1, ushort.MaxValue), it => it.LabelId, (it, value) => it with { LabelId = value })
            .Optional("SegmentLabel", Rules.Text(TextRule.LongString), it => it.SegmentLabel, (it, value) => it with { SegmentLabel = value })
            .Optional("SegmentDescription", Rules.Text(TextRule.ShortText), it => it.SegmentDescription, (it, value) => it with { SegmentDescription = value })
            .Required("SegmentedPropertyCategoryCodeSequence", Rules.Code, it => it.SegmentedPropertyCategory, (it, value) => it with { SegmentedPropertyCategory = value })
            .Required("SegmentedPropertyTypeCodeSequence", Rules.Code, it => it.SegmentedPropertyType, (it, value) => it with { SegmentedPropertyType = value })
            .Optional("SegmentedPropertyTypeModifierCodeSequence", Rules.Codes, it => it.SegmentedPropertyTypeModifiers, (it, value) => it with { SegmentedPropertyTypeModifiers = value })
            .Optional("AnatomicRegionSequence", Rules.Code, it => it.AnatomicRegion, (it, value) => it with { AnatomicRegion = value })
            .Optional("AnatomicRegionModifierSequence", Rules.Codes, it => it.AnatomicRegionModifiers, (it, value) => it with { AnatomicRegionModifiers = value })
            .Optional("additionalAnatomicRegions", Rules.List(Region, "a list of anatomic regions"), it => it.AdditionalAnatomicRegions, (it, value) => it with { AdditionalAnatomicRegions = value })
            .Optional("primaryAnatomicStructures", Rules.List(PrimaryStructure, "a list of anatomic structures"), it => it.PrimaryAnatomicStructures, (it, value) => it with { PrimaryAnatomicStructures = value })
            .Add(new AlgorithmMember())
            .Optional("segmentAlgorithmIdentifications", Rules.List(Algorithm, "a list of algorithms"), it => it.AlgorithmIdentifications, (it, value) => it with { AlgorithmIdentifications = value })
            .Optional("recommendedDisplayRGBValue", Rgb, it => it.RecommendedDisplayRgb, (it, value) => it with { RecommendedDisplayRgb = value })
            .Optional("RecommendedDisplayCIELabValue", CieLab, it => it.RecommendedDisplayCieLab, (it, value) => it with { RecommendedDisplayCieLab = value })
            .Optional("TrackingIdentifier", Rules.Text(TextRule.UnlimitedText), it => it.TrackingIdentifier, (it, value) => it with { TrackingIdentifier = value })
            .Optional("TrackingUniqueIdentifier", Rules.Uid, it => it.TrackingUid, (it, value) => it with { TrackingUid = value })
            .Check(CheckRegion);

    private static JsonShape<AnatomicStructure> Structure(string name, string code, string modifiers) =>
        new JsonShape<AnatomicStructure>(name, $"a part of the body: an object with {code}", () => new AnatomicStructure { Code = null! })
            .Required(code, Rules.Code, it => it.Code, (it, value) => it with { Code = value })
            .Optional(modifiers, Rules.Codes, it => it.Modifiers, (it, value) => it with { Modifiers = value });

    private static void CheckRegion(JsonObjectReader from, SegmentAttributes segment)
    {
        if (segment.AdditionalAnatomicRegions.Count > 0 && from.Find("AnatomicRegionSequence", null) is null)
            from.Refuse("additionalAnatomicRegions", "stands without AnatomicRegionSequence, which names the first region.");
    }
}
