namespace Dcmqi.Binary;

/// <summary>A file that is written under a temporary name in its own folder, and takes its own name when it is whole; or a device or pipe, which is written to as it stands.</summary>
internal sealed class PendingFile
{
    // Writers hand over large blocks themselves: a second buffer in the stream would only copy.
    private const int Unbuffered = 0;

    private readonly string _target;
    private readonly string _temporary;
    private readonly string _old;
    private readonly bool _isDevice;
    private bool _isSetAside;
    private bool _isInPlace;

    /// <summary>Prepares to write a file; leaves the disk as it is.</summary>
    /// <param name="path">Where it shall stand. A link is followed: what it leads to is written.</param>
    /// <exception cref="IOException">The path is a folder, or its links go round in a circle.</exception>
    public PendingFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        PathKind kind = Paths.KindOf(path);
        if (kind == PathKind.Folder)
            throw new IOException($"'{path}' is a folder; a file cannot be written in its place.");
        _isDevice = kind == PathKind.Device;
        _target = _isDevice ? path : Paths.TargetOf(path).FullName;
        Folder = Path.GetDirectoryName(_target) ?? "";
        _temporary = Path.Combine(Folder, TemporaryNames.New());
        _old = Path.Combine(Folder, TemporaryNames.NewForOld());
    }

    /// <summary>The folder that the file stands in.</summary>
    public string Folder { get; }

    /// <summary>Opens the file for its content.</summary>
    /// <param name="options">How the system shall open it.</param>
    /// <exception cref="IOException">The folder is missing or the file cannot be created.</exception>
    public FileStream Open(FileOptions options)
    {
        if (_isDevice)
            return new FileStream(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, Unbuffered, options);
        var create = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = Unbuffered,
            Options = options,
        };
        if (OperatingSystem.IsWindows() || !File.Exists(_target))
            return new FileStream(_temporary, create);

        // From the first byte on nobody may read it who may not read the file that it replaces.
        UnixFileMode mode = File.GetUnixFileMode(_target);
        create.UnixCreateMode = mode;
        var stream = new FileStream(_temporary, create);
        if (File.GetUnixFileMode(stream.SafeFileHandle) != mode)
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        return stream;
    }

    /// <summary>What the system says of the temporary file, said of the file that was asked for.</summary>
    public Exception Named(Exception failure)
    {
        string message = failure.Message.Replace(_temporary, _target, StringComparison.Ordinal);
        return failure switch
        {
            FileNotFoundException => new IOException($"'{_target}' cannot be created.", failure),
            DirectoryNotFoundException => new DirectoryNotFoundException(message, failure),
            UnauthorizedAccessException => new UnauthorizedAccessException(message, failure),
            _ => new IOException(message, failure) { HResult = failure.HResult },
        };
    }

    /// <summary>Whether a failure names the temporary file.</summary>
    public bool IsNamedIn(Exception failure) =>
        failure is IOException or UnauthorizedAccessException && failure.Message.Contains(_temporary, StringComparison.Ordinal);

    /// <summary>Gives the file its name, and replaces an older one in the same moment.</summary>
    public void Commit()
    {
        if (_isDevice)
            return;
        File.Move(_temporary, _target, overwrite: true);
        _isInPlace = true;
    }

    /// <summary>Takes an older file of this name out of the way, to be brought back by <see cref="BringOldBack"/>.</summary>
    public void SetOldAside()
    {
        if (_isDevice || !File.Exists(_target))
            return;
        File.Move(_target, _old);
        _isSetAside = true;
    }

    /// <summary>Removes the new file from its name.</summary>
    public void Withdraw()
    {
        if (_isInPlace)
            Discard(_target);
    }

    /// <summary>Brings the older file back that was set aside.</summary>
    public void BringOldBack()
    {
        if (_isSetAside)
            File.Move(_old, _target, overwrite: true);
    }

    /// <summary>Removes what stands under temporary names, if anything does.</summary>
    public void Clean()
    {
        if (_isDevice)
            return;
        Discard(_temporary);
        if (_isSetAside && _isInPlace)
            Discard(_old);
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is the one to tell; and a file that is whole is not called failed for what is left beside it.
        }
    }
}
