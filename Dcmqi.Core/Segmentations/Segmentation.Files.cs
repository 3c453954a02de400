using Dcmqi.Dicom;
using Dcmqi.Dicom.Encoding;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Iods;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Opens a segmentation file. Its headers are read, its pixels are not: what nothing decodes is opened with a warning, and refused (<see cref="NotSupportedException"/>) where pixels are needed.</summary>
    /// <param name="path">A DICOM file, from any writer: BINARY, LABELMAP or FRACTIONAL. Or a folder with the files of one segmentation, such as the parts of a concatenation; what is not a DICOM file in it is passed over.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The file is not a DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, or it is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="ConversionException">The files of a folder make no single object; every fault is listed.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Segmentation Open(string path, OpenOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
            return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(path, options))));
        string[] paths = [.. Directory.GetFiles(path).Where(DicomFile.IsDicom).Order(StringComparer.Ordinal)];
        return paths.Length > 0 ? Open(paths, options) : throw new FileNotFoundException($"There is no DICOM file in '{path}'.", path);
    }

    /// <summary>Opens a segmentation from a stream. One that can seek is read where it lies: it must stay open, and be used for nothing else, until the object is disposed of. Another is read to its end.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static Segmentation Open(Stream stream, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(stream, options))));
    }

    /// <summary>Opens a segmentation in memory, which is not copied.</summary>
    /// <param name="bytes">A DICOM file. The bytes must not change while the object is used.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static Segmentation Open(ReadOnlyMemory<byte> bytes, OpenOptions? options = null) =>
        OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(bytes, options))));

    /// <summary>Opens a segmentation file asynchronously: a small file is read whole by asynchronous I/O, the headers of a larger one on a thread of the pool.</summary>
    /// <param name="path">A DICOM file, from any writer: BINARY, LABELMAP or FRACTIONAL. Or a folder with the files of one segmentation, such as the parts of a concatenation; what is not a DICOM file in it is passed over.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="Open(string, OpenOptions?)"/>
    public static async Task<Segmentation> OpenAsync(string path, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(path))
            return await Task.Run(() => Open(path, options), cancellationToken).ConfigureAwait(false);
        DicomFile file = await DicomFile.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    /// <summary>Opens a segmentation from a stream, of which only asynchronous members are used: it is read to its end, and may be closed then. The array of a <see cref="MemoryStream"/> that can be seen is used where it is.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static async Task<Segmentation> OpenAsync(Stream stream, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        DicomFile file = await DicomFile.OpenAsync(stream, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    /// <summary>Opens a segmentation from its header in the DICOM JSON Model (PS3.18 annex F), as archives give it; its frames are asked for one by one when they are needed, the first at once.</summary>
    /// <param name="json">One object, or an array of one; read but not closed.</param>
    /// <param name="frames">Gives the frames; disposed of with the segmentation, and also where it is refused.</param>
    /// <param name="options">Decoders, and the limit of frames. Default: no decoders, the limit of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">It is not JSON or not of this model, lacks what a segmentation must have, or the first frame is not of the size that it states.</exception>
    /// <exception cref="NotSupportedException">The object is not a segmentation, its frames cannot be decoded, or it is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="IOException">The first frame cannot be had.</exception>
    public static Segmentation OpenJson(Stream json, IFrameSource frames, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(frames);
        return OpenedFiles.Use(files =>
        {
            files.Add(frames);
            IReadOnlyList<DataSet> headers = DicomJsonReader.Read(json);
            if (headers.Count != 1)
                throw new DicomFormatException($"The JSON document has the headers of {Counted.Of(headers.Count, "object")}; that of one segmentation was expected.");
            (options ?? OpenOptions.Default).CheckFrames(headers[0]);
            return new Segmentation(files, headers[0], (count, _) => SuppliedTo(headers[0], frames, count, options ?? OpenOptions.Default), []);
        });
    }

    internal static Segmentation OfBuilt(DataSet dataSet, IEnumerable<string> warnings) => new(null, dataSet, TransferSyntax.ExplicitVRLittleEndian, [], warnings);

    private protected override (DataSet DataSet, TransferSyntax Syntax) Encode(SaveOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        new TranscodedFile(DataSet, _pixels.Format, _pixels.Read, new FrameRange(0, FrameCount, IsPart: false)).In(options.Compression, progress, cancellationToken);

    internal static Segmentation OfFile(DicomFile file)
    {
        IEnumerable<string> warnings = ConcatenationPart.WarningOf(file.DataSet) is { } warning ? file.Warnings.Append(warning) : file.Warnings;
        return new Segmentation(new OpenedFiles(file), file.DataSet, file.TransferSyntax, file.Decoders, warnings);
    }

    // The pixels are an element like any other from here on: made when they are asked for.
    private static SuppliedFrameReader SuppliedTo(DataSet header, IFrameSource frames, int frameCount, OpenOptions options)
    {
        var reader = new SuppliedFrameReader(frames, header, frameCount, options.Decoders);
        reader.CheckFirst();
        header.SetBulk(Tags.PixelData, TranscodedFile.VRof(reader.Format), TranscodedFile.PixelsOf(reader.Format, frameCount, reader.ReadFrame));
        return reader;
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
            warnings.Add($"{Counted.Of(frameCounts[number], "frame", "belongs", "belong")} to segment {number}, which {Tags.SegmentSequence.Describe()} does not describe.");
            segments.Add(new Segment { Number = number, Label = "", FrameCount = frameCounts[number] });
        }

        return segments;
    }
}
