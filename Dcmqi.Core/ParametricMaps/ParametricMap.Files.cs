using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

public sealed partial class ParametricMap
{
    /// <summary>Opens a parametric map file. Its headers are read, its pixels are not.</summary>
    /// <param name="path">A DICOM file, from any writer.</param>
    /// <param name="decoders">Decoders for transfer syntaxes that this library has no codec for.</param>
    /// <exception cref="DicomFormatException">The file is no DICOM file, or lacks what a parametric map must have.</exception>
    /// <exception cref="NotSupportedException">The object is no parametric map, or its transfer syntax is not supported.</exception>
    public static ParametricMap Open(string path, IReadOnlyList<IFrameDecoder>? decoders = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OfFile(DicomFile.Open(path), decoders);
    }

    /// <summary>Opens a parametric map from a stream, which is read to its end but not closed.</summary>
    /// <param name="stream">A DICOM file from its current position.</param>
    /// <param name="decoders">Decoders for transfer syntaxes that this library has no codec for.</param>
    /// <exception cref="DicomFormatException">The stream is no DICOM file, or lacks what a parametric map must have.</exception>
    /// <exception cref="NotSupportedException">The object is no parametric map, or its transfer syntax is not supported.</exception>
    public static ParametricMap Open(Stream stream, IReadOnlyList<IFrameDecoder>? decoders = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OfFile(DicomFile.Open(stream), decoders);
    }

    /// <summary>Writes a Part 10 file; whole or not at all.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="compression">How it is compressed; not at all if not given. Real numbers can be <see cref="PixelCompression.Deflated"/> only.</param>
    /// <param name="progress">Is told of frames compressed, then of bytes written.</param>
    /// <param name="cancellationToken">Stops the writing; no file is left then.</param>
    /// <exception cref="ArgumentException">Such pixels cannot be so compressed.</exception>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID.</exception>
    public void Save(
        string path, PixelCompression compression = PixelCompression.None, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (DataSet dataSet, TransferSyntax syntax) = Transcoded(compression, progress, cancellationToken);
        DicomWriter.Write(path, dataSet, syntax, TranscodedFile.Told(dataSet, progress), cancellationToken);
    }

    /// <summary>Writes a Part 10 file to a stream.</summary>
    /// <param name="stream">Takes the bytes from its current position; not closed.</param>
    /// <param name="compression">How it is compressed; not at all if not given. Real numbers can be <see cref="PixelCompression.Deflated"/> only.</param>
    /// <param name="progress">Is told of frames compressed, then of bytes written.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="ArgumentException">Such pixels cannot be so compressed.</exception>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID.</exception>
    public void Save(
        Stream stream, PixelCompression compression = PixelCompression.None, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (DataSet dataSet, TransferSyntax syntax) = Transcoded(compression, progress, cancellationToken);
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

    internal static ParametricMap OfBuilt(DataSet dataSet, IEnumerable<string> warnings, double largestRoundingError) =>
        new(dataSet, TransferSyntax.ExplicitVRLittleEndian, [], warnings) { LargestRoundingError = largestRoundingError };

    private static ParametricMap OfFile(DicomFile file, IReadOnlyList<IFrameDecoder>? decoders) => new(file.DataSet, file.TransferSyntax, decoders ?? [], file.Warnings);

    private static void CheckSupported(DataSet dataSet)
    {
        string sopClass = dataSet.GetString(Tags.SOPClassUID) ?? "";
        if (sopClass != Uids.ParametricMapStorage)
            throw new NotSupportedException($"{Tags.SOPClassUID.Describe()} is {(sopClass.Length == 0 ? "missing" : Uids.NameOf(sopClass))}; {Uids.NameOf(Uids.ParametricMapStorage)} can be opened here.");
    }

    private (DataSet DataSet, TransferSyntax Syntax) Transcoded(PixelCompression compression, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        // PS3.5 8.2: what is compressed frame by frame stands in Pixel Data; Float and Double Float Pixel Data are never encapsulated.
        if (_isReal && compression is PixelCompression.Rle or PixelCompression.JpegLs or PixelCompression.DeflatedFrame)
            throw new ArgumentException($"{compression} compresses whole numbers, and the pixels are real numbers (PS3.5 8.2). Use PixelCompression.Deflated, or store whole numbers: ParametricMapPixelType.UInt16.", nameof(compression));
        return new TranscodedFile(_dataSet, _pixels.Format, _pixels.ReadFrame, new FrameRange(0, FrameCount, IsPart: false)).In(compression, progress, cancellationToken);
    }
}
