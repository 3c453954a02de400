using System.IO.Enumeration;

namespace Dcmqi.Binary;

/// <summary>The regular files of a folder, links followed, and what in it cannot be read as one. Nothing is opened.</summary>
internal sealed class FolderFiles
{
    private readonly List<string> _paths = [];
    private readonly List<PathFault> _faults = [];
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private readonly Stack<string> _folders = new();
    private readonly Queue<string> _links = new();

    private FolderFiles()
    {
    }

    /// <summary>The files, in ordinal order of their paths, which begin with the folder as it was given.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Links to nothing, devices, pipes and sockets, and subfolders that may not be listed, in ordinal order of their paths.</summary>
    public IReadOnlyList<PathFault> Faults => _faults;

    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="depth">Whether its subfolders are listed too; each once, however many links lead to it.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static FolderFiles In(string folder, SearchOption depth = SearchOption.TopDirectoryOnly, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var files = new FolderFiles();
        files.List(folder, cancellationToken);
        if (depth == SearchOption.AllDirectories)
            files.ListSubfolders(cancellationToken);
        files._paths.Sort(StringComparer.Ordinal);
        files._faults.Sort((first, second) => string.CompareOrdinal(first.Path, second.Path));
        return files;
    }

    // Links come last, so that a folder is named by its own path wherever it has one here.
    private void ListSubfolders(CancellationToken cancellationToken)
    {
        while (_folders.TryPop(out string? folder) || _links.TryDequeue(out folder))
        {
            try
            {
                List(folder, cancellationToken);
            }
            catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
            {
                _faults.Add(new PathFault(folder, $"cannot be listed: {failure.Message}"));
            }
        }
    }

    private void List(string folder, CancellationToken cancellationToken)
    {
        if (!_listed.Add(Binary.Paths.RealFolder(folder)))
            return;
        foreach (Entry entry in EntriesOf(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!entry.IsFolder)
                AddFile(entry);
            else if (entry.IsLink)
                _links.Enqueue(entry.Path);
            else
                _folders.Push(entry.Path);
        }
    }

    private void AddFile(Entry entry)
    {
        if (!entry.IsLink && entry.Length > 0)
        {
            _paths.Add(entry.Path);
            return;
        }

        try
        {
            switch (Binary.Paths.KindOf(entry.Path))
            {
                case PathKind.File:
                    _paths.Add(entry.Path);
                    break;
                case PathKind.Device:
                    _faults.Add(new PathFault(entry.Path, "is a device, pipe or socket, not a file"));
                    break;
                default:
                    _faults.Add(new PathFault(entry.Path, entry.IsLink ? "is a link to nothing" : "is gone"));
                    break;
            }
        }
        catch (IOException failure)
        {
            _faults.Add(new PathFault(entry.Path, $"cannot be followed: {failure.Message}"));
        }
    }

    // A snapshot: a folder that goes on growing while it is listed must come to an end.
    private static List<Entry> EntriesOf(string folder) =>
        [.. new FileSystemEnumerable<Entry>(folder, Entry.Of, new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false })];

    private readonly record struct Entry(string Path, bool IsFolder, bool IsLink, long Length)
    {
        public static Entry Of(ref FileSystemEntry entry) => new(
            entry.ToSpecifiedFullPath(),
            entry.IsDirectory,
            (entry.Attributes & FileAttributes.ReparsePoint) != 0,
            entry.IsDirectory ? 0 : entry.Length);
    }
}
