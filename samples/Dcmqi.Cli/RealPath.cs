namespace Dcmqi.Cli;

/// <summary>The one path of a file, whatever links lead to it; so that two names of one file can be seen to be that.</summary>
internal static class RealPath
{
    /// <summary>How paths are compared on this system.</summary>
    public static StringComparison Comparison { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The path without links; what is not there yet stands where its folder leads.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } folder)
            return full;
        var plain = new FileInfo(Path.Combine(Of(folder), Path.GetFileName(full)));
        return plain.LinkTarget is null ? plain.FullName : Of(plain.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
    }

    /// <summary>Whether two paths name one file.</summary>
    public static bool AreOne(string first, string second) => string.Equals(Of(first), Of(second), Comparison);

    /// <summary>Whether a file lies in a folder or in one of its subfolders.</summary>
    public static bool IsWithin(string file, string folder) =>
        Of(file).StartsWith(Path.TrimEndingDirectorySeparator(Of(folder)) + Path.DirectorySeparatorChar, Comparison);
}
