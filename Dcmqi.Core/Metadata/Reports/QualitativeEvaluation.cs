namespace Dcmqi;

/// <summary>What was seen, not measured: a code or a text under a name (PS3.16 TID 1410, 1411, 1501).</summary>
public sealed record QualitativeEvaluation
{
    /// <summary>What was evaluated.</summary>
    public required CodedConcept Name { get; init; }

    /// <summary>The answer as a code, or <see langword="null"/> where it is a text.</summary>
    public CodedConcept? Code { get; init; }

    /// <summary>The answer as a text, or <see langword="null"/> where it is a code.</summary>
    public string? Text { get; init => field = GivenText.Of(value); }

    /// <summary>What makes name and answer more exact.</summary>
    public IReadOnlyList<MeasurementModifier> Modifiers { get; init => field = ValueList<MeasurementModifier>.Of(value); } = [];

    /// <summary>Name and answer, such as <c>Margin = Smooth</c>.</summary>
    public override string ToString() => $"{Name.Meaning} = {Code?.Meaning ?? Text}";
}
