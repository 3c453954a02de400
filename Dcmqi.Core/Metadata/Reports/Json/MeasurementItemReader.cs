using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Reads measurements and evaluations.</summary>
internal static class MeasurementItemReader
{
    private const string MeasurementExpectation = "a measurement: an object with value, quantity and units";
    private const string Quantity = "quantity", Value = "value", Units = "units", Qualifier = "valueQualifier";

    public static List<Measurement> Measurements(MetadataObject from, string key, MetadataFaults faults)
    {
        var measurements = new List<Measurement>();
        foreach (MetadataNode node in from.AnyItems(key, "a list of measurements"))
        {
            if (Read(node, faults) is { } measurement)
                measurements.Add(measurement);
        }

        return measurements;
    }

    public static List<QualitativeEvaluation> Evaluations(MetadataObject from, MetadataFaults faults)
    {
        var evaluations = new List<QualitativeEvaluation>();
        foreach (MetadataNode node in from.AnyItems("qualitativeEvaluations", "a list of evaluations"))
        {
            var item = new MetadataObject(node, faults, "an evaluation: an object with conceptCode and conceptValue");
            CodedConcept? name = item.Code("conceptCode", required: true);
            CodedConcept? code = null;
            string? text = null;
            if (item.Any("conceptValue") is { Kind: JsonValueKind.Object } value)
                code = MetadataObject.ReadCode(value, faults);
            else
                text = item.Text("conceptValue", TextRule.UnlimitedText, required: true);
            List<MeasurementModifier> modifiers = Modifiers(item, "evaluationModifiers", faults);
            item.Close();
            if (name is not null)
                evaluations.Add(new QualitativeEvaluation { Name = name, Code = code, Text = text, Modifiers = modifiers });
        }

        return evaluations;
    }

    public static AlgorithmIdentification? Algorithm(MetadataObject from, MetadataFaults faults)
    {
        if (from.Any("measurementAlgorithmIdentification") is not { } node)
            return null;
        var item = new MetadataObject(node, faults, "an algorithm: an object with AlgorithmName and AlgorithmVersion");
        string? name = item.Text("AlgorithmName", TextRule.UnlimitedText, required: true);
        string? version = item.Text("AlgorithmVersion", TextRule.UnlimitedText);
        List<string> parameters = item.AnyTexts("AlgorithmParameters", TextRule.UnlimitedText);
        item.Close();
        return name is null ? null : new AlgorithmIdentification { Name = name, Version = version, Parameters = parameters };
    }

    /// <summary>A number with a name and a unit, whose keys differ from place to place. Where no name is given to fall back on, the document must say it.</summary>
    public static NumericProperty? Property(
        MetadataNode node, MetadataFaults faults, string expectation, string nameKey, string valueKey, string unitsKey, CodedConcept? nameUnlessGiven = null)
    {
        var item = new MetadataObject(node, faults, expectation);
        CodedConcept? name = item.Code(nameKey, required: nameUnlessGiven is null) ?? nameUnlessGiven;
        (double? number, CodedConcept? unit, CodedConcept? qualifier) = Number(item, valueKey, unitsKey, valueKey + "Qualifier");
        item.Close();
        return name is null ? null : new NumericProperty { Name = name, Value = number, Unit = unit, Qualifier = qualifier };
    }

