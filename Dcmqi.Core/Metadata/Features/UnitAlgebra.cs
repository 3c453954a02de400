namespace Dcmqi.Metadata;

/// <summary>Units of features that come from the unit of the image, in UCUM.</summary>
internal static class UnitAlgebra
{
    public static CodedConcept Of(FeatureUnit unit, CodedConcept image) => unit switch
    {
        FeatureUnit.None => Codes.Ucum.NoUnits,
        FeatureUnit.Millimeter => Codes.Ucum.Millimeter,
        FeatureUnit.SquareMillimeter => Codes.Ucum.SquareMillimeter,
        FeatureUnit.CubicMillimeter => Codes.Ucum.CubicMillimeter,
        FeatureUnit.PerMillimeter => new CodedConcept("/mm", "UCUM", "per millimeter"),
        FeatureUnit.Gram => new CodedConcept("g", "UCUM", "gram"),
        FeatureUnit.ImageSquared => Squared(image),
        FeatureUnit.ImageTimesCubicMillimeter => TimesCubicMillimeter(image),
        FeatureUnit.ImageSquaredTimesCubicMillimeter => TimesCubicMillimeter(Squared(image)),
        _ => image,
    };

    private static CodedConcept Squared(CodedConcept image) =>
        IsNone(image) ? image : Made(IsAtom(image.Value) ? image.Value + "2" : $"{Factor(image.Value)}.{Factor(image.Value)}", $"{image.Meaning} squared");

    private static CodedConcept TimesCubicMillimeter(CodedConcept unit) =>
        IsNone(unit) ? Codes.Ucum.CubicMillimeter : Made($"{Factor(unit.Value)}.mm3", $"{unit.Meaning} times cubic millimeter");

    private static bool IsNone(CodedConcept unit) => unit.Value == "1";

    private static string Factor(string unit) => unit.Contains('/') ? $"({unit})" : unit;

    // One unit without exponent, such as [hnsf'U] or mm: its square is written with an exponent.
    private static bool IsAtom(string unit) =>
        unit.All(char.IsAsciiLetter) || (unit[0] == '[' && unit.IndexOf(']', StringComparison.Ordinal) == unit.Length - 1);

    // PS3.3 8.8.1: a Code Meaning has at most 64 characters.
    private static CodedConcept Made(string code, string meaning) => new(code, "UCUM", meaning.Length <= 64 ? meaning : meaning[..64].TrimEnd());
}
