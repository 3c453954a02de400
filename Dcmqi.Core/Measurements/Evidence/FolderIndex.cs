using Dcmqi.Dicom;

namespace Dcmqi.Measurements;

/// <summary>The DICOM files of a folder by their SOP Instance UIDs: a document made of a report names instances, for a report holds no file names.</summary>
internal sealed class FolderIndex(string? folder)
{
    private Dictionary<string, string>? _paths;

    /// <summary>The file of an instance, or <see langword="null"/>; the folder is read when a UID is first asked for.</summary>
    public string? Find(string uid)
    {
        if (uid.Length is 0 or > 64 || uid.AsSpan().ContainsAnyExcept("0123456789."))
            return null;
        return (_paths ??= Read()).GetValueOrDefault(uid);
    }

    private Dictionary<string, string> Read()
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        string root = folder ?? Directory.GetCurrentDirectory();
        if (!Directory.Exists(root))
            return paths;
        foreach (string path in Directory.EnumerateFiles(root).Order(StringComparer.Ordinal))
        {
            try
            {
                if (DicomFile.IsDicom(path))
                    paths.TryAdd(ReportFile.Open(path).SopInstanceUid, path);
            }
            catch (Exception exception) when (exception is DcmqiException or NotSupportedException or IOException or UnauthorizedAccessException)
            {
                // A file that cannot be read is not the one that is looked for; if it was, that one is told to be missing.
            }
        }

        return paths;
    }
}
