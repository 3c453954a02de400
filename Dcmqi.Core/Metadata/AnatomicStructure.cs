namespace Dcmqi;

/// <summary>A part of the body and what makes it more exact: an item of Anatomic Region Sequence (0008,2218) or Primary Anatomic Structure Sequence (0008,2228) (PS3.3 10.5).</summary>
public sealed record AnatomicStructure
{
    /// <summary>Gets the part of the body, such as <c>(10200004, SCT, "Liver")</c>.</summary>
    public required CodedConcept Code { get; init; }

    /// <summary>Gets the modifiers, such as <c>(7771000, SCT, "Left")</c>; empty unless given.</summary>
    public IReadOnlyList<CodedConcept> Modifiers { get; init => field = ValueList<CodedConcept>.Of(value); } = [];

    /// <summary>Returns the meanings, such as <c>Kidney, Left</c>.</summary>
    public override string ToString() => string.Join(", ", [Code.Meaning, .. Modifiers.Select(modifier => modifier.Meaning)]);
}
