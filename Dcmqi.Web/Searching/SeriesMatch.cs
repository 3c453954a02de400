namespace Dcmqi;

/// <summary>A series that a search found (PS3.18 Table 10.6.1-3); what the archive does not give is empty or <see langword="null"/>.</summary>
public sealed record SeriesMatch : DicomWebMatch
{
    /// <summary>Gets the Study Instance UID (0020,000D).</summary>
    public string StudyInstanceUid => GetText(0x0020000D) ?? "";

    /// <summary>Gets the Series Instance UID (0020,000E).</summary>
    public string SeriesInstanceUid => GetText(0x0020000E) ?? "";

    /// <summary>Gets the Modality (0008,0060).</summary>
    public string? Modality => GetText(0x00080060);

    /// <summary>Gets the Series Number (0020,0011).</summary>
    public int? SeriesNumber => GetInt32(0x00200011);

    /// <summary>Gets the Series Description (0008,103E).</summary>
    public string? SeriesDescription => GetText(0x0008103E);

    /// <summary>Gets the Number of Series Related Instances (0020,1209).</summary>
    public int? InstanceCount => GetInt32(0x00201209);

    /// <summary>Returns modality, number, description and UID.</summary>
    public override string ToString() => $"SeriesMatch: {Modality} {SeriesNumber}, {SeriesDescription}, {SeriesInstanceUid}";
}
