namespace Dcmqi.Dicom;

/// <summary>The files that an object was opened from; none for an object that was built. Whoever has it closes them by it.</summary>
internal sealed class OpenedFiles(params IEnumerable<DicomFile> files) : IDisposable
{
    private readonly List<DicomFile> _files = [.. files];
    private readonly List<IDisposable> _others = [];

    /// <summary>The paths of those that are files.</summary>
    public IReadOnlyList<string> Paths => [.. _files.Select(file => file.FileName).OfType<string>()];

    /// <summary>Makes objects of files, which have them from then on. Where they are refused, all are closed before the exception leaves.</summary>
    /// <param name="make">Adds each file as it opens it, and makes the objects.</param>
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

    /// <summary>Adds what else is to be released with the object.</summary>
    public void Add(IDisposable other) => _others.Add(other);

    public void Dispose()
    {
        _files.ForEach(file => file.Dispose());
        _others.ForEach(other => other.Dispose());
    }

    public override string ToString() => $"OpenedFiles: {_files.Count}";
}
