namespace Dcmqi;

/// <summary>A study that a search found (PS3.18 Table 10.6.1-2); what the archive does not give is empty or <see langword="null"/>.</summary>
public sealed record StudyMatch : DicomWebMatch
{
    /// <summary>Gets the Study Instance UID (0020,000D).</summary>
    public string StudyInstanceUid => GetText(0x0020000D) ?? "";

    /// <summary>Gets the Patient ID (0010,0020).</summary>
    public string? PatientId => GetText(0x00100020);

    /// <summary>Gets the Patient's Name (0010,0010), its alphabetic group.</summary>
    public string? PatientName => GetText(0x00100010);

    /// <summary>Gets the Study Date (0008,0020), as YYYYMMDD.</summary>
    public string? StudyDate => GetText(0x00080020);

    /// <summary>Gets the Study Description (0008,1030), where the archive gives it.</summary>
    public string? StudyDescription => GetText(0x00081030);

    /// <summary>Gets the Accession Number (0008,0050).</summary>
    public string? AccessionNumber => GetText(0x00080050);

    /// <summary>Gets the Modalities in Study (0008,0061).</summary>
    public IReadOnlyList<string> Modalities => GetTexts(0x00080061);

    /// <summary>Gets the Number of Study Related Series (0020,1206).</summary>
    public int? SeriesCount => GetInt32(0x00201206);

    /// <summary>Gets the Number of Study Related Instances (0020,1208).</summary>
    public int? InstanceCount => GetInt32(0x00201208);

    /// <summary>Returns patient, date, modalities and UID.</summary>
    public override string ToString() => $"StudyMatch: {PatientId}, {StudyDate}, {string.Join('/', Modalities)}, {StudyInstanceUid}";
}
