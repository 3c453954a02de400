using Dcmqi.Dicom;
using Dcmqi.Iods;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Opens a segmentation file. Its headers are read, its pixels are not.</summary>
    /// <param name="path">A DICOM file, from any writer: BINARY, LABELMAP or FRACTIONAL. Or a folder with the files of one segmentation, such as the parts of a concatenation; what is no DICOM file in it is passed over.</param>
    /// <param name="decoders">Decoders for transfer syntaxes that this library has no codec for.</param>
    /// <exception cref="DicomFormatException">The file is no DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is no segmentation, or its transfer syntax is not supported.</exception>
    /// <exception cref="ConversionException">The files of a folder make no single object; every fault is listed.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or no DICOM file in the folder.</exception>
    public static Segmentation Open(string path, IReadOnlyList<IFrameDecoder>? decoders = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
            return OfFile(DicomFile.Open(path), decoders);
        string[] files = [.. Directory.GetFiles(path).Where(DicomFile.IsDicom).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? Open(files, decoders) : throw new FileNotFoundException($"There is no DICOM file in '{path}'.", path);
    }

    /// <summary>Opens a segmentation from a stream, which is read to its end but not closed.</summary>
    /// <param name="stream">A DICOM file from its current position.</param>
    /// <param name="decoders">Decoders for transfer syntaxes that this library has no codec for.</param>
    /// <exception cref="DicomFormatException">The stream is no DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is no segmentation, or its transfer syntax is not supported.</exception>
    public static Segmentation Open(Stream stream, IReadOnlyList<IFrameDecoder>? decoders = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OfFile(DicomFile.Open(stream), decoders);
    }

    /// <summary>Writes a Part 10 file; whole or not at all.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="compression">How it is compressed; not at all if not given.</param>
    /// <param name="progress">Is told of frames compressed, then of bytes written.</param>
    /// <param name="cancellationToken">Stops the writing; no file is left then.</param>
    /// <exception cref="ArgumentException">The compression does not go with the encoding.</exception>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID, or it is larger than 4 GB and is not compressed frame by frame.</exception>
    public void Save(
        string path, PixelCompression compression = PixelCompression.None, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (DataSet dataSet, TransferSyntax syntax) = new TranscodedFile(_dataSet, _pixels.Format, _pixels.Read, new FrameRange(0, FrameCount, IsPart: false)).In(compression, progress, cancellationToken);
        DicomWriter.Write(path, dataSet, syntax, TranscodedFile.Told(dataSet, progress), cancellationToken);
    }

    /// <summary>Writes a Part 10 file to a stream.</summary>
    /// <param name="stream">Takes the bytes from its current position; not closed.</param>
    /// <param name="compression">How it is compressed; not at all if not given.</param>
    /// <param name="progress">Is told of frames compressed, then of bytes written.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ArgumentException">The compression does not go with the encoding.</exception>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID, or it is larger than 4 GB and is not compressed frame by frame.</exception>
    public void Save(
        Stream stream, PixelCompression compression = PixelCompression.None, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (DataSet dataSet, TransferSyntax syntax) = new TranscodedFile(_dataSet, _pixels.Format, _pixels.Read, new FrameRange(0, FrameCount, IsPart: false)).In(compression, progress, cancellationToken);
        DicomWriter.Write(stream, dataSet, syntax, TranscodedFile.Told(dataSet, progress), cancellationToken);
    }

    /// <summary>Writes a Part 10 file on another thread; whole or not at all.</summary>
    /// <inheritdoc cref="Save(string, PixelCompression, IProgress{ConversionProgress}?, CancellationToken)"/>
    public Task SaveAsync(
        string path, PixelCompression compression = PixelCompression.None, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Save(path, compression, progress, cancellationToken), cancellationToken);

    /// <summary>Writes a Part 10 file to a stream on another thread; the stream is not to be used until the task is done.</summary>
    /// <inheritdoc cref="Save(Stream, PixelCompression, IProgress{ConversionProgress}?, CancellationToken)"/>
    public Task SaveAsync(
        Stream stream, PixelCompression compression = PixelCompression.None, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Save(stream, compression, progress, cancellationToken), cancellationToken);

    internal static Segmentation OfBuilt(DataSet dataSet, IEnumerable<string> warnings) => new(dataSet, TransferSyntax.ExplicitVRLittleEndian, [], warnings);

    private static Segmentation OfFile(DicomFile file, IReadOnlyList<IFrameDecoder>? decoders)
    {
        IEnumerable<string> warnings = ConcatenationPart.WarningOf(file.DataSet) is { } warning ? file.Warnings.Append(warning) : file.Warnings;
        return new Segmentation(file.DataSet, file.TransferSyntax, decoders ?? [], warnings) { Files = FilesOf(file) };
    }

    private static string[] FilesOf(params DicomFile[] files) => [.. files.Select(file => file.FileName).OfType<string>()];

    private static void CheckSupported(DataSet dataSet)
    {
        string sopClass = dataSet.GetString(Tags.SOPClassUID) ?? "";
        if (sopClass is not (Uids.SegmentationStorage or Uids.LabelMapSegmentationStorage))
            throw new NotSupportedException($"{Tags.SOPClassUID.Describe()} is {(sopClass.Length == 0 ? "missing" : Uids.NameOf(sopClass))}; {Uids.NameOf(Uids.SegmentationStorage)} and {Uids.NameOf(Uids.LabelMapSegmentationStorage)} can be opened here.");
    }

    private static List<Segment> ReadSegments(DataSet dataSet, FrameIndex frames, StoredFrames pixels, List<string> warnings)
    {
        Dictionary<int, int> frameCounts = frames.SegmentNumbers.GroupBy(number => number).ToDictionary(group => group.Key, group => group.Count());
        bool isLabelMap = pixels.Encoding == SegmentationEncoding.LabelMap;
        int? background = (pixels as LabelMapStoredFrames)?.PaddingValue;
        if (isLabelMap)
            frameCounts.Clear();
        var palette = new PaletteColors(dataSet);
        var segments = new List<Segment>();
        var numbers = new HashSet<int>();
        foreach (DataSet item in dataSet.GetItems(Tags.SegmentSequence))
        {
            int? number = item.GetInt32(Tags.SegmentNumber);
            int? frameCount = isLabelMap ? null : frameCounts.GetValueOrDefault(number ?? 0);

            // In a label volume 0 is no segment, whether or not the object says that it is the background.
            Segment segment = SegmentItem.Read(item, palette, frameCount, isLabelMap && (number == background || number == 0), warnings);
            if (!numbers.Add(segment.Number))
                throw new DicomFormatException($"{Tags.SegmentSequence.Describe()} describes {Tags.SegmentNumber.Describe()} {segment.Number} twice.", Tag.FromValue(Tags.SegmentSequence).ToString());
            segments.Add(segment);
        }

        foreach (int number in frameCounts.Keys.Where(number => !numbers.Contains(number)).Order())
        {
            warnings.Add($"{frameCounts[number]} frames belong to segment {number}, which {Tags.SegmentSequence.Describe()} does not describe.");
            segments.Add(new Segment { Number = number, Label = "", FrameCount = frameCounts[number] });
        }

        return segments;
    }
}
