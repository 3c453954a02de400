using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>What may be a source image: its header is read at once, its pixels when they are asked for.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="ReadHeader">Reads what stands before the pixels.</param>
/// <param name="Open">Opens it with its pixels.</param>
internal sealed record SourceCandidate(string Name, Func<DataSet> ReadHeader, Func<DicomFile> Open)
{
    public static SourceCandidate OfFile(string name, string path, OpenOptions? options) =>
        new(name, () => DicomFile.Open(path, options, FileParts.Headers).DataSet, () => DicomFile.Open(path, options));

    /// <summary>A stream: where it can seek, its pixels can be read while it is open.</summary>
    public static SourceCandidate OfStream(string name, Stream stream, OpenOptions? options)
    {
        long? start = stream.CanSeek ? stream.Position : null;
        return new SourceCandidate(name, () => DicomFile.Open(stream, options, FileParts.Headers).DataSet, Reopen);

        DicomFile Reopen()
        {
            lock (stream)
            {
                stream.Position = start ?? throw new NotSupportedException($"{name} cannot be read again for its pixels. Load the images from files, or from streams that can seek.");
                return DicomFile.Open(stream, options);
            }
        }
    }

    /// <summary>A header alone.</summary>
    public static SourceCandidate OfHeader(string name, DataSet header) =>
        new(name, () => header, () => throw new NotSupportedException($"{name} came without pixels. Load the images from files to read their pixels."));
}
