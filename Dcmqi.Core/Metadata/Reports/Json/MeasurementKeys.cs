using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>The keys of a measurement, in the order in which they are written.</summary>
internal static class MeasurementKeys
{
    private static readonly JsonRule<IReadOnlyList<MeasurementModifier>> Modifiers = Rules.List(
        new JsonShape<MeasurementModifier>("modifier", "a modifier: an object with modifier and modifierValue", () => new MeasurementModifier(null!, null!))
            .Required("modifier", Rules.Code, it => it.Name, (it, value) => it with { Name = value })
            .Required("modifierValue", Rules.Code, it => it.Value, (it, value) => it with { Value = value }),
        "a list of modifiers");

    private static readonly JsonShape<ReferenceRange> Range =
        new JsonShape<ReferenceRange>("referenceRange", "a reference range: an object with lower, upper and units", () => new ReferenceRange())
            .Optional("lower", Rules.Decimal, it => it.Lower, (it, value) => it with { Lower = value })
            .Optional("upper", Rules.Decimal, it => it.Upper, (it, value) => it with { Upper = value })
            .Optional("units", Rules.Code, it => it.Unit, (it, value) => it with { Unit = value })
            .Optional("description", Rules.Text(TextRule.UnlimitedText), it => it.Description, (it, value) => it with { Description = value })
            .Optional("authority", Rules.Text(TextRule.UnlimitedText), it => it.Authority, (it, value) => it with { Authority = value });

    private static readonly JsonShape<MeasurementUncertainty> Uncertainty =
        new JsonShape<MeasurementUncertainty>("uncertainty", "an uncertainty: an object with lower, upper and units", () => new MeasurementUncertainty())
            .Optional("lower", Rules.Decimal, it => it.Lower, (it, value) => it with { Lower = value })
            .Optional("upper", Rules.Decimal, it => it.Upper, (it, value) => it with { Upper = value })
            .Optional("units", Rules.Code, it => it.Unit, (it, value) => it with { Unit = value });

    public static JsonShape<AlgorithmIdentification> Algorithm { get; } =
        new JsonShape<AlgorithmIdentification>("algorithm", "an algorithm: an object with AlgorithmName and AlgorithmVersion", () => new AlgorithmIdentification { Name = null! })
            .Required("AlgorithmName", Rules.GivenText(TextRule.UnlimitedText), it => it.Name, (it, value) => it with { Name = value })
            .Optional("AlgorithmVersion", Rules.Text(TextRule.UnlimitedText), it => it.Version, (it, value) => it with { Version = value })
            .Optional("AlgorithmParameters", Rules.Texts(TextRule.UnlimitedText, minimum: 0), it => it.Parameters, (it, value) => it with { Parameters = value });

