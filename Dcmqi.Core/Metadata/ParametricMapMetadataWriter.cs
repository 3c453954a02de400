using System.Text.Json;

namespace Dcmqi.Metadata;

/// <summary>Writes parametric map metadata with dcmqi's keys.</summary>
internal static class ParametricMapMetadataWriter
{
    public static byte[] Write(ParametricMapMetadata metadata) => MetadataJson.Write(json => WriteMembers(json, metadata));

    private static void WriteMembers(Utf8JsonWriter json, ParametricMapMetadata metadata)
    {
        json.WriteText("@schema", metadata.SchemaReference);
        json.WriteText("SeriesDescription", metadata.SeriesDescription);
        json.WriteText("SeriesNumber", metadata.SeriesNumber);
        json.WriteText("InstanceNumber", metadata.InstanceNumber);
        json.WriteText("BodyPartExamined", metadata.BodyPartExamined);
        json.WriteCode("QuantityValueCode", metadata.Quantity);
        json.WriteCode("MeasurementUnitsCode", metadata.Unit);
        if (metadata.MeasurementMethod is not null)
            json.WriteCode("MeasurementMethodCode", metadata.MeasurementMethod);
        if (metadata.ModelFittingMethod is not null)
            json.WriteCode("ModelFittingMethodCode", metadata.ModelFittingMethod);
        json.WriteCode("DerivationCode", metadata.Derivation);
        json.WriteText("DerivationDescription", metadata.DerivationDescription);
        json.WriteTexts("SourceImageDiffusionBValues", [.. metadata.SourceImageDiffusionBValues.Select(DecimalText.Format)]);
        if (metadata.AnatomicRegion is not null)
            json.WriteCode("AnatomicRegionSequence", metadata.AnatomicRegion);
        if (metadata.FrameLaterality is { } laterality)
            json.WriteText("FrameLaterality", laterality switch
            {
                FrameLaterality.Unpaired => "U",
                FrameLaterality.Left => "L",
                FrameLaterality.Right => "R",
                FrameLaterality.Both => "B",
                _ => laterality.ToString(),
            });
        if (metadata.RealWorldValueSlope is { } slope)
            json.WriteText("RealWorldValueSlope", DecimalText.Format(slope));
        if (metadata.RealWorldValueIntercept is { } intercept)
            json.WriteText("RealWorldValueIntercept", DecimalText.Format(intercept));
        json.WriteText("DerivedPixelContrast", metadata.DerivedPixelContrast);
    }
}
