namespace Dcmqi;

/// <summary>An instance that a search found (PS3.18 Table 10.6.1-4); what the archive does not give is empty or <see langword="null"/>.</summary>
public sealed record InstanceMatch : DicomWebMatch
{
    /// <summary>Gets the Study Instance UID (0020,000D).</summary>
    public string StudyInstanceUid => GetText(0x0020000D) ?? "";

    /// <summary>Gets the Series Instance UID (0020,000E).</summary>
    public string SeriesInstanceUid => GetText(0x0020000E) ?? "";

    /// <summary>Gets the SOP Instance UID (0008,0018).</summary>
    public string SopInstanceUid => GetText(0x00080018) ?? "";

    /// <summary>Gets the SOP Class UID (0008,0016).</summary>
    public string SopClassUid => GetText(0x00080016) ?? "";

    /// <summary>Gets the Instance Number (0020,0013).</summary>
    public int? InstanceNumber => GetInt32(0x00200013);

    /// <summary>Gets the Number of Frames (0028,0008).</summary>
    public int? FrameCount => GetInt32(0x00280008);

    /// <summary>Gets the Rows (0028,0010).</summary>
    public int? Rows => GetInt32(0x00280010);

    /// <summary>Gets the Columns (0028,0011).</summary>
    public int? Columns => GetInt32(0x00280011);

    /// <summary>Returns class, number and UID.</summary>
    public override string ToString() => $"InstanceMatch: {SopClassUid}, number {InstanceNumber}, {SopInstanceUid}";
}
