namespace Dcmqi.Metadata;

/// <summary>Reads dcmqi's parametric map document.</summary>
/// <remarks>dcmqi's converter also takes RealWorldValueIntercept and DerivedPixelContrast, and does without region and laterality; so does this.</remarks>
internal static class ParametricMapMetadataReader
{
    public const string SchemaName = "parametric-map.json";

    /// <returns>The metadata, or null where a required code is at fault.</returns>
    public static ParametricMapMetadata? Read(MetadataNode node, MetadataFaults faults)
    {
        var root = new MetadataObject(node, faults, "an object with QuantityValueCode");
        string? schema = root.Text("@schema", TextRule.Any);
        string? description = root.Text("SeriesDescription", TextRule.LongString);
        string? series = root.Text("SeriesNumber", TextRule.IntegerString);
        string? instance = root.Text("InstanceNumber", TextRule.IntegerString);
        string? bodyPart = root.Text("BodyPartExamined", TextRule.CodeString);
        CodedConcept? quantity = root.Code("QuantityValueCode", required: true);
        CodedConcept? units = root.Code("MeasurementUnitsCode", required: true);
        CodedConcept? method = root.Code("MeasurementMethodCode");
        CodedConcept? model = root.Code("ModelFittingMethodCode");
        CodedConcept? derivation = root.Code("DerivationCode", required: true);
        string? derivationDescription = root.Text("DerivationDescription", TextRule.ShortText);
        List<string> bValues = root.Texts("SourceImageDiffusionBValues", TextRule.DecimalString);
        CodedConcept? region = root.Code("AnatomicRegionSequence");
        FrameLaterality? laterality = ReadLaterality(root);
        string? slope = root.Text("RealWorldValueSlope", TextRule.DecimalString);
        string? intercept = root.Text("RealWorldValueIntercept", TextRule.DecimalString);
        string? contrast = root.Text("DerivedPixelContrast", TextRule.CodeString);
        root.Close();
        if (quantity is null || units is null || derivation is null)
            return null;
        return new ParametricMapMetadata
        {
            SchemaReference = schema,
            SeriesDescription = description,
            SeriesNumber = series,
            InstanceNumber = instance,
            BodyPartExamined = bodyPart,
            Quantity = quantity,
            Unit = units,
            MeasurementMethod = method,
            ModelFittingMethod = model,
            Derivation = derivation,
            DerivationDescription = derivationDescription,
            SourceImageDiffusionBValues = [.. bValues.Select(DecimalText.Parse)],
            AnatomicRegion = region,
            FrameLaterality = laterality,
            RealWorldValueSlope = slope is null ? null : DecimalText.Parse(slope),
            RealWorldValueIntercept = intercept is null ? null : DecimalText.Parse(intercept),
            DerivedPixelContrast = contrast,
        };
    }

    private static FrameLaterality? ReadLaterality(MetadataObject root) => root.Text("FrameLaterality", TextRule.Laterality) switch
    {
        "U" => FrameLaterality.Unpaired,
        "L" => FrameLaterality.Left,
        "R" => FrameLaterality.Right,
        "B" => FrameLaterality.Both,
        _ => null,
    };
}
