namespace Dcmqi.Cli;

/// <summary>Checks what the caller named before any work is begun, so that all that is missing is told at once.</summary>
internal sealed class InputFiles
{
    private readonly List<string> _faults = [];

    public InputFiles File(string option, string path)
    {
        if (!System.IO.File.Exists(path))
            _faults.Add($"{option}: there is no file '{path}'.");
        return this;
    }

    public InputFiles Files(string option, IEnumerable<string> paths)
    {
        foreach (string path in paths)
            File(option, path);
        return this;
    }

    public InputFiles Folder(string option, string path)
    {
        if (!Directory.Exists(path))
            _faults.Add($"{option}: there is no folder '{path}'.");
        return this;
    }

    public InputFiles FolderOf(string option, string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
            _faults.Add($"{option}: there is no folder '{folder}' to write into.");
        else if (Directory.Exists(path))
            _faults.Add($"{option}: '{path}' is a folder; name a file.");
        return this;
    }

    public void Check()
    {
        if (_faults.Count > 0)
            throw new AggregateException(_faults.Select(fault => new UsageException(fault)));
    }
}
