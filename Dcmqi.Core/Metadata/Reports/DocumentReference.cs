namespace Dcmqi;

/// <summary>A reference to another document, such as the earlier version of a report (Predecessor Documents Sequence (0040,A360), PS3.3 C.17.2).</summary>
public sealed record DocumentReference
{
    /// <summary>Gets the Study Instance UID (0020,000D) of the document.</summary>
    public required string StudyInstanceUid { get; init; }

    /// <summary>Gets the Series Instance UID (0020,000E) of the document.</summary>
    public required string SeriesInstanceUid { get; init; }

    /// <summary>Gets the SOP Class UID (0008,0016) of the document.</summary>
    public required string SopClassUid { get; init; }

    /// <summary>Gets the SOP Instance UID (0008,0018) of the document.</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>Returns the identifier of the document.</summary>
    public override string ToString() => SopInstanceUid;
}
