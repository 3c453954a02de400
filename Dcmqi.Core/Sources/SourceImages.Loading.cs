using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.Encoding;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class SourceImages
{
    /// <summary>Reads the headers of the images in a folder and its subfolders, or of one file.</summary>
    /// <param name="path">A folder, searched with its subfolders, or one DICOM file. In a folder, files that are not images or cannot be read, and broken links, are left out; each is named in <see cref="Warnings"/>.</param>
    /// <param name="options">Decoders for the pixels, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="progress">Receives progress: headers read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">No image was found, the images are of several patients or frames of reference, or none says where it lies; every fault is listed by file.</exception>
    /// <exception cref="DirectoryNotFoundException">Neither a folder nor a file is there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or file may not be read.</exception>
    public static SourceImages Load(string path, OpenOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new DirectoryNotFoundException($"'{path}' is neither a folder nor a file. Give the folder that holds the DICOM images, or one DICOM file.");
        return Load([path], options, progress, cancellationToken);
    }

    /// <summary>Reads the headers of the images in the files and folders named.</summary>
    /// <param name="paths">Paths of DICOM files, each of which must be an image, and of folders, searched with their subfolders; in any order.</param>
    /// <param name="options">Decoders for the pixels, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="progress">Receives progress: headers read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">A file named is not an image, the images are of several patients or frames of reference, or none says where it lies; every fault is listed by file.</exception>
    /// <exception cref="FileNotFoundException">A file named is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder named may not be read.</exception>
    public static SourceImages Load(IEnumerable<string> paths, OpenOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] named = [.. paths];
        var reading = new SourceReading(named is [{ } only] ? only : "The list of files", progress);
        var candidates = new List<SourceCandidate>(named.Length);
        foreach (string path in named)
        {
            if (!Directory.Exists(path))
            {
                candidates.Add(SourceCandidate.OfFile(Path.GetFileName(path), path, options));
                continue;
            }

            FolderFiles files = FolderFiles.In(path, SearchOption.AllDirectories, cancellationToken);
            candidates.AddRange(files.Paths.Select(file => SourceCandidate.OfFile(Path.GetRelativePath(path, file), file, options) with { IsNamed = false }));
            reading.LeaveOut(files.Faults.Select(fault => $"{Path.GetRelativePath(path, fault.Path)}: left out. It {fault.Message}."));
        }

        return reading.Run(candidates, cancellationToken);
    }

    /// <summary>Reads the headers of the images in the streams given.</summary>
    /// <param name="streams">One DICOM file each, from its current position; read but not closed.</param>
    /// <param name="options">Decoders for the pixels, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="progress">Receives progress: headers read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ConversionException">A stream is not an image, the images are of several patients or frames of reference, or none says where it lies; every fault is listed.</exception>
    public static SourceImages Load(IEnumerable<Stream> streams, OpenOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var reading = new SourceReading("The list of streams", progress);
        return reading.Run([.. streams.Select((stream, index) => SourceCandidate.OfStream($"stream {index + 1}", stream, options))], cancellationToken);
    }

    /// <summary>Takes headers in the DICOM JSON Model (PS3.18 annex F), as archives give the metadata of a series.</summary>
    /// <param name="json">One object, or an array of one for each image; read but not closed.</param>
    /// <param name="options">The limit of frames. Default: that of <see cref="OpenOptions"/>.</param>
    /// <param name="progress">Receives progress: headers read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="DicomFormatException">It is not JSON, or not of this model.</exception>
    /// <exception cref="ConversionException">A header is not that of an image, the images are of several patients or frames of reference, or none says where it lies; every fault is listed.</exception>
    public static SourceImages LoadJson(Stream json, OpenOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        IReadOnlyList<DataSet> headers = DicomJsonReader.Read(json);
        var reading = new SourceReading("The JSON document", progress);
        return reading.Run([.. headers.Select((header, index) => SourceCandidate.OfHeader($"header {index + 1}", header, options))], cancellationToken);
    }

    /// <inheritdoc cref="LoadJson(Stream, OpenOptions?, IProgress{ConversionProgress}?, CancellationToken)"/>
    /// <param name="json">The document.</param>
    /// <param name="options">The limit of frames. Default: that of <see cref="OpenOptions"/>.</param>
    /// <param name="progress">Receives progress: headers read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static SourceImages ParseJson(string json, OpenOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LoadJson(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)), options, progress, cancellationToken);
    }

    internal static SourceImages Of(IReadOnlyList<SourceFrame> frames, IReadOnlyList<string> faults, IReadOnlyList<string> warnings) => new(frames, faults, warnings);
}
