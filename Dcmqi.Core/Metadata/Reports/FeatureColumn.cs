namespace Dcmqi;

/// <summary>A column of a table of features: what its numbers are.</summary>
public sealed record FeatureColumn
{
    /// <summary>The name of the column in the header, such as <c>original_shape_MeshVolume</c>.</summary>
    public required string Column { get; init; }

    /// <summary>What is measured, such as <c>(RNU0, IBSI, "Volume (Mesh)")</c>.</summary>
    public required CodedConcept Quantity { get; init; }

    /// <summary>The unit, of UCUM; <see cref="Codes.Ucum.NoUnits"/> for a bare number.</summary>
    public required CodedConcept Unit { get; init; }

    /// <summary>How the number came from others, such as <c>(373098007, SCT, "Mean")</c>, or <see langword="null"/>.</summary>
    public CodedConcept? Derivation { get; init; }

    /// <summary>How it was measured, or <see langword="null"/>.</summary>
    public CodedConcept? Method { get; init; }

    /// <summary>Column, quantity and unit.</summary>
    public override string ToString() => $"{Column}: {Quantity.Meaning}, {Unit.Value}";
}
