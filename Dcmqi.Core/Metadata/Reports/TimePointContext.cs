namespace Dcmqi;

/// <summary>The place of a measurement in a series of examinations over time (PS3.16 TID 1502).</summary>
public sealed record TimePointContext
{
    /// <summary>Gets the time point as it is spoken of, such as <c>1</c> or <c>baseline</c>.</summary>
    public required string TimePoint { get; init; }

    /// <summary>Gets what kind of time point it is, such as <c>(126074, DCM, "Posttreatment")</c> (CID 6146), or <see langword="null"/>.</summary>
    public CodedConcept? Type { get; init; }

    /// <summary>Gets its place among the time points of the subject, or <see langword="null"/>.</summary>
    public double? Order { get; init; }

    /// <summary>Gets an identifier of the time point for this subject, or <see langword="null"/>.</summary>
    public string? SubjectIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets an identifier of the time point in the protocol, or <see langword="null"/>.</summary>
    public string? ProtocolIdentifier { get; init => field = GivenText.Of(value); }

    /// <summary>Gets the time since an event, with a unit of time, or <see langword="null"/>.</summary>
    public NumericProperty? OffsetFromEvent { get; init; }

    /// <summary>Gets the event that <see cref="OffsetFromEvent"/> counts from, or <see langword="null"/>.</summary>
    public CodedConcept? EventType { get; init; }

    /// <summary>Returns the time point.</summary>
    public override string ToString() => TimePoint;
}
