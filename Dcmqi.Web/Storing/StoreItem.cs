namespace Dcmqi.Web.Storing;

/// <summary>One instance to be sent.</summary>
internal abstract class StoreItem
{
    public required string SopInstanceUid { get; init; }

    public required string SopClassUid { get; init; }

    public required string StudyInstanceUid { get; init; }

    /// <summary>The file it comes from, if any.</summary>
    public virtual string? File => null;

    /// <summary>Its bytes as a Part 10 file; <see langword="null"/> where they are not known before they are written.</summary>
    public abstract long? Length { get; }

    /// <summary>Writes it; only asynchronous members of the stream are used.</summary>
    public abstract Task CopyToAsync(Stream destination, CancellationToken cancellationToken);

    /// <summary>Finds out <see cref="Length"/>, whatever it costs.</summary>
    public virtual Task MeasureAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public StoreFailure Failed(string meaning, int? reason = null) => new() { SopInstanceUid = SopInstanceUid, SopClassUid = SopClassUid, File = File, Reason = reason, Meaning = meaning };

    public StoredInstance Stored(string? warning = null, string? retrieveUrl = null) =>
        new() { SopInstanceUid = SopInstanceUid, SopClassUid = SopClassUid, StudyInstanceUid = StudyInstanceUid, File = File, Warning = warning, RetrieveUrl = retrieveUrl };
}
