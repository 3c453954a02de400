namespace Dcmqi;

/// <summary>A code that makes the name of a measurement or an evaluation more exact: a name and a value (PS3.16 TID 300, 1419).</summary>
/// <param name="Name">What is said, such as <c>(106233006, SCT, "Topographical modifier")</c>.</param>
/// <param name="Value">What it is.</param>
public sealed record MeasurementModifier(CodedConcept Name, CodedConcept Value)
{
    /// <summary>Returns the meanings.</summary>
    public override string ToString() => $"{Name.Meaning} = {Value.Meaning}";
}
