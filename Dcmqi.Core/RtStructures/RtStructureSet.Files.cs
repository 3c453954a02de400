using Dcmqi.Dicom;

namespace Dcmqi;

public sealed partial class RtStructureSet
{
    /// <summary>Opens a structure set file.</summary>
    /// <param name="path">A DICOM file, from any writer.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The file is not a DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">The object is not an RT Structure Set, or is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static RtStructureSet Open(string path, OpenOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(path, options))));
    }

    /// <summary>Opens a structure set from a stream. One that can seek is read where it lies: it must stay open, and be used for nothing else, until the object is disposed of. Another is read to its end.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">The object is not an RT Structure Set, or is beyond a limit of <paramref name="options"/>.</exception>
    public static RtStructureSet Open(Stream stream, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(stream, options))));
    }

    /// <summary>Opens a structure set in memory, which is not copied.</summary>
    /// <param name="bytes">A DICOM file. The bytes must not change while the object is used.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">The object is not an RT Structure Set, or is beyond a limit of <paramref name="options"/>.</exception>
    public static RtStructureSet Open(ReadOnlyMemory<byte> bytes, OpenOptions? options = null) =>
        OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(bytes, options))));

    /// <summary>Opens a structure set file asynchronously: a small file is read whole by asynchronous I/O, a larger one on a thread of the pool.</summary>
    /// <param name="path">A DICOM file, from any writer.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="Open(string, OpenOptions?)"/>
    public static async Task<RtStructureSet> OpenAsync(string path, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        DicomFile file = await DicomFile.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    /// <summary>Opens a structure set from a stream, of which only asynchronous members are used: it is read to its end, and may be closed then.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">The object is not an RT Structure Set, or is beyond a limit of <paramref name="options"/>.</exception>
    public static async Task<RtStructureSet> OpenAsync(Stream stream, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        DicomFile file = await DicomFile.OpenAsync(stream, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    internal static RtStructureSet OfBuilt(DataSet dataSet, IEnumerable<string> warnings) => new(null, dataSet, warnings);

    private static RtStructureSet OfFile(DicomFile file) => new(new OpenedFiles(file), file.DataSet, file.Warnings);

    // PS3.5 6.2.2 would have longer text written as UN, which many readers of contours do not look into.
    private protected override (DataSet DataSet, TransferSyntax Syntax) Encode(SaveOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken) =>
        SyntaxWithoutPixels(options) is var syntax && syntax == TransferSyntax.ExplicitVRLittleEndian && HasLongContours()
            ? (DataSet, TransferSyntax.ImplicitVRLittleEndian)
            : (DataSet, syntax);

    private bool HasLongContours() => DataSet.GetItems(Tags.ROIContourSequence)
        .SelectMany(roi => roi.EnumerateItems(Tags.ContourSequence))
        .Any(contour => contour.Find(Tags.ContourData)?.Length > LongestExplicitValue);
}
