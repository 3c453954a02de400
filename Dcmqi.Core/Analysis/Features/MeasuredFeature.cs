using System.Globalization;

namespace Dcmqi;

/// <summary>One feature of one segment: what it is, its value, and how it was measured.</summary>
public sealed record MeasuredFeature
{
    /// <summary>Gets the feature.</summary>
    public required SegmentFeature Feature { get; init; }

    /// <summary>Gets its name for people, such as <c>Mean</c> or <c>Percentile 95</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what was measured: a shape such as (RNU0, IBSI, "Volume of Mesh"), or the quantity in the image such as (112031, DCM, "Attenuation Coefficient").</summary>
    public required CodedConcept Name { get; init; }

    /// <summary>Gets how it comes from the quantity in the image, such as (373098007, SCT, "Mean") (PS3.16 CID 7464, or IBSI); <see langword="null"/> for shapes.</summary>
    public CodedConcept? Derivation { get; init; }

    /// <summary>Gets the definition by which it was measured, such as (Q4LE, IBSI, "Mean intensity"), where name and derivation leave it open.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Gets the unit, of UCUM.</summary>
    public required CodedConcept Unit { get; init; }

    /// <summary>Gets the value, finite; <see langword="null"/> if there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Gets why there is no value (PS3.16 CID 42).</summary>
    public CodedConcept? Qualifier { get; init; }

    /// <summary>Gets which percentile it is, 0 to 100, where <see cref="Feature"/> is <see cref="SegmentFeature.Percentile"/>.</summary>
    public double? PercentileRank { get; init; }

    /// <summary>Gets a parameter of the measurement in words, such as the discretisation; <see langword="null"/> for most.</summary>
    public string? Parameter { get; init; }

    /// <summary>Gets what makes it another feature than its definition, such as (IF9H, IBSI, "Re-segmentation") with (USB3, IBSI, "Range re-segmentation"); empty for most.</summary>
    public IReadOnlyList<MeasurementModifier> Modifiers { get; init => field = ValueList<MeasurementModifier>.Of(value); } = [];

    /// <summary>Gets the numbers that the <see cref="Modifiers"/> have, such as the limits of a range.</summary>
    public IReadOnlyList<NumericProperty> DerivationParameters { get; init => field = ValueList<NumericProperty>.Of(value); } = [];

    /// <summary>Returns the title, value and unit, such as <c>Mean = 37.3 [hnsf'U]</c>.</summary>
    public override string ToString() =>
        $"{Title} = {(Value is { } value ? value.ToString("G6", CultureInfo.InvariantCulture) : Qualifier?.Meaning ?? "no value")}{(Value is null || Unit.Value == "1" ? "" : " " + Unit.Value)}";
}
