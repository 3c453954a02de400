namespace Dcmqi;

/// <summary>A person who observed (PS3.16 TID 1003).</summary>
public sealed record PersonObserver : ReportObserver
{
    /// <summary>Gets the name as DICOM writes it: <c>Doe^Jane</c>, family name first.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the name of the organization that the person observed for, or <see langword="null"/>.</summary>
    public string? Organization { get; init => field = GivenText.Of(value); }

    /// <summary>Gets what the person is in the organization, such as <c>(309343006, SCT, "Physician")</c> (CID 7452), or <see langword="null"/>.</summary>
    public CodedConcept? RoleInOrganization { get; init; }

    /// <summary>Gets what the person did in this procedure, such as <c>(121094, DCM, "Performing")</c> (CID 7453), or <see langword="null"/>.</summary>
    public CodedConcept? RoleInProcedure { get; init; }

    /// <summary>Gets an identifier of the person within <see cref="RoleInProcedure"/>, which it needs, or <see langword="null"/>.</summary>
    public string? Identifier { get; init => field = GivenText.Of(value); }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Organization is null ? Name : $"{Name}, {Organization}";
}
