using System.IO.Enumeration;

namespace Dcmqi.Cli.Batch;

/// <summary>The files that a job reads.</summary>
internal static class JobInputs
{
    private static readonly string[] HeaderEndings = [".nhdr", ".mhd", ".hdr", ".hdr.gz", ".img", ".img.gz"];
    private static readonly string[] DataFields = ["data file:", "ElementDataFile"];

    /// <summary>The files of an option, each with its name within what the option names.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static IEnumerable<(string Name, FileInfo File)> Of(JobOption option) => option.Values.SelectMany(FilesOf);

    private static IEnumerable<(string Name, FileInfo File)> FilesOf(string path)
    {
        if (Directory.Exists(path))
            return InFolder(path).Select(file => (Path.GetRelativePath(path, file).Replace('\\', '/'), Target(file)));
        string name = Path.GetFileName(path), folder = Path.GetDirectoryName(path)!;
        IEnumerable<string> files = name.AsSpan().IndexOfAny('*', '?') >= 0
            ? Directory.EnumerateFiles(folder).Where(file => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(file), ignoreCase: false))
            : [path];
        return files.SelectMany(WithData).Distinct().Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), Target(file)));
    }

    // Links to folders are not followed: they may lead in a circle.
    private static IEnumerable<string> InFolder(string folder) =>
        new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        }.Order(StringComparer.Ordinal);

    // A header with its voxels beside it.
    private static IEnumerable<string> WithData(string path)
    {
        if (!HeaderEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || !File.Exists(path))
            return [path];
        string folder = Path.GetDirectoryName(path)!, stem = Path.GetFileName(path).Split('.')[0];
        return [path, .. Directory.EnumerateFiles(folder, stem + ".*"), .. NamedData(path).Select(name => Path.GetFullPath(name, folder)).Where(File.Exists)];
    }

    private static IEnumerable<string> NamedData(string path)
    {
        // A header of text; the first lines of any other hold none of the fields.
        foreach (string line in File.ReadLines(path, System.Text.Encoding.Latin1).Take(100))
        {
            if (Array.Find(DataFields, field => line.StartsWith(field, StringComparison.Ordinal)) is { } found)
                yield return line[found.Length..].TrimStart(' ', '=').Trim();
        }
    }

    private static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        return (file.Attributes & FileAttributes.ReparsePoint) != 0 && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target ? target : file;
    }
}
