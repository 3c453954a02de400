namespace Dcmqi.Cli;

/// <summary>The files of one run: written beside their place, and moved there together when all are done.</summary>
internal sealed class OutputSet : IDisposable
{
    private readonly string _folder;
    private readonly string _temporary;
    private readonly bool _folderIsNew;
    private bool _kept;

    public OutputSet(string folder)
    {
        _folder = folder;
        _folderIsNew = !Directory.Exists(folder);
        _temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        Directory.CreateDirectory(_temporary);
    }

    /// <summary>Where to write a file for now. A format that needs several files finds the others beside it.</summary>
    public string PathOf(string name) => Path.Combine(_temporary, name);

    /// <summary>Moves all files to their place; older files of the same names are replaced.</summary>
    /// <returns>Their paths.</returns>
    public IReadOnlyList<string> Keep()
    {
        var kept = new List<string>();
        foreach (string path in Directory.GetFiles(_temporary).Order(StringComparer.Ordinal))
        {
            string target = Path.Combine(_folder, Path.GetFileName(path));
            File.Move(path, target, overwrite: true);
            kept.Add(target);
        }

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
}
