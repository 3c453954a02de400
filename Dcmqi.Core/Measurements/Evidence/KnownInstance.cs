namespace Dcmqi.Measurements;

/// <summary>What is known of an instance that a report may refer to.</summary>
/// <param name="StudyInstanceUid">Study Instance UID (0020,000D).</param>
/// <param name="SeriesInstanceUid">Series Instance UID (0020,000E).</param>
/// <param name="SopClassUid">SOP Class UID (0008,0016).</param>
/// <param name="SopInstanceUid">SOP Instance UID (0008,0018).</param>
/// <param name="File">The file, where it was given.</param>
internal sealed record KnownInstance(string StudyInstanceUid, string SeriesInstanceUid, string SopClassUid, string SopInstanceUid, ReportFile? File);
