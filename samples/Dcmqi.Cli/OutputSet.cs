namespace Dcmqi.Cli;

/// <summary>The files of one run: written beside their place, and moved there together when all are done.</summary>
internal sealed class OutputSet : IDisposable
{
    private const string Prefix = ".dcmqi-";

    // A header is in place after its voxels, so that it stands beside no others.
    private static readonly string[] HeaderEndings = [".nhdr", ".mhd", ".hdr", ".hdr.gz"];

    private readonly string _folder;
    private readonly string _temporary;
    private readonly bool _folderIsNew;
    private bool _kept;

    public OutputSet(string folder)
    {
        _folder = folder;
        _folderIsNew = !Directory.Exists(folder);
        if (!_folderIsNew)
            RemoveLeftovers(folder);
        _temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}.tmp");
        Directory.CreateDirectory(_temporary);
    }

    /// <summary>Writes a file, for now beside its place. A format that needs several files finds the others there; what is said of it names the place it is for.</summary>
    public void Write(string name, Action<string> write) => WriteAll(pathOf =>
    {
        write(pathOf(name));
        return true;
    });

    /// <summary>Writes files whose number shows as they are written.</summary>
    /// <param name="write">Is given what tells the path of a file by its name.</param>
    public T WriteAll<T>(Func<Func<string, string>, T> write)
    {
        try
        {
            return write(PathOf);
        }
        catch (Exception exception) when (CommandConsole.IsExpected(exception) && exception.Message.Contains(_temporary, StringComparison.Ordinal))
        {
            throw new IOException(exception.Message.Replace(_temporary, _folder, StringComparison.Ordinal), exception);
        }
    }

    /// <summary>Moves all files to their place; older files of the same names are replaced and keep their permissions, links are followed.</summary>
    /// <param name="inputs">What was read, and is not written over.</param>
    /// <param name="option">The option that named the folder, for messages.</param>
    /// <returns>Their paths.</returns>
    public IReadOnlyList<string> Keep(InputFiles inputs, string option)
    {
        string[] names = [.. Directory.GetFiles(_temporary).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        string[] kept = [.. names.Select(name => Path.Combine(_folder, name))];
        inputs.CheckAreNoInputs(option, kept);
        if (Array.Find(kept, Directory.Exists) is { } taken)
            throw new UsageException($"{option}: '{taken}' is a folder, and a file is to be written in its place.");
        foreach (string header in kept.Where(IsHeader))
            File.Delete(RealPath.Of(header));
        foreach (string name in names.OrderBy(IsHeader))
            Move(PathOf(name), RealPath.Of(Path.Combine(_folder, name)));
        _kept = true;
        return kept;
    }

    public void Dispose()
    {
        if (Directory.Exists(_temporary))
            Directory.Delete(_temporary, recursive: true);
        if (!_kept && _folderIsNew && Directory.Exists(_folder) && !Directory.EnumerateFileSystemEntries(_folder).Any())
            Directory.Delete(_folder);
    }

    private string PathOf(string name) => Path.Combine(_temporary, name);

    private static bool IsHeader(string path) => Array.Exists(HeaderEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static void Move(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(to))
            File.SetUnixFileMode(from, File.GetUnixFileMode(to));
        File.Move(from, to, overwrite: true);
    }

    // Of a process that was killed.
    private static void RemoveLeftovers(string folder)
    {
        foreach (string leftover in Directory.EnumerateDirectories(folder, Prefix + "*.tmp"))
        {
            if (Directory.GetLastWriteTimeUtc(leftover) < DateTime.UtcNow.AddDays(-1))
                Directory.Delete(leftover, recursive: true);
        }
    }
}
