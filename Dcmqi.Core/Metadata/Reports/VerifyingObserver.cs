namespace Dcmqi;

/// <summary>A person who verified a report, and so answers for it (Verifying Observer Sequence (0040,A073), PS3.3 C.17.2).</summary>
public sealed record VerifyingObserver
{
    /// <summary>Gets the name as DICOM writes it: <c>Doe^Jane</c>, family name first.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the organization that the person answers to.</summary>
    public required string Organization { get; init; }

    /// <summary>Gets when (Verification DateTime (0040,A030)), or <see langword="null"/>: the moment the report is made. Whole seconds are kept; the offset from UTC is given only where it is known.</summary>
    public DicomDateTime? DateTime { get; init; }

    /// <summary>Gets a code that identifies the person, or <see langword="null"/>.</summary>
    public CodedConcept? Identification { get; init; }

    /// <summary>Returns the name and organization.</summary>
    public override string ToString() => $"{Name}, {Organization}";
}
