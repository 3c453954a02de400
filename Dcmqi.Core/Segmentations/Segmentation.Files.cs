using Dcmqi.Binary;
using Dcmqi.Dicom;
using Dcmqi.Segmentations;

namespace Dcmqi;

public sealed partial class Segmentation
{
    /// <summary>Opens a segmentation file. Its headers are read, its Pixel Data is not.</summary>
    /// <param name="path">A DICOM file, from any writer.</param>
    /// <exception cref="DicomFormatException">The file is no DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is no binary segmentation, or its transfer syntax is not supported.</exception>
    public static Segmentation Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OfFile(DicomFile.Open(path));
    }

    /// <summary>Opens a segmentation from a stream, which is read to its end but not closed.</summary>
    /// <param name="stream">A DICOM file from its current position.</param>
    /// <exception cref="DicomFormatException">The stream is no DICOM file, or lacks what a segmentation must have.</exception>
    /// <exception cref="NotSupportedException">The object is no binary segmentation, or its transfer syntax is not supported.</exception>
    public static Segmentation Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OfFile(DicomFile.Open(stream));
    }

    /// <summary>Writes a Part 10 file, Explicit VR Little Endian; whole or not at all.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="progress">Is told of bytes as they are written.</param>
    /// <param name="cancellationToken">Stops the writing; no file is left then.</param>
    public void Save(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        DicomWriter.Write(path, _dataSet, TransferSyntax.ExplicitVRLittleEndian, Told(progress), cancellationToken);
    }

    /// <summary>Writes a Part 10 file to a stream, Explicit VR Little Endian.</summary>
    /// <param name="stream">Takes the bytes from its current position; not closed.</param>
    /// <param name="progress">Is told of bytes as they are written.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public void Save(Stream stream, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        DicomWriter.Write(stream, _dataSet, TransferSyntax.ExplicitVRLittleEndian, Told(progress), cancellationToken);
    }

    /// <summary>Writes a Part 10 file on another thread; whole or not at all.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="progress">Is told of bytes as they are written.</param>
    /// <param name="cancellationToken">Stops the writing; no file is left then.</param>
    public Task SaveAsync(string path, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Save(path, progress, cancellationToken), cancellationToken);

    /// <summary>Writes a Part 10 file to a stream on another thread.</summary>
    /// <param name="stream">Takes the bytes from its current position; not closed, and not to be used until the task is done.</param>
    /// <param name="progress">Is told of bytes as they are written.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public Task SaveAsync(Stream stream, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Save(stream, progress, cancellationToken), cancellationToken);

    internal static Segmentation OfBuilt(DataSet dataSet, IEnumerable<string> warnings) => new(dataSet, TransferSyntax.ExplicitVRLittleEndian, [], warnings);

    private static Segmentation OfFile(DicomFile file) => new(file.DataSet, file.TransferSyntax, [], file.Warnings);

    private Action<long>? Told(IProgress<ConversionProgress>? progress)
    {
        if (progress is null)
            return null;
        long total = _dataSet.Find(Tags.PixelData)!.Length;
        long written = 0;
        return bytes => progress.Report(new ConversionProgress("Writing", written = Math.Min(total, written + bytes), total));
    }

    private static void CheckSupported(DataSet dataSet)
    {
        string sopClass = dataSet.GetString(Tags.SOPClassUID) ?? "";
        if (sopClass is not (Uids.SegmentationStorage or Uids.LabelMapSegmentationStorage))
            throw new NotSupportedException($"{Tags.SOPClassUID.Describe()} is {(sopClass.Length == 0 ? "missing" : Uids.NameOf(sopClass))}; {Uids.NameOf(Uids.SegmentationStorage)} is what can be opened here.");
    }

    private static List<Segment> ReadSegments(DataSet dataSet, FrameIndex frames, StoredFrames pixels, List<string> warnings)
    {
        Dictionary<int, int> frameCounts = frames.SegmentNumbers.GroupBy(number => number).ToDictionary(group => group.Key, group => group.Count());
        bool isLabelMap = pixels.Encoding == SegmentationEncoding.LabelMap;
        int? background = (pixels as LabelMapStoredFrames)?.PaddingValue;
        if (isLabelMap)
            frameCounts.Clear();
        var segments = new List<Segment>();
        var numbers = new HashSet<int>();
        foreach (DataSet item in dataSet.GetItems(Tags.SegmentSequence))
        {
            int? number = item.GetInt32(Tags.SegmentNumber);
            int? frameCount = isLabelMap ? null : frameCounts.GetValueOrDefault(number ?? 0);
            Segment segment = SegmentItem.Read(item, frameCount, isLabelMap && number == background, warnings);
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
