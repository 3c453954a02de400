namespace Dcmqi.Web.Storing;

/// <summary>A DICOM file to be sent as it stands.</summary>
internal sealed class FileItem : StoreItem
{
    private const int BlockBytes = 1 << 17;

    private readonly string _path;
    private readonly long _length;

    private FileItem(string path, long length)
    {
        _path = path;
        _length = length;
    }

    public override string? File => _path;

    public override long? Length => _length;

    /// <summary>Reads what a file is.</summary>
    /// <returns>The item; or why it cannot be sent.</returns>
    public static (FileItem? Item, StoreFailure? Failure) Of(string path)
    {
        InstanceIdentity identity;
        long length;
        try
        {
            identity = InstanceIdentity.Read(path);
            length = new FileInfo(path).Length;
        }
        catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return (null, new StoreFailure { SopInstanceUid = "", SopClassUid = "", File = path, Meaning = "not sent: " + failure.Message });
        }

        var item = new FileItem(path, length) { SopInstanceUid = identity.SopInstanceUid, SopClassUid = identity.SopClassUid, StudyInstanceUid = identity.StudyInstanceUid };
        return identity.SopInstanceUid.Length > 0 && identity.SopClassUid.Length > 0
            ? (item, null)
            : (null, item.Failed("not sent: SOP Class UID (0008,0016) or SOP Instance UID (0008,0018) is missing"));
    }

    public override async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        FileStream file = new(_path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length != _length)
                throw new IOException($"'{_path}' has {file.Length} bytes; it had {_length} when sending began.");
            await file.CopyToAsync(destination, BlockBytes, cancellationToken).ConfigureAwait(false);
            if (file.Position != _length)
                throw new IOException($"'{_path}' was written to while it was sent.");
        }
    }
}
