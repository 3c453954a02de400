namespace Dcmqi.Binary;

/// <summary>Writes a file whole or not at all: under a temporary name in the same folder, then renamed.</summary>
internal static class WholeFile
{
    // Writers hand over large blocks themselves: a second buffer in the stream would only copy.
    private const int Unbuffered = 0;

    /// <summary>Writes a file; on any failure nothing is left behind and an older file of that name stays as it was.</summary>
    /// <param name="path">Where the file shall stand.</param>
    /// <param name="write">Writes the content; the stream can seek and is not buffered.</param>
    /// <exception cref="IOException">The folder is missing or the file cannot be written.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        string full = FullPath(path);
        string temporary = TemporaryName(full);
        try
        {
            using (FileStream stream = Create(temporary, FileOptions.None))
            {
                write(stream);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>Writes several files: all of them, or none. Only once all are written do they take their names.</summary>
    /// <param name="paths">Where they shall stand.</param>
    /// <param name="write">Writes the content of a file, given its index.</param>
    /// <exception cref="IOException">A folder is missing or a file cannot be written.</exception>
    public static void WriteAll(IReadOnlyList<string> paths, Action<int, FileStream> write)
    {
        string[] full = [.. paths.Select(FullPath)];
        string[] temporary = Array.ConvertAll(full, TemporaryName);
        try
        {
            for (int index = 0; index < full.Length; index++)
            {
                using FileStream stream = Create(temporary[index], FileOptions.None);
                write(index, stream);
            }

            for (int index = 0; index < full.Length; index++)
                File.Move(temporary[index], full[index], overwrite: true);
        }
        catch
        {
            Array.ForEach(temporary, Discard);
            throw;
        }
    }

    /// <summary>Writes a file; on any failure or cancellation nothing is left behind.</summary>
    /// <param name="path">Where the file shall stand.</param>
    /// <param name="write">Writes the content; the stream can seek and is not buffered.</param>
    /// <exception cref="IOException">The folder is missing or the file cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        string full = FullPath(path);
        string temporary = TemporaryName(full);
        try
        {
            FileStream stream = Create(temporary, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    private static string FullPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetFullPath(path);
    }

    private static string TemporaryName(string full) =>
        Path.Combine(Path.GetDirectoryName(full) ?? "", $".{Guid.NewGuid():N}.tmp");

    private static FileStream Create(string temporary, FileOptions options) =>
        new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Unbuffered, options);

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell.
        }
    }
}
