using Dcmqi.Dicom;
using Dcmqi.Dicom.Encoding;
using Dcmqi.Iods;
using Dcmqi.Sources;

namespace Dcmqi;

public sealed partial class SourceImages
{
    /// <summary>Reads the headers of the images in a folder and its subfolders, or of one file.</summary>
    /// <param name="path">A folder, searched with its subfolders, or one DICOM file. In a folder, files that are no images are left out and told in <see cref="Warnings"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ConversionException">No image was found, the images are of several patients or frames of reference, or none says where it lies; every fault is listed by file.</exception>
    /// <exception cref="DirectoryNotFoundException">Neither a folder nor a file is there.</exception>
    public static SourceImages Load(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
            return Load([path], cancellationToken);
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"'{path}' is neither a folder nor a file. Give the folder that holds the DICOM images, or one DICOM file.");

        string[] files = Directory.GetFiles(path, "*", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        var reading = new SourceReading(path, leaveOutOthers: true);
        return reading.Run([.. files.Select(file => SourceCandidate.OfFile(Path.GetRelativePath(path, file), file))], cancellationToken);
    }

    /// <summary>Reads the headers of the images in the files named.</summary>
    /// <param name="files">Paths of DICOM files, in any order; each must be an image.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ConversionException">A file is no image, the images are of several patients or frames of reference, or none says where it lies; every fault is listed by file.</exception>
    /// <exception cref="FileNotFoundException">A file named is not there.</exception>
    public static SourceImages Load(IEnumerable<string> files, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var reading = new SourceReading("The list of files", leaveOutOthers: false);
        return reading.Run([.. files.Select(file => SourceCandidate.OfFile(Path.GetFileName(file), file))], cancellationToken);
    }

    /// <summary>Reads the headers of the images in the streams given.</summary>
    /// <param name="streams">One DICOM file each, from its current position; read but not closed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ConversionException">A stream is no image, the images are of several patients or frames of reference, or none says where it lies; every fault is listed.</exception>
    public static SourceImages Load(IEnumerable<Stream> streams, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var reading = new SourceReading("The list of streams", leaveOutOthers: false);
        return reading.Run([.. streams.Select((stream, index) => SourceCandidate.OfStream($"stream {index + 1}", stream))], cancellationToken);
    }

    /// <summary>Takes headers in the DICOM JSON Model (PS3.18 annex F), as archives give the metadata of a series.</summary>
    /// <param name="json">One object, or an array of one for each image; read but not closed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DicomFormatException">It is no JSON, or not of this model.</exception>
    /// <exception cref="ConversionException">A header is not that of an image, the images are of several patients or frames of reference, or none says where it lies; every fault is listed.</exception>
    public static SourceImages LoadJson(Stream json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        IReadOnlyList<DataSet> headers = DicomJsonReader.Read(json);
        var reading = new SourceReading("The JSON document", leaveOutOthers: false);
        return reading.Run([.. headers.Select((header, index) => SourceCandidate.OfHeader($"header {index + 1}", header))], cancellationToken);
    }

    /// <inheritdoc cref="LoadJson(Stream, CancellationToken)"/>
    /// <param name="json">The document.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static SourceImages ParseJson(string json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LoadJson(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)), cancellationToken);
    }

    internal static SourceImages Of(IReadOnlyList<SourceFrame> frames, IReadOnlyList<string> faults, IReadOnlyList<string> warnings) => new(frames, faults, warnings);
}
