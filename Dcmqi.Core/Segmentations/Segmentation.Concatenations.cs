using System.Globalization;
using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Opens one segmentation from files that may be the parts of a concatenation, in any order. Parts are joined without their pixels being read.</summary>
    /// <param name="paths">At least one file. One alone is opened as it stands, with a warning if it is a part.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="ConversionException">The files make no single object: parts are missing, there twice, or differ; every fault is listed.</exception>
    /// <exception cref="DicomFormatException">A file is not a DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">An object is not a segmentation, or its transfer syntax is not supported.</exception>
    /// <exception cref="ArgumentException">There is no path.</exception>
    public static Segmentation Open(IEnumerable<string> paths, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return OpenedFiles.Use(files => OfParts(PartsOf(files, paths, options)));
    }

    /// <summary>Opens one segmentation from streams that may be the parts of a concatenation, in any order; as <see cref="Open(Stream, OpenOptions?)"/> does each.</summary>
    /// <param name="streams">At least one.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <inheritdoc cref="Open(IEnumerable{string}, OpenOptions?)"/>
    public static Segmentation Open(IEnumerable<Stream> streams, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(streams);
        return OpenedFiles.Use(files => OfParts(
            [.. streams.Select((stream, index) => new ConcatenationPart(files.Add(DicomFile.Open(stream, options)), string.Create(CultureInfo.InvariantCulture, $"stream {index + 1}")))]));
    }

    /// <summary>Opens all segmentations that files hold: each file is one, but for the parts of a concatenation, which are joined.</summary>
    /// <param name="paths">Files in any order.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <returns>The segmentations in order of their first files.</returns>
    /// <inheritdoc cref="Open(IEnumerable{string}, OpenOptions?)"/>
    public static IReadOnlyList<Segmentation> OpenAll(IEnumerable<string> paths, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return OpenedFiles.Use<Segmentation[]>(files =>
        [
            .. PartsOf(files, paths, options).Select((part, index) => (part, index)).GroupBy(pair => pair.part.ConcatenationUid ?? $"whole {pair.index}")
                .Select(group => OfParts([.. group.Select(pair => pair.part)])),
        ]);
    }

    /// <summary>Writes the object as a concatenation: several files, each a valid object with some of the frames (PS3.3 C.7.6.16.2.2.4). All are written, or none.</summary>
    /// <param name="path">The name of the files; a number is put before its extension: <c>seg.dcm</c> becomes <c>seg-1.dcm</c>, <c>seg-2.dcm</c> and so on, with as many digits as the last needs. Files of these names are replaced.</param>
    /// <param name="concatenation">The number of frames in each part.</param>
    /// <param name="options">How the parts are written. Default: without compression.</param>
    /// <param name="progress">Receives progress: frames compressed and bytes written, part by part.</param>
    /// <param name="cancellationToken">Cancels the writing; no file is left then.</param>
    /// <returns>The paths of the files, in order of their frames.</returns>
    /// <exception cref="ArgumentException">The compression does not go with the encoding.</exception>
    /// <exception cref="ConversionException">The object cannot be split like this, or is a part of a concatenation itself.</exception>
    public IReadOnlyList<string> SaveConcatenation(
        string path,
        Concatenation concatenation,
        SaveOptions? options = null,
        IProgress<ConversionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(concatenation);
        var parts = new ConcatenationParts(DataSet, _pixels, concatenation);
        string digits = "D" + parts.Count.ToString(CultureInfo.InvariantCulture).Length.ToString(CultureInfo.InvariantCulture);
        string stem = Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path));
        string[] paths = [.. Enumerable.Range(1, parts.Count).Select(number => $"{stem}-{number.ToString(digits, CultureInfo.InvariantCulture)}{Path.GetExtension(path)}")];
        options ??= SaveOptions.Default;
        WholeFile.WriteAll(paths, WritePart, options.Durable);
        return paths;

        void WritePart(int index, Stream stream)
        {
            (DataSet dataSet, TransferSyntax syntax) = parts[index].In(options.Compression, progress, cancellationToken);
            DicomWriter.Write(stream, dataSet, syntax, TranscodedFile.Told(dataSet, progress), cancellationToken);
        }
    }

    private static ConcatenationPart[] PartsOf(OpenedFiles files, IEnumerable<string> paths, OpenOptions? options) =>
        [.. paths.Select(path => new ConcatenationPart(files.Add(DicomFile.Open(path, options)), Path.GetFileName(path)))];

    private static Segmentation OfParts(ConcatenationPart[] parts)
    {
        if (parts.Length == 0)
            throw new ArgumentException("There is no segmentation to open.");
        if (parts.Length == 1)
            return OfFile(parts[0].File);
        foreach (ConcatenationPart part in parts)
            SopClass.Require(part.DataSet, part.Name, Uids.SegmentationStorage, Uids.LabelMapSegmentationStorage);
        var reader = new ConcatenationReader(parts);
        (DataSet dataSet, FrameReader frames) = reader.Join();
        return new Segmentation(new OpenedFiles(parts.Select(part => part.File)), dataSet, (_, _) => frames, reader.Warnings);
    }
}
