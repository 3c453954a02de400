namespace Dcmqi;

/// <summary>A quantity that is mapped or measured, with the units and methods that go with it.</summary>
public sealed record QuantityTerm
{
    /// <summary>Gets the quantity, such as <c>(113041, DCM, "Apparent Diffusion Coefficient")</c> (PS3.16 CID 7180).</summary>
    public required CodedConcept Quantity { get; init; }

    /// <summary>Gets the unit that it is mostly given in, such as <c>(mm2/s, UCUM, "mm2/s")</c>.</summary>
    public required CodedConcept Unit { get; init; }

    /// <summary>Gets all units that it is given in, the usual one first.</summary>
    public required IReadOnlyList<CodedConcept> Units { get; init => field = ValueList<CodedConcept>.Of(value); }

    /// <summary>Gets the methods and models to choose from, such as <c>(113250, DCM, "Mono-exponential diffusion model")</c>; empty where the standard has none.</summary>
    public IReadOnlyList<CodedConcept> Methods { get; init => field = ValueList<CodedConcept>.Of(value); } = [];

    /// <summary>Returns quantity and unit, such as <c>Apparent Diffusion Coefficient (113041, DCM) in mm2/s</c>.</summary>
    public override string ToString() => $"{Quantity.Meaning} ({Quantity.Value}, {Quantity.Scheme}) in {Unit.Value}";
}
