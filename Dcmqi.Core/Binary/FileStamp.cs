using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Dcmqi.Binary;

/// <summary>What shows that a file was written to: its length, and when it was written last.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="WrittenUtc">When it was written last.</param>
internal readonly record struct FileStamp(long Length, DateTime WrittenUtc)
{
    /// <summary>That of an open file.</summary>
    public static FileStamp Of(SafeFileHandle file) => new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));

    /// <summary>That of a path, links followed; the default where there is no file.</summary>
    public static FileStamp Of(string path)
    {
        FileInfo file = Paths.TargetOf(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : default;
    }

    public override string ToString() => this == default ? "not there" : string.Create(CultureInfo.InvariantCulture, $"{Length} bytes of {WrittenUtc:yyyy-MM-dd HH:mm:ss.fff} UTC");
}