    public static JsonShape<Measurement> Shape { get; } =
        new JsonShape<Measurement>("measurement", "a measurement: an object with value, quantity and units", () => new Measurement { Name = null! })
            .Add(new NumberMember<Measurement>("value", "units", it => (it.Value, it.Unit, it.Qualifier), (it, value, unit, qualifier) => it with { Value = value, Unit = unit, Qualifier = qualifier }))
            .Required("quantity", Rules.Code, it => it.Name, (it, value) => it with { Name = value })
            .Optional("derivationModifier", Rules.Code, it => it.Derivation, (it, value) => it with { Derivation = value })
            .Optional("MeasurementMethod", Rules.Code, it => it.Method, (it, value) => it with { Method = value })
            .Add(new SitesMember<Measurement>(it => it.FindingSites, (it, value) => it with { FindingSites = value }))
            .Optional("measurementModifiers", Modifiers, it => it.Modifiers, (it, value) => it with { Modifiers = value })
            .Optional("measurementDerivationParameters", Properties("derivationParameter"), it => it.DerivationParameters, (it, value) => it with { DerivationParameters = value })
            .Optional("measurementPopulationDescription", Rules.Text(TextRule.UnlimitedText), it => it.PopulationDescription, (it, value) => it with { PopulationDescription = value })
            .Optional("measurementNumProperties", Properties("numProperty"), it => it.NumericProperties, (it, value) => it with { NumericProperties = value })
            .Optional("referenceRange", Range, it => it.ReferenceRange, (it, value) => it with { ReferenceRange = value })
            .Optional("measurementUncertainty", Uncertainty, it => it.Uncertainty, (it, value) => it with { Uncertainty = value })
            .Optional("normality", Rules.Code, it => it.Normality, (it, value) => it with { Normality = value })
            .Optional("levelOfSignificance", Rules.Code, it => it.LevelOfSignificance, (it, value) => it with { LevelOfSignificance = value })
            .Optional("selectionStatus", Rules.Code, it => it.SelectionStatus, (it, value) => it with { SelectionStatus = value })
            .Optional("TrackingIdentifier", Rules.Text(TextRule.UnlimitedText), it => it.TrackingIdentifier, (it, value) => it with { TrackingIdentifier = value })
            .Optional("TrackingUniqueIdentifier", Rules.Uid, it => it.TrackingUid, (it, value) => it with { TrackingUid = value })
            .Optional("measurementAlgorithmIdentification", Algorithm, it => it.Algorithm, (it, value) => it with { Algorithm = value })
            .Optional("rwvmMapUsedForMeasurement", Rules.Uid, it => it.RealWorldValueMapUid, (it, value) => it with { RealWorldValueMapUid = value })
            .Optional("inferredFromImages", RegionKeys.References, it => it.InferredFromImages, (it, value) => it with { InferredFromImages = value })
            .Optional("inferredFrom", measurement => Rules.List(measurement, "a list of measurements"), it => it.InferredFrom, (it, value) => it with { InferredFrom = value });

    public static JsonRule<IReadOnlyList<Measurement>> List { get; } = Rules.List(Shape, "a list of measurements");

    public static JsonRule<IReadOnlyList<QualitativeEvaluation>> Evaluations { get; } = Rules.List(
        new JsonShape<QualitativeEvaluation>("evaluation", "an evaluation: an object with conceptCode and conceptValue", () => new QualitativeEvaluation { Name = null! })
            .Required("conceptCode", Rules.Code, it => it.Name, (it, value) => it with { Name = value })
            .Required("conceptValue", ConceptValue(), it => it.Code is null && it.Text is null ? null : (it.Code, it.Text), (it, value) => it with { Code = value!.Value.Code, Text = value.Value.Text })
            .Optional("evaluationModifiers", Modifiers, it => it.Modifiers, (it, value) => it with { Modifiers = value }),
        "a list of evaluations");

    private static JsonRule<(CodedConcept? Code, string? Text)?> ConceptValue() => new EitherRule<(CodedConcept? Code, string? Text)?>(
        new MappedRule<string, (CodedConcept? Code, string? Text)?>(Rules.GivenText(TextRule.UnlimitedText), text => (null, text), value => value!.Value.Text!),
        new MappedRule<CodedConcept, (CodedConcept? Code, string? Text)?>(Rules.Code, code => (code, null), value => value!.Value.Code!),
        value => value!.Value.Code is null);

    private static JsonRule<IReadOnlyList<NumericProperty>> Properties(string key) => Rules.List(
        new JsonShape<NumericProperty>(key, $"an object with {key}, {key}Value and {key}Units", () => new NumericProperty { Name = null! })
            .Required(key, Rules.Code, it => it.Name, (it, value) => it with { Name = value })
            .Add(Number(key + "Value", key + "Units")),
        $"a list of objects with {key}, {key}Value and {key}Units");

    /// <summary>The number of a property.</summary>
    public static NumberMember<NumericProperty> Number(string valueKey, string unitsKey) =>
        new(valueKey, unitsKey, it => (it.Value, it.Unit, it.Qualifier), (it, value, unit, qualifier) => it with { Value = value, Unit = unit, Qualifier = qualifier });
}
