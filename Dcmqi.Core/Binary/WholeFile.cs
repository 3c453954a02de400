namespace Dcmqi.Binary;

/// <summary>Writes a file whole or not at all: under a temporary name in the same folder, then renamed.</summary>
/// <remarks>An existing file is replaced and keeps its permissions; a link is followed; a device or pipe is written to.</remarks>
internal static class WholeFile
{
    /// <summary>Writes a file; on any failure nothing is left behind and an older file of that name stays as it was.</summary>
    /// <param name="path">Where the file shall stand.</param>
    /// <param name="write">Writes the content; the stream is not buffered, and can seek unless the path is a device.</param>
    /// <param name="isDurable">Whether it shall outlive a loss of power from the moment on that this returns.</param>
    /// <exception cref="IOException">The folder is missing or the file cannot be written.</exception>
    public static void Write(string path, Action<FileStream> write, bool isDurable = false) =>
        WriteAll([path], (_, stream) => write(stream), isDurable);

    /// <summary>Writes several files: all of them, or none.</summary>
    /// <remarks>
    /// Only once all are written do they take their names, in the order given; older files of these names are taken out of the way before, the last one first.
    /// So the last file, where it describes the others, never stands beside any but its own, whenever the process ends.
    /// </remarks>
    /// <param name="paths">Where they shall stand.</param>
    /// <param name="write">Writes the content of a file, given its index; called in order.</param>
    /// <param name="isDurable">Whether they shall outlive a loss of power from the moment on that this returns.</param>
    /// <exception cref="IOException">A folder is missing or a file cannot be written.</exception>
    public static void WriteAll(IReadOnlyList<string> paths, Action<int, FileStream> write, bool isDurable = false)
    {
        PendingFile[] files = Prepare(paths);
        try
        {
            for (int index = 0; index < files.Length; index++)
            {
                using FileStream stream = files[index].Open(FileOptions.None);
                write(index, stream);
                if (isDurable)
                    DiskFlush.File(stream);
            }

            Commit(files, isDurable);
        }
        catch (Exception failure) when (Array.Find(files, file => file.IsNamedIn(failure)) is { } file)
        {
            throw file.Named(failure);
        }
        finally
        {
            Array.ForEach(files, file => file.Clean());
        }
    }

    /// <summary>Writes a file; on any failure or cancellation nothing is left behind.</summary>
    /// <param name="path">Where the file shall stand.</param>
    /// <param name="write">Writes the content; the stream is not buffered, and can seek unless the path is a device.</param>
    /// <param name="isDurable">Whether it shall outlive a loss of power from the moment on that this returns.</param>
    /// <exception cref="IOException">The folder is missing or the file cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write, bool isDurable = false)
    {
        PendingFile[] files = Prepare([path]);
        try
        {
            FileStream stream = files[0].Open(FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                if (isDurable)
                    DiskFlush.File(stream);
            }

            Commit(files, isDurable);
        }
        catch (Exception failure) when (files[0].IsNamedIn(failure))
        {
            throw files[0].Named(failure);
        }
        finally
        {
            files[0].Clean();
        }
    }

    private static PendingFile[] Prepare(IReadOnlyList<string> paths)
    {
        PendingFile[] files = [.. paths.Select(path => new PendingFile(path))];
        foreach (string folder in files.Select(file => file.Folder).Distinct(StringComparer.Ordinal))
            TemporaryNames.RemoveLeftovers(folder);
        return files;
    }

    private static void Commit(PendingFile[] files, bool isDurable)
    {
        if (files.Length == 1)
            files[0].Commit();
        else
            CommitAll(files);
        if (!isDurable)
            return;
        foreach (string folder in files.Select(file => file.Folder).Distinct(StringComparer.Ordinal))
            DiskFlush.Folder(folder);
    }

    private static void CommitAll(PendingFile[] files)
    {
        try
        {
            for (int index = files.Length - 1; index >= 0; index--)
                files[index].SetOldAside();
            foreach (PendingFile file in files)
                file.Commit();
        }
        catch
        {
            for (int index = files.Length - 1; index >= 0; index--)
                files[index].Withdraw();
            foreach (PendingFile file in files)
                file.BringOldBack();
            throw;
        }
    }
}
