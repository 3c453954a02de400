using Dcmqi.Binary;

namespace Dcmqi.Volumes;

/// <summary>Turns the names in a detached header into paths, and refuses those the caller did not allow.</summary>
internal static class DataFileNames
{
    /// <summary>The full path of a data file.</summary>
    /// <exception cref="VolumeFormatException">The name leads out of the allowed folders, to the header itself or to nothing.</exception>
    public static string Resolve(string? headerFile, string name, DataFileAccess access, string field)
    {
        if (headerFile is null)
            throw new VolumeFormatException($"'{field}' names the data file '{name}', but a header read from a stream has no folder to look in. Read it by its path.", null, field);
        foreach (char c in name)
        {
            if (char.IsControl(c))
                throw new VolumeFormatException($"'{field}' names a data file with a control character.", headerFile, field);
        }

        if (name.Length == 0)
            throw new VolumeFormatException($"'{field}' names no data file.", headerFile, field);

        string header = Path.GetFullPath(headerFile);
        string folder = Path.GetDirectoryName(header) ?? "";
        string path = Path.GetFullPath(Path.Combine(folder, name));
        if (!IsAllowed(folder, path, access))
        {
            throw new VolumeFormatException(
                $"'{field}' names the data file '{name}' outside {(access == DataFileAccess.OwnFolder ? "the header's own folder" : "the header's folder and those below")}. "
                    + "If you trust the header, set VolumeReadOptions.DataFiles to allow it.",
                headerFile, field);
        }

        if (string.Equals(path, header, StringComparison.Ordinal))
            throw new VolumeFormatException($"'{field}' names the header itself as its data file.", headerFile, field);
        return Paths.KindOf(path) switch
        {
            PathKind.File => path,
            PathKind.Missing => throw new VolumeFormatException($"'{field}' names the data file '{name}', which does not exist{(Path.Exists(path) ? ": it is a link to nothing" : "")}.", headerFile, field),
            _ => throw new VolumeFormatException($"'{field}' names the data file '{name}', which is a folder, device or pipe.", headerFile, field),
        };
    }

    /// <summary>Refuses a name of a data file that a header cannot give, because readers take it for more than a name.</summary>
    /// <exception cref="ArgumentException">The name is such a one.</exception>
    public static void CheckWritten(string headerPath, string dataPath)
    {
        string name = Path.GetFileName(dataPath);
        string? reason = name switch
        {
            _ when name.Contains('%', StringComparison.Ordinal) => "'%' makes it a pattern of several names",
            _ when name.StartsWith("LIST ", StringComparison.Ordinal) => "'LIST' announces several names",
            _ when name != name.Trim() => "readers leave out the white space at its ends",
            _ when name.Any(char.IsControl) => "it holds a control character",
            _ => null,
        };
        if (reason is not null)
            throw new ArgumentException($"The header '{Path.GetFileName(headerPath)}' cannot name its data file '{name}': {reason}. Choose another name, or a format of one file.", nameof(headerPath));
    }

    /// <summary>Whether a path lies where files may be opened.</summary>
    internal static bool IsAllowed(string folder, string path, DataFileAccess access) => access switch
    {
        DataFileAccess.OwnFolder => string.Equals(Path.GetDirectoryName(path), folder, StringComparison.Ordinal),
        DataFileAccess.OwnFolderAndBelow =>
            path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal),
        _ => true,
    };
}
