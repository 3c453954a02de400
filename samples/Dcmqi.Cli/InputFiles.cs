using System.Globalization;

namespace Dcmqi.Cli;

/// <summary>Checks what the caller named before any work is begun: all that is missing is told at once, and no input is written over.</summary>
internal sealed class InputFiles
{
    private readonly List<string> _faults = [];
    private readonly List<(string Option, string Path)> _inputs = [];
    private readonly List<(string Option, string Path)> _folders = [];
    private readonly List<(string Option, string Path)> _outputs = [];

    /// <summary>Adds something else that is wrong.</summary>
    public void Fault(string message) => _faults.Add(message);

    public InputFiles File(string option, string path)
    {
        if (!System.IO.File.Exists(path))
            _faults.Add($"{option}: there is no file '{path}'.");
        _inputs.Add((option, path));
        return this;
    }

    public InputFiles Files(string option, IEnumerable<string> paths)
    {
        foreach (string path in paths)
            File(option, path);
        return this;
    }

    /// <summary>A folder whose files are read.</summary>
    public InputFiles Folder(string option, string path)
    {
        if (!Directory.Exists(path))
            _faults.Add($"{option}: there is no folder '{path}'.");
        _folders.Add((option, path));
        return this;
    }

    /// <summary>A file that is to be written.</summary>
    public InputFiles FolderOf(string option, string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is null || !Directory.Exists(folder))
            _faults.Add($"{option}: there is no folder '{folder}' to write into.");
        else if (Directory.Exists(path))
            _faults.Add($"{option}: '{path}' is a folder; name a file.");
        else
            _outputs.Add((option, path));
        return this;
    }

    /// <summary>Files that are to be written, named after one path: <c>out-1.dcm</c>, <c>out-2.dcm</c> and so on.</summary>
    /// <param name="option">The option that names the path.</param>
    /// <param name="path">The path.</param>
    /// <param name="before">What stands before the number.</param>
    public InputFiles FolderOfParts(string option, string path, string before = "-")
    {
        FolderOf(option, path);
        string stem = Path.GetFileNameWithoutExtension(path) + before, extension = Path.GetExtension(path);
        foreach ((string inputOption, string input) in _inputs.ToArray())
        {
            string name = Path.GetFileName(input);
            bool isPart = name.StartsWith(stem, RealPath.Comparison) && name.EndsWith(extension, RealPath.Comparison)
                && int.TryParse(name[stem.Length..^extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            string part = Path.Combine(Path.GetDirectoryName(path) ?? "", name);
            if (isPart && RealPath.AreOne(part, input))
                _faults.Add($"{option}: a part of '{path}' may be called '{part}', which is read as {inputOption}. Choose another name or folder.");
        }

        return this;
    }

    /// <summary>Refuses all that is wrong.</summary>
    public void Check()
    {
        for (int index = 0; index < _outputs.Count; index++)
        {
            (string option, string path) = _outputs[index];
            CheckIsNoInput(option, path, _faults);
            foreach ((string otherOption, string other) in _outputs.Take(index))
            {
                if (!IsDevice(path) && RealPath.AreOne(path, other))
                    _faults.Add($"{option} and {otherOption} name the same file, '{path}'. Each needs a name of its own.");
            }
        }

        Throw(_faults);
    }

    /// <summary>Refuses files that are about to be written in the place of what was read.</summary>
    public void CheckAreNoInputs(string option, IEnumerable<string> paths)
    {
        var faults = new List<string>();
        foreach (string path in paths)
            CheckIsNoInput(option, path, faults);
        Throw(faults);
    }

    private void CheckIsNoInput(string option, string path, List<string> faults)
    {
        if (IsDevice(path))
            return;
        foreach ((string inputOption, string input) in _inputs)
        {
            if (RealPath.AreOne(path, input))
                faults.Add($"{option}: '{path}' is read as {inputOption} and would be written over. Choose another name or folder.");
        }

        foreach ((string folderOption, string folder) in _folders)
        {
            if (System.IO.File.Exists(path) && RealPath.IsWithin(path, folder))
                faults.Add($"{option}: '{path}' is there already, among the files of {folderOption}, and would be written over. Choose another name or folder.");
        }
    }

    // What is written there is gone or read by others: nothing is overwritten.
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    private static void Throw(List<string> faults)
    {
        if (faults.Count > 0)
            throw new AggregateException(faults.Select(fault => new UsageException(fault)));
    }
}
