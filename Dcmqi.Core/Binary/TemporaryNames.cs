using System.IO.Enumeration;

namespace Dcmqi.Binary;

/// <summary>Names of files that are not whole yet, known by their form, so that those of a process that was killed can be removed.</summary>
internal static class TemporaryNames
{
    private const string Prefix = ".dcmqi-";
    private const string Unfinished = ".tmp";
    private const string Old = ".old";
    private const int GuidLength = 32;

    // In larger folders only some entries are looked at: writing many files into one folder must not take the square of their number.
    private const int MostEntries = 4096;

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>A new name for a file that is being written.</summary>
    public static string New() => $"{Prefix}{Guid.NewGuid():N}{Unfinished}";

    /// <summary>A new name for an older file while others take its place. Such a file is the user's and is never removed as a leftover.</summary>
    public static string NewForOld() => $"{Prefix}{Guid.NewGuid():N}{Old}";

    /// <summary>Removes unfinished files from a folder that nobody has written to for a day.</summary>
    public static void RemoveLeftovers(string folder)
    {
        DateTimeOffset latest = TimeProvider.System.GetUtcNow() - Abandoned;
        var leftovers = new FileSystemEnumerable<string?>(
            folder,
            (ref FileSystemEntry entry) => IsUnfinished(entry.FileName) && !entry.IsDirectory && entry.LastWriteTimeUtc < latest ? entry.ToFullPath() : null,
            new EnumerationOptions { AttributesToSkip = 0 });
        try
        {
            foreach (string leftover in leftovers.Take(MostEntries).OfType<string>())
                File.Delete(leftover);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another process may have removed it; and what keeps a leftover from being removed says nothing of the file to be written.
        }
    }

    private static bool IsUnfinished(ReadOnlySpan<char> name) =>
        name.Length == Prefix.Length + GuidLength + Unfinished.Length
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Unfinished, StringComparison.Ordinal)
        && Guid.TryParseExact(name.Slice(Prefix.Length, GuidLength), "N", out _);
}
