namespace Dcmqi;

/// <summary>A column of a table of features: what its numbers are.</summary>
public sealed record FeatureColumn
{
    /// <summary>Gets the name of the column in the header, such as <c>original_shape_MeshVolume</c>.</summary>
    public required string Column { get; init; }

    /// <summary>Gets what is measured, such as <c>(RNU0, IBSI, "Volume (Mesh)")</c>.</summary>
    public required CodedConcept Quantity { get; init; }

    /// <summary>Gets the unit, of UCUM; <see cref="Codes.Ucum.NoUnits"/> for a bare number.</summary>
    public required CodedConcept Unit { get; init; }

    /// <summary>Gets how the number came from others, such as <c>(373098007, SCT, "Mean")</c>, or <see langword="null"/>.</summary>
    public CodedConcept? Derivation { get; init; }

    /// <summary>Gets how it was measured, or <see langword="null"/>.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Returns the column, quantity and unit.</summary>
    public override string ToString() => $"{Column}: {Quantity.Meaning}, {Unit.Value}";
}
