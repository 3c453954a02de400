using Dcmqi.Binary;
using Dcmqi.Dicom;

namespace Dcmqi.Sources;

/// <summary>What may be a source image: its header is read at once, its pixels when they are asked for.</summary>
/// <param name="Name">The name used in messages.</param>
/// <param name="ReadHeader">Reads what stands before the pixels.</param>
/// <param name="Open">Opens it with its pixels.</param>
internal sealed record SourceCandidate(string Name, Func<DataSet> ReadHeader, Func<DicomFile> Open)
{
    /// <summary>Whether the caller named it, and not only the folder it lies in: then it must be an image.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>The bytes it has; <see langword="null"/> where that is not known.</summary>
    public Func<long?> Length { get; private init; } = () => null;

    /// <summary>A file, which must still be the same when its pixels are read.</summary>
    public static SourceCandidate OfFile(string name, string path, OpenOptions? options)
    {
        FileStamp stamp = default;
        return new SourceCandidate(name, Header, Reopen) { Length = () => stamp.Length };

        DataSet Header()
        {
            // To open a pipe waits for another program, for good.
            if (Paths.KindOf(path) == PathKind.Device)
                throw new NotSupportedException("It is a device, pipe or socket, not a file.");
            stamp = FileStamp.Of(path);
            return DicomFile.Open(path, options, FileParts.Headers).DataSet;
        }

        DicomFile Reopen()
        {
            if (FileStamp.Of(path) is var now && now != stamp)
                throw new ConversionException($"{name} changed since its header was read: it was {stamp}, it is {now}. Load the images anew.");
            return DicomFile.Open(path, options);
        }
    }

    /// <summary>A stream: where it can seek, its pixels can be read while it is open.</summary>
    public static SourceCandidate OfStream(string name, Stream stream, OpenOptions? options)
    {
        long? start = stream.CanSeek ? stream.Position : null;
        return new SourceCandidate(name, () => DicomFile.Open(stream, options, FileParts.Headers).DataSet, Reopen) { Length = () => stream.CanSeek ? stream.Length - start : null };

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
    public static SourceCandidate OfHeader(string name, DataSet header, OpenOptions? options = null)
    {
        return new SourceCandidate(name, Header, () => throw new NotSupportedException($"{name} came without pixels. Load the images from files to read their pixels."));

        DataSet Header()
        {
            (options ?? OpenOptions.Default).CheckFrames(header);
            return header;
        }
    }
}
