namespace Dcmqi.Pictures;

/// <summary>Writes files whole or not at all.</summary>
internal static class WholePictureFile
{
    public static void Write(string path, byte[] content)
    {
        string target = (new FileInfo(path).Exists ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

        // A device or pipe is written to; it cannot be replaced.
        if (File.Exists(target) && !OperatingSystem.IsWindows() && (File.GetAttributes(target) & FileAttributes.Device) != 0)
        {
            File.WriteAllBytes(target, content);
            return;
        }

        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".dcmqi-{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(temporary, content);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
