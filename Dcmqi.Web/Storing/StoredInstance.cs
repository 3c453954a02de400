namespace Dcmqi;

/// <summary>An instance that an archive has stored.</summary>
public sealed record StoredInstance
{
    /// <summary>Gets the SOP Instance UID (0008,0018).</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>Gets the SOP Class UID (0008,0016).</summary>
    public required string SopClassUid { get; init; }

    /// <summary>Gets the Study Instance UID (0020,000D) that the instance was sent with.</summary>
    public required string StudyInstanceUid { get; init; }

    /// <summary>Gets the file that it was sent from; <see langword="null"/> for an object in memory.</summary>
    public string? File { get; init; }

    /// <summary>Gets what the archive changed or left out: Warning Reason (0008,1196) with its meaning (PS3.18 10.5.3); <see langword="null"/> if nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Gets where the instance can be had from: Retrieve URL (0008,1190), as the archive gives it. Not to be trusted more than the archive.</summary>
    public string? RetrieveUrl { get; init; }

    /// <summary>Returns the SOP Instance UID, and the warning.</summary>
    public override string ToString() => $"StoredInstance: {SopInstanceUid}{(Warning is null ? "" : ", " + Warning)}";
}
