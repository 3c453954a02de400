using System.Formats.Tar;

namespace Dcmqi.Binary;

/// <summary>Looks at what a path names, links followed, and opens nothing.</summary>
internal static class Paths
{
    /// <summary>What stands at a path.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static PathKind KindOf(string path)
    {
        FileInfo target = TargetOf(path);
        if (target.Exists)
            return target.Length > 0 || IsRegular(target.FullName) ? PathKind.File : PathKind.Device;
        if (Directory.Exists(target.FullName))
            return PathKind.Folder;
        // Links there are more than their text: /dev/stdout leads to "pipe:[4026]", which is no path.
        return target.FullName != Path.GetFullPath(path) && target.FullName.StartsWith("/proc/", StringComparison.Ordinal) ? PathKind.Device : PathKind.Missing;
    }

    /// <summary>The file that a path names: that at the end of its links, which need not be there.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static FileInfo TargetOf(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file : new FileInfo(file.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    /// <summary>The one path of a folder in which no part is a link.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string RealFolder(string path)
    {
        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        string plain = Path.Combine(RealFolder(parent), Path.GetFileName(full));
        return Directory.ResolveLinkTarget(plain, returnFinalTarget: true) is { } target ? RealFolder(target.FullName) : plain;
    }

    // .NET tells a device or pipe from a file nowhere but where it puts one into an archive; of these none has a length and none is opened for it.
    private static bool IsRegular(string emptyFile)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
            {
                writer.WriteEntry(emptyFile, "entry");
            }
        }
        catch (UnauthorizedAccessException)
        {
            return true; // Only regular files are opened.
        }
        catch (IOException)
        {
            return false; // A socket cannot be archived.
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType is TarEntryType.RegularFile;
    }
}
