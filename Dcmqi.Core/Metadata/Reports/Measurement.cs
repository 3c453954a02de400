using Dcmqi.Metadata;

namespace Dcmqi;

/// <summary>One measured number and what is said about it (PS3.16 TID 300, 1419, 1420).</summary>
/// <remarks>Measurements that say the same are equal. Nothing is checked on construction; building a report lists every fault.</remarks>
public sealed record Measurement
{
    /// <summary>Gets what was measured, such as <c>(118565006, SCT, "Volume")</c>.</summary>
    public required CodedConcept Name { get; init; }

    /// <summary>Gets the number, or <see langword="null"/> if there is none: then <see cref="Qualifier"/> says why. NaN and the infinities are written as their qualifiers, and read as <see langword="null"/>.</summary>
    public double? Value { get; init; }

    /// <summary>Gets the unit, of UCUM, such as <see cref="Codes.Ucum.CubicMillimeter"/>; <see cref="Codes.Ucum.NoUnits"/> for a bare number. <see langword="null"/> only where a report that was read does not say it.</summary>
    public CodedConcept? Unit { get; init; }

    /// <summary>Gets why there is no number, or what is to be said of it, such as <c>(114000, DCM, "Not a number")</c> (Numeric Value Qualifier Code Sequence (0040,A301), CID 42), or <see langword="null"/>.</summary>
    public CodedConcept? Qualifier { get; init; }

    /// <summary>Gets how the number came from others, such as <c>(373098007, SCT, "Mean")</c> (Derivation, CID 7464), or <see langword="null"/>.</summary>
    public CodedConcept? Derivation { get; init; }

    /// <summary>Gets how it was measured, or <see langword="null"/>.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Gets where it was measured; empty if the group says it.</summary>
    public IReadOnlyList<FindingSite> FindingSites { get; init => field = ValueList<FindingSite>.Of(value); } = [];

    /// <summary>Gets what makes the name more exact.</summary>
    public IReadOnlyList<MeasurementModifier> Modifiers { get; init => field = ValueList<MeasurementModifier>.Of(value); } = [];

    /// <summary>Gets the parameters of the derivation, such as a threshold.</summary>
    public IReadOnlyList<NumericProperty> DerivationParameters { get; init => field = ValueList<NumericProperty>.Of(value); } = [];

    /// <summary>Gets other measurements of the same report that this one was inferred from. A number that is not a measurement of the report is one of the <see cref="DerivationParameters"/>.</summary>
    public IReadOnlyList<Measurement> InferredFrom { get; init => field = ValueList<Measurement>.Of(value); } = [];

    /// <summary>Gets the images that this measurement was inferred from; empty if the group says it.</summary>
    public IReadOnlyList<ImageReference> InferredFromImages { get; init => field = ValueList<ImageReference>.Of(value); } = [];

    /// <summary>Gets the population that the number is compared with, in words, or <see langword="null"/> (TID 310).</summary>
    public string? PopulationDescription { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the numbers that describe this one, such as the mean of a population (TID 311).</summary>
    public IReadOnlyList<NumericProperty> NumericProperties { get; init => field = ValueList<NumericProperty>.Of(value); } = [];

    /// <summary>Gets the range in which the number is normal, or <see langword="null"/>.</summary>
    public ReferenceRange? ReferenceRange { get; init; }

    /// <summary>Gets how far from the truth the number may be, or <see langword="null"/>.</summary>
    public MeasurementUncertainty? Uncertainty { get; init; }

    /// <summary>Gets whether the number is normal, such as <c>(17621005, SCT, "Normal")</c> (CID 222), or <see langword="null"/>.</summary>
    public CodedConcept? Normality { get; init; }

    /// <summary>Gets how significant the number is (CID 220), or <see langword="null"/>.</summary>
    public CodedConcept? LevelOfSignificance { get; init; }

    /// <summary>Gets why this number was selected among several, such as <c>(121410, DCM, "User chosen value")</c> (CID 224), or <see langword="null"/>.</summary>
    public CodedConcept? SelectionStatus { get; init; }

    /// <summary>Gets a name by which the measurement is followed over time, or <see langword="null"/> (Tracking Identifier).</summary>
    public string? TrackingIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets a UID by which the measurement is followed over time, or <see langword="null"/> (Tracking Unique Identifier).</summary>
    public string? TrackingUid { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the program that measured this number, or <see langword="null"/> if the group says it.</summary>
    public AlgorithmIdentification? Algorithm { get; init; }

    /// <summary>Gets the SOP Instance UID of the Real World Value Mapping by which pixels became numbers, or <see langword="null"/> if the group says it.</summary>
    public string? RealWorldValueMapUid { get; init => field = GivenText.Of(value); }

    /// <summary>Returns a hash of name, number and unit: quick also where measurements are inferred from one another many times over.</summary>
    public override int GetHashCode() => HashCode.Combine(Name, Value, Unit, TrackingUid);

    /// <summary>Returns the name, number and unit, such as <c>Volume = 1234.5 mm3</c>.</summary>
    public override string ToString() => $"{(Derivation is null ? "" : Derivation.Meaning + " ")}{Name.Meaning} = {MeasurementText.Of(Value, Unit, Qualifier)}";
}