    private static Measurement? Read(MetadataNode node, MetadataFaults faults)
    {
        var item = new MetadataObject(node, faults, MeasurementExpectation);
        (double? number, CodedConcept? unit, CodedConcept? qualifier) = Number(item, Value, Units, Qualifier);
        CodedConcept? name = item.Code(Quantity, required: true);
        var measurement = new Measurement
        {
            Name = name ?? Codes.Ucum.NoUnits,
            Value = number,
            Unit = unit,
            Qualifier = qualifier,
            Derivation = item.Code("derivationModifier"),
            Method = item.Code("MeasurementMethod"),
            FindingSites = RegionReader.Sites(item, faults),
            Modifiers = Modifiers(item, "measurementModifiers", faults),
            DerivationParameters = Properties(item, "measurementDerivationParameters", "derivationParameter", faults),
            InferredFrom = Measurements(item, "inferredFrom", faults),
            InferredFromImages = RegionReader.References(item, "inferredFromImages", faults),
            PopulationDescription = item.Text("measurementPopulationDescription", TextRule.UnlimitedText),
            NumericProperties = Properties(item, "measurementNumProperties", "numProperty", faults),
            ReferenceRange = ReadRange(item, faults),
            Uncertainty = ReadUncertainty(item, faults),
            Normality = item.Code("normality"),
            LevelOfSignificance = item.Code("levelOfSignificance"),
            SelectionStatus = item.Code("selectionStatus"),
            TrackingIdentifier = item.Text("TrackingIdentifier", TextRule.UnlimitedText),
            TrackingUid = item.Text("TrackingUniqueIdentifier", TextRule.UniqueIdentifier),
            Algorithm = Algorithm(item, faults),
            RealWorldValueMapUid = item.Text("rwvmMapUsedForMeasurement", TextRule.UniqueIdentifier),
        };
        item.Close();
        return name is null ? null : measurement;
    }

    // dcmqi's own reader gives an empty text where there is no number.
    private static (double? Number, CodedConcept? Unit, CodedConcept? Qualifier) Number(MetadataObject item, string valueKey, string unitsKey, string qualifierKey)
    {
        string? text = item.Text(valueKey, TextRule.MeasuredValue);
        int faultsBefore = item.FaultCount;
        CodedConcept? unit = item.Code(unitsKey);
        if (unit is null && text is not null && item.FaultCount == faultsBefore)
            item.Refuse(unitsKey, "is missing; expected a code of UCUM, because there is a value.");
        (double? number, CodedConcept? qualifier) = NumericQualifiers.OfText(text, item.Code(qualifierKey));
        return (number, unit, qualifier);
    }

    private static List<MeasurementModifier> Modifiers(MetadataObject from, string key, MetadataFaults faults)
    {
        var modifiers = new List<MeasurementModifier>();
        foreach (MetadataNode node in from.AnyItems(key, "a list of modifiers"))
        {
            var item = new MetadataObject(node, faults, "a modifier: an object with modifier and modifierValue");
            CodedConcept? name = item.Code("modifier", required: true), value = item.Code("modifierValue", required: true);
            item.Close();
            if (name is not null && value is not null)
                modifiers.Add(new MeasurementModifier(name, value));
        }

        return modifiers;
    }

    private static List<NumericProperty> Properties(MetadataObject from, string key, string stem, MetadataFaults faults)
    {
        var properties = new List<NumericProperty>();
        foreach (MetadataNode node in from.AnyItems(key, $"a list of objects with {stem}, {stem}Value and {stem}Units"))
        {
            if (Property(node, faults, $"an object with {stem}, {stem}Value and {stem}Units", stem, stem + "Value", stem + "Units") is { } property)
                properties.Add(property);
        }

        return properties;
    }

    private static ReferenceRange? ReadRange(MetadataObject from, MetadataFaults faults)
    {
        if (from.Any("referenceRange") is not { } node)
            return null;
        var item = new MetadataObject(node, faults, "a reference range: an object with lower, upper and units");
        var range = new ReferenceRange
        {
            Lower = Limit(item, "lower"),
            Upper = Limit(item, "upper"),
            Unit = item.Code(Units),
            Description = item.Text("description", TextRule.UnlimitedText),
            Authority = item.Text("authority", TextRule.UnlimitedText),
        };
        item.Close();
        return range;
    }

    private static MeasurementUncertainty? ReadUncertainty(MetadataObject from, MetadataFaults faults)
    {
        if (from.Any("measurementUncertainty") is not { } node)
            return null;
        var item = new MetadataObject(node, faults, "an uncertainty: an object with lower, upper and units");
        var uncertainty = new MeasurementUncertainty { Lower = Limit(item, "lower"), Upper = Limit(item, "upper"), Unit = item.Code(Units) };
        item.Close();
        return uncertainty;
    }

    private static double? Limit(MetadataObject item, string key) => item.Text(key, TextRule.DecimalString) is { } text ? DecimalText.Parse(text) : null;
}
