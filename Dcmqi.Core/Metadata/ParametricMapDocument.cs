using Dcmqi.Json;

namespace Dcmqi.Metadata;

/// <summary>dcmqi's parametric map document: its keys, in the order in which they are written.</summary>
/// <remarks>dcmqi's converter also takes RealWorldValueIntercept and DerivedPixelContrast, and does without region and laterality; so does this.</remarks>
internal static class ParametricMapDocument
{
    private static readonly (string Word, FrameLaterality? Value)[] Lateralities =
        [("U", FrameLaterality.Unpaired), ("L", FrameLaterality.Left), ("R", FrameLaterality.Right), ("B", FrameLaterality.Both)];

    // A value that is none of the enumeration is written as its number, which is refused when it is read.
    private static readonly JsonRule<FrameLaterality?> Laterality = new MappedRule<string, FrameLaterality?>(
        Rules.Text(TextRule.Laterality),
        text => Array.Find(Lateralities, pair => pair.Word == text).Value,
        value => Array.Find(Lateralities, pair => pair.Value == value).Word ?? value.ToString()!);

    private static readonly JsonRule<IReadOnlyList<double>> BValues = new MappedRule<IReadOnlyList<string>, IReadOnlyList<double>>(
        Rules.Texts(TextRule.DecimalString, minimum: 1), texts => [.. texts.Select(DecimalText.Parse)], numbers => [.. numbers.Select(DecimalText.Format)]);

    public static JsonFormat<ParametricMapMetadata> Format { get; } = new(
        new JsonShape<ParametricMapMetadata>("parametricMap", "an object with QuantityValueCode", () => new ParametricMapMetadata { Quantity = null, Unit = null, Derivation = null })
            .Optional("@schema", Rules.Text(TextRule.Any), it => it.SchemaReference, (it, value) => it with { SchemaReference = value })
            .Optional("SeriesDescription", Rules.Text(TextRule.LongString), it => it.SeriesDescription, (it, value) => it with { SeriesDescription = value })
            .Optional("SeriesNumber", Rules.Text(TextRule.IntegerString), it => it.SeriesNumber, (it, value) => it with { SeriesNumber = value })
            .Optional("InstanceNumber", Rules.Text(TextRule.IntegerString), it => it.InstanceNumber, (it, value) => it with { InstanceNumber = value })

            // These two are empty where they are not given, as dcmqi writes them.
            .Optional("BodyPartExamined", Rules.Text(TextRule.CodeString), it => it.BodyPartExamined ?? "", (it, value) => it with { BodyPartExamined = value })
            .Required("QuantityValueCode", Rules.Code, it => it.Quantity, (it, value) => it with { Quantity = value })
            .Required("MeasurementUnitsCode", Rules.Code, it => it.Unit, (it, value) => it with { Unit = value })
            .Optional("MeasurementMethodCode", Rules.Code, it => it.MeasurementMethod, (it, value) => it with { MeasurementMethod = value })
            .Optional("ModelFittingMethodCode", Rules.Code, it => it.ModelFittingMethod, (it, value) => it with { ModelFittingMethod = value })
            .Required("DerivationCode", Rules.Code, it => it.Derivation, (it, value) => it with { Derivation = value })
            .Optional("DerivationDescription", Rules.Text(TextRule.ShortText), it => it.DerivationDescription ?? "", (it, value) => it with { DerivationDescription = value })
            .Optional("SourceImageDiffusionBValues", BValues, it => it.SourceImageDiffusionBValues, (it, value) => it with { SourceImageDiffusionBValues = value })
            .Optional("AnatomicRegionSequence", Rules.Code, it => it.AnatomicRegion, (it, value) => it with { AnatomicRegion = value })
            .Optional("FrameLaterality", Laterality, it => it.FrameLaterality, (it, value) => it with { FrameLaterality = value })
            .Optional("RealWorldValueSlope", Rules.Decimal, it => it.RealWorldValueSlope, (it, value) => it with { RealWorldValueSlope = value })
            .Optional("RealWorldValueIntercept", Rules.Decimal, it => it.RealWorldValueIntercept, (it, value) => it with { RealWorldValueIntercept = value })
            .Optional("DerivedPixelContrast", Rules.Text(TextRule.CodeString), it => it.DerivedPixelContrast, (it, value) => it with { DerivedPixelContrast = value }),
        (it, warnings) => it with { Warnings = warnings });
}
