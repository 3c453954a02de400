using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes measurements and evaluations.</summary>
internal static class MeasurementItemWriter
{
    public static void Write(Utf8JsonWriter json, Measurement measurement)
    {
        (string? text, CodedConcept? qualifier) = NumericQualifiers.ToText(measurement.Value, measurement.Qualifier);
        json.WriteText("value", text);
        json.WriteCodeIfGiven("valueQualifier", qualifier);
        json.WriteCode("quantity", measurement.Name);
        json.WriteCodeIfGiven("units", measurement.Unit);
        json.WriteCodeIfGiven("derivationModifier", measurement.Derivation);
        json.WriteCodeIfGiven("MeasurementMethod", measurement.Method);
        RegionWriter.WriteSites(json, measurement.FindingSites);
        json.WriteList("measurementModifiers", measurement.Modifiers, WriteModifier);
        json.WriteList("measurementDerivationParameters", measurement.DerivationParameters, (writer, property) => WriteProperty(writer, property, "derivationParameter"));
        json.WriteText("measurementPopulationDescription", measurement.PopulationDescription);
        json.WriteList("measurementNumProperties", measurement.NumericProperties, (writer, property) => WriteProperty(writer, property, "numProperty"));
        WriteRange(json, measurement.ReferenceRange);
        WriteUncertainty(json, measurement.Uncertainty);
        json.WriteCodeIfGiven("normality", measurement.Normality);
        json.WriteCodeIfGiven("levelOfSignificance", measurement.LevelOfSignificance);
        json.WriteCodeIfGiven("selectionStatus", measurement.SelectionStatus);
        json.WriteText("TrackingIdentifier", measurement.TrackingIdentifier);
        json.WriteText("TrackingUniqueIdentifier", measurement.TrackingUid);
        WriteAlgorithm(json, measurement.Algorithm);
        json.WriteText("rwvmMapUsedForMeasurement", measurement.RealWorldValueMapUid);
        json.WriteList("inferredFromImages", measurement.InferredFromImages, RegionWriter.WriteReference);
        json.WriteList("inferredFrom", measurement.InferredFrom, Write);
    }

    public static void WriteEvaluation(Utf8JsonWriter json, QualitativeEvaluation evaluation)
    {
        json.WriteCode("conceptCode", evaluation.Name);
        if (evaluation.Code is not null)
            json.WriteCode("conceptValue", evaluation.Code);
        else
            json.WriteText("conceptValue", evaluation.Text);
        json.WriteList("evaluationModifiers", evaluation.Modifiers, WriteModifier);
    }

    public static void WriteAlgorithm(Utf8JsonWriter json, AlgorithmIdentification? algorithm)
    {
        if (algorithm is null)
            return;
        json.WriteStartObject("measurementAlgorithmIdentification");
        json.WriteText("AlgorithmName", algorithm.Name);
        json.WriteText("AlgorithmVersion", algorithm.Version);
        json.WriteTexts("AlgorithmParameters", algorithm.Parameters);
        json.WriteEndObject();
    }

    public static void WriteNumber(Utf8JsonWriter json, string valueKey, string unitsKey, double? number, CodedConcept? unit, CodedConcept? qualifier)
    {
        (string? text, CodedConcept? told) = NumericQualifiers.ToText(number, qualifier);
        json.WriteText(valueKey, text);
        json.WriteCodeIfGiven(valueKey + "Qualifier", told);
        json.WriteCodeIfGiven(unitsKey, unit);
    }

    private static void WriteModifier(Utf8JsonWriter json, MeasurementModifier modifier)
    {
        json.WriteCode("modifier", modifier.Name);
        json.WriteCode("modifierValue", modifier.Value);
    }

    private static void WriteProperty(Utf8JsonWriter json, NumericProperty property, string stem)
    {
        json.WriteCode(stem, property.Name);
        WriteNumber(json, stem + "Value", stem + "Units", property.Value, property.Unit, property.Qualifier);
    }

    private static void WriteRange(Utf8JsonWriter json, ReferenceRange? range)
    {
        if (range is null)
            return;
        json.WriteStartObject("referenceRange");
        json.WriteNumberText("lower", range.Lower);
        json.WriteNumberText("upper", range.Upper);
        json.WriteCodeIfGiven("units", range.Unit);
        json.WriteText("description", range.Description);
        json.WriteText("authority", range.Authority);
        json.WriteEndObject();
    }

    private static void WriteUncertainty(Utf8JsonWriter json, MeasurementUncertainty? uncertainty)
    {
        if (uncertainty is null)
            return;
        json.WriteStartObject("measurementUncertainty");
        json.WriteNumberText("lower", uncertainty.Lower);
        json.WriteNumberText("upper", uncertainty.Upper);
        json.WriteCodeIfGiven("units", uncertainty.Unit);
        json.WriteEndObject();
    }
}
