using Dcmqi.Metadata;

namespace Dcmqi;

/// <summary>A number with a name and a unit: a parameter of a derivation, a property of a measurement, or a number that a measurement was inferred from.</summary>
public sealed record NumericProperty
{
    /// <summary>Gets what the number is.</summary>
    public required CodedConcept Name { get; init; }

    /// <summary>Gets the number, or <see langword="null"/> if there is none: then <see cref="Qualifier"/> says why. Never NaN or infinite on reading; given so, it is written as a qualifier.</summary>
    public double? Value { get; init; }

    /// <summary>Gets the unit, of UCUM, such as <see cref="Codes.Ucum.Millimeter"/>. <see langword="null"/> only where a report that was read does not say it.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Gets why there is no number, or what is to be said of it, such as <c>(114000, DCM, "Not a number")</c> (CID 42), or <see langword="null"/>.</summary>
    public CodedConcept? Qualifier { get; init; }

    /// <summary>Returns the name, number and unit, such as <c>Threshold = 0.41 1</c>.</summary>
    public override string ToString() => $"{Name.Meaning} = {MeasurementText.Of(Value, Unit, Qualifier)}";
}
