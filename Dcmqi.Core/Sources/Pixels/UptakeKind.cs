namespace Dcmqi.Sources;

/// <summary>A kind of standardised uptake value: what it is normalised by, and how it is coded (PS3.16 Annex D).</summary>
internal sealed record UptakeKind(SourceValues Values, string[] SuvTypes, CodedConcept Quantity, CodedConcept Unit, CodedConcept Method)
{
    // PS3.3 C.8.9.1.1.3 and SUV Type (0054,1006): where no type is said it is by body weight.
    public static IReadOnlyList<UptakeKind> All { get; } =
    [
        new(SourceValues.BodyWeightUptake, ["BW"], Codes.Dcm.Suvbw, Codes.Ucum.StandardizedUptakeValueBodyWeight, Codes.Dcm.SUVBodyWeightCalculationMethod),
        new(SourceValues.LeanBodyMassUptake, ["LBM"], Codes.Dcm.Suvlbm, Codes.Ucum.StandardizedUptakeValueLeanBodyMassJames, Codes.Dcm.SUVLeanBodyMassCalculationMethod),
        new(SourceValues.LeanBodyMassJames128Uptake, ["LBMJAMES128"], Codes.Dcm.SuvlbmJames128, Codes.Ucum.StandardizedUptakeValueLeanBodyMassJames128Multiplier, Codes.Dcm.SUVLeanBodyMassCalculationMethodUsing128Multiplier),
        new(SourceValues.LeanBodyMassJanmaUptake, ["LBMJANMA"], Codes.Dcm.SuvlbmJanma, Codes.Ucum.StandardizedUptakeValueLeanBodyMassJanma, Codes.Dcm.SUVLeanBodyMassCalculationJanmahasatianMethod),
        new(SourceValues.BodySurfaceAreaUptake, ["BSA"], Codes.Dcm.Suvbsa, Codes.Ucum.StandardizedUptakeValueBodySurfaceArea, Codes.Dcm.SUVBodySurfaceAreaCalculationMethod),
        new(SourceValues.IdealBodyWeightUptake, ["IBW"], Codes.Dcm.Suvibw, Codes.Ucum.StandardizedUptakeValueIdealBodyWeight, Codes.Dcm.SUVIdealBodyWeightCalculationMethod),
    ];

    /// <summary>The kind that source values are; <see langword="null"/> where they are not an uptake.</summary>
    public static UptakeKind? Of(SourceValues values) => All.FirstOrDefault(kind => kind.Values == values);

    /// <summary>The kind that Units (0054,1001) and SUV Type (0054,1006) declare; <see langword="null"/> where the values are not an uptake, or of a type that is not known.</summary>
    public static UptakeKind? Declared(string? units, string? suvType) => units switch
    {
        "CM2ML" => suvType is null or "BSA" ? Of(SourceValues.BodySurfaceAreaUptake) : null,
        "GML" => All.FirstOrDefault(kind => kind.Values != SourceValues.BodySurfaceAreaUptake && kind.SuvTypes.Contains(suvType ?? "BW")),
        _ => null,
    };
}
