namespace Dcmqi;

/// <summary>An instance that an archive has not stored, as far as is known.</summary>
public sealed record StoreFailure
{
    /// <summary>Gets the SOP Instance UID (0008,0018); empty if the file has none that can be read.</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>Gets the SOP Class UID (0008,0016); empty if the file has none that can be read.</summary>
    public required string SopClassUid { get; init; }

    /// <summary>Gets the file that it was to be sent from; <see langword="null"/> for an object in memory.</summary>
    public string? File { get; init; }

    /// <summary>Gets the Failure Reason (0008,1197), such as 0x0122; <see langword="null"/> if the archive gives none.</summary>
    public int? Reason { get; init; }

    /// <summary>Gets why: the meaning of the reason (PS3.3 C.14.1.1, PS3.18 10.5.3), or what kept the instance from being sent or answered.</summary>
    public required string Meaning { get; init; }

    /// <summary>Returns the file or SOP Instance UID, and why.</summary>
    public override string ToString() => $"{(File is null ? SopInstanceUid : Path.GetFileName(File))}: {Meaning}";
}
