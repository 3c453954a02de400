namespace Dcmqi;

/// <summary>A finding that was seen, not measured: a code or a text with a name (PS3.16 TID 1410, 1411, 1501).</summary>
public sealed record QualitativeEvaluation
{
    /// <summary>Gets what was evaluated.</summary>
    public required CodedConcept Name { get; init; }

    /// <summary>Gets the answer as a code, or <see langword="null"/> if it is a text.</summary>
    public CodedConcept? Code { get; init; }

    /// <summary>Gets the answer as a text, or <see langword="null"/> if it is a code.</summary>
    public string? Text { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what makes name and answer more exact.</summary>
    public IReadOnlyList<MeasurementModifier> Modifiers { get; init => field = ValueList<MeasurementModifier>.Of(value); } = [];

    /// <summary>Returns the name and answer, such as <c>Margin = Smooth</c>.</summary>
    public override string ToString() => $"{Name.Meaning} = {Code?.Meaning ?? Text}";
}
