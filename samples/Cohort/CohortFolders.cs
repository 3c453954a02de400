using System.Globalization;
using Dcmqi.Cli.Batch;

namespace Dcmqi.Cohort;

/// <summary>The output folders that this process works in, each with its runner and a journal of this process' own.</summary>
internal sealed class CohortFolders : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<string, BatchFolder> _folders = [];

    /// <summary>What this process' files are called after.</summary>
    public static string Suffix { get; } = string.Create(CultureInfo.InvariantCulture, $"-{Environment.MachineName}-{Environment.ProcessId}");

    /// <summary>A folder; opened when it is first asked for.</summary>
    public BatchFolder Of(string path)
    {
        lock (_gate)
        {
            if (!_folders.TryGetValue(path, out BatchFolder? folder))
                _folders[path] = folder = new BatchFolder(path, Suffix, null);
            return folder;
        }
    }

    public void Dispose()
    {
        foreach (BatchFolder folder in _folders.Values)
            folder.Dispose();
    }
}
