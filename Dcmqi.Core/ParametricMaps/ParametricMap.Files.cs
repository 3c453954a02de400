using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

public sealed partial class ParametricMap
{
    /// <summary>Opens a parametric map file. Its headers are read, its pixels are not: what nothing decodes is opened with a warning, and refused (<see cref="NotSupportedException"/>) where pixels are needed.</summary>
    /// <param name="path">A DICOM file, from any writer.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The file is not a DICOM file, or lacks what a parametric map must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a parametric map, or it is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ParametricMap Open(string path, OpenOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(path, options))));
    }

    /// <summary>Opens a parametric map from a stream. One that can seek is read where it lies: it must stay open, and be used for nothing else, until the object is disposed of. Another is read to its end.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or lacks what a parametric map must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a parametric map, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static ParametricMap Open(Stream stream, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(stream, options))));
    }

    /// <summary>Opens a parametric map in memory, which is not copied.</summary>
    /// <param name="bytes">A DICOM file. The bytes must not change while the object is used.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or lacks what a parametric map must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a parametric map, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static ParametricMap Open(ReadOnlyMemory<byte> bytes, OpenOptions? options = null) =>
        OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(bytes, options))));

    /// <summary>Opens a parametric map file asynchronously: a small file is read whole by asynchronous I/O, the headers of a larger one on a thread of the pool.</summary>
    /// <param name="path">A DICOM file, from any writer.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="Open(string, OpenOptions?)"/>
    public static async Task<ParametricMap> OpenAsync(string path, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        DicomFile file = await DicomFile.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    /// <summary>Opens a parametric map from a stream, of which only asynchronous members are used: it is read to its end, and may be closed then. The array of a <see cref="MemoryStream"/> that can be seen is used where it is.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Decoders, and limits on size and memory. Default: no decoders, the limits of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or lacks what a parametric map must have.</exception>
    /// <exception cref="NotSupportedException">The object is not a parametric map, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static async Task<ParametricMap> OpenAsync(Stream stream, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        DicomFile file = await DicomFile.OpenAsync(stream, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    internal static ParametricMap OfBuilt(DataSet dataSet, IEnumerable<string> warnings, double largestRoundingError, IDisposable? values = null) =>
        new(null, dataSet, TransferSyntax.ExplicitVRLittleEndian, [], warnings) { LargestRoundingError = largestRoundingError, Values = values };

    internal static ParametricMap OfFile(DicomFile file) => new(new OpenedFiles(file), file.DataSet, file.TransferSyntax, file.Decoders, file.Warnings);

    private protected override (DataSet DataSet, TransferSyntax Syntax) Encode(SaveOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        // PS3.5 8.2: what is compressed frame by frame stands in Pixel Data; Float and Double Float Pixel Data are never encapsulated.
        if (_isReal && options.Compression is PixelCompression.Rle or PixelCompression.JpegLs or PixelCompression.DeflatedFrame)
            throw new ArgumentException($"{options.Compression} compresses whole numbers, and the pixels are real numbers (PS3.5 8.2). Use PixelCompression.Deflated, or store whole numbers: ParametricMapPixelType.UInt16.", nameof(options));
        return new TranscodedFile(DataSet, _pixels.Format, _pixels.ReadFrame, new FrameRange(0, FrameCount, IsPart: false)).In(options.Compression, progress, cancellationToken);
    }
}
