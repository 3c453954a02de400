namespace Dcmqi.Dicom;

/// <summary>The files that an object was opened from; none for an object that was built. Whoever has it closes them by it.</summary>
internal sealed class OpenedFiles : IDisposable
{
    private readonly List<DicomFile> _files = [];

    /// <summary>The paths of those that are files.</summary>
    public IReadOnlyList<string> Paths => [.. _files.Select(file => file.FileName).OfType<string>()];

    /// <summary>Makes an object of files. Where they are refused they are closed before the exception leaves.</summary>
    /// <param name="make">Adds the files that it opens, and makes the object, which has them from then on.</param>
    public static T Use<T>(Func<OpenedFiles, T> make)
    {
        var files = new OpenedFiles();
        try
        {
            return make(files);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public DicomFile Add(DicomFile file)
    {
        _files.Add(file);
        return file;
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    public override string ToString() => $"OpenedFiles: {_files.Count}";
}
