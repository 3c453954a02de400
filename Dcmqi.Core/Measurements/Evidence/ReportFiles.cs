using Dcmqi.Volumes;

namespace Dcmqi.Measurements;

/// <summary>Finds the files that a report's metadata name: among those given, else in a folder.</summary>
/// <param name="faults">Takes what is not there or cannot be read.</param>
/// <param name="access">Which files may be named.</param>
/// <param name="folders">The folders that were given; the current one if <see langword="null"/>.</param>
/// <param name="count">Number of names, for progress.</param>
/// <param name="progress">Receives progress: files found.</param>
/// <param name="cancellationToken">Cancels between files.</param>
internal sealed class ReportFiles(List<string> faults, DataFileAccess access, IReadOnlyList<string?> folders, int count, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
{
    private int _done;

    /// <summary>The files of one list: those named first, in their order (patient and study are taken from the first of them, as dcmqi does), then the rest of those given.</summary>
    /// <param name="given">What was given for the list.</param>
    /// <param name="names">File names or, as <see cref="MeasurementReport.Metadata"/> has them, SOP Instance UIDs.</param>
    /// <param name="folder">Where they are looked for; the current folder if <see langword="null"/>.</param>
    /// <param name="others">What was given beside the list, and may be named in it, too.</param>
    public List<ReportFile> Find(IReadOnlyList<ReportFile> given, IReadOnlyList<string> names, string? folder, IReadOnlyList<ReportFile> others)
    {
        var files = new List<ReportFile>();
        var instances = new FolderIndex(folder);
        Dictionary<string, ReportFile> known = new(StringComparer.Ordinal);
        foreach (ReportFile file in given.Concat(others))
        {
            known.TryAdd(file.Name, file);
            known.TryAdd(file.SopInstanceUid, file);
        }

        foreach (string name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((known.GetValueOrDefault(Path.GetFileName(name)) ?? known.GetValueOrDefault(name)) is { } one)
                files.Add(one);
            else if (Open(name, folder, instances) is { } opened)
                files.Add(opened);
            progress?.Report(new ConversionProgress("Reading files", ++_done, count));
        }

        files.AddRange(given.Except(files));
        return files;
    }

    private ReportFile? Open(string name, string? folder, FolderIndex instances)
    {
        string path = folder is null ? name : Path.Combine(folder, name);
        if (!IsAllowed(path))
        {
            faults.Add($"'{name}' lies outside the folders of the report's files. If you trust the document, set MeasurementReportBuilder.NamedFiles to allow it.");
            return null;
        }

        try
        {
            return ReportFile.Open(File.Exists(path) ? path : instances.Find(name) ?? path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add($"'{name}' is not in {(folder is null ? "the current folder" : $"'{folder}'")}.");
        }
        catch (Exception exception) when (exception is DicomFormatException or NotSupportedException)
        {
            faults.Add($"{name}: {exception.Message}");
        }

        return null;
    }

    private bool IsAllowed(string path)
    {
        string full = Path.GetFullPath(path);
        return folders.Any(folder => DataFileNames.IsAllowed(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder ?? ".")), full, access));
    }
}
