namespace Dcmqi.Binary;

/// <summary>Files for what is too much to be held in memory.</summary>
internal static class TemporaryFile
{
    /// <summary>Creates a file without a name (on Windows: one that goes when it is closed), which nobody else reads.</summary>
    /// <param name="bytes">How long it will be.</param>
    /// <exception cref="IOException">It cannot be made, or there is no room for it.</exception>
    public static FileStream Create(long bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            PreallocationSize = bytes,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        string path = Path.Combine(Path.GetTempPath(), TemporaryNames.New());
        var file = new FileStream(path, options);
        try
        {
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
