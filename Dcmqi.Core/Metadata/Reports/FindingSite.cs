namespace Dcmqi;

/// <summary>The place in the body where something was found (PS3.16 TID 1410, 1411, 1501).</summary>
public sealed record FindingSite
{
    /// <summary>Gets the part of the body, such as <c>(10200004, SCT, "Liver")</c>.</summary>
    public required CodedConcept Site { get; init; }

    /// <summary>Gets the side, such as <c>(7771000, SCT, "Left")</c> (CID 244), or <see langword="null"/>.</summary>
    public CodedConcept? Laterality { get; init; }

    /// <summary>Gets the place within the part (Topographical modifier), such as <c>(261183002, SCT, "Upper")</c>, or <see langword="null"/>.</summary>
    public CodedConcept? TopographicalModifier { get; init; }

    /// <summary>Returns the meanings, such as <c>Left Kidney, Upper</c>.</summary>
    public override string ToString() =>
        (Laterality is null ? "" : Laterality.Meaning + " ") + Site.Meaning + (TopographicalModifier is null ? "" : ", " + TopographicalModifier.Meaning);
}
