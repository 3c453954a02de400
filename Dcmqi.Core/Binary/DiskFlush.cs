using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Dcmqi.Binary;

/// <summary>Has the system bring to the disk what it still holds in memory.</summary>
internal static class DiskFlush
{
    /// <summary>The content of a file; for a device or pipe that holds none, nothing.</summary>
    public static void File(FileStream stream)
    {
        if (stream.CanSeek)
            stream.Flush(flushToDisk: true);
    }

    /// <summary>The names in a folder. Windows keeps a journal of them, and has no such call.</summary>
    /// <exception cref="IOException">The system says that it could not.</exception>
    public static void Folder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        int descriptor = Open(folder, 0); // O_RDONLY; .NET opens no folders.
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            if (Synchronize(descriptor) != 0)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder) =>
        new($"The names in '{folder}' could not be brought to the disk: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
