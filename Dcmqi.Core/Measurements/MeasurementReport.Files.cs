using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

public sealed partial class MeasurementReport
{
    /// <summary>Opens a report file. It is read wholly.</summary>
    /// <param name="path">A DICOM file of any writer: Enhanced, Comprehensive, Comprehensive 3D or Extensible SR.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The file is not a DICOM file, or has no content tree.</exception>
    /// <exception cref="NotSupportedException">The object is no such SR document, its transfer syntax is not supported, or it is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static MeasurementReport Open(string path, OpenOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(path, options))));
    }

    /// <summary>Opens a report from a stream. One that can seek is read where it lies: it must stay open, and be used for nothing else, until the object is disposed of. Another is read to its end.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or has no content tree.</exception>
    /// <exception cref="NotSupportedException">The object is no such SR document, its transfer syntax is not supported, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static MeasurementReport Open(Stream stream, OpenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(stream, options))));
    }

    /// <summary>Opens a report in memory, which is not copied.</summary>
    /// <param name="bytes">A DICOM file. The bytes must not change while the object is used.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or has no content tree.</exception>
    /// <exception cref="NotSupportedException">The object is no such SR document, its transfer syntax is not supported, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static MeasurementReport Open(ReadOnlyMemory<byte> bytes, OpenOptions? options = null) =>
        OpenedFiles.Use(files => OfFile(files.Add(DicomFile.Open(bytes, options))));

    /// <summary>Opens a report file asynchronously: a small file is read whole by asynchronous I/O, the headers of a larger one on a thread of the pool.</summary>
    /// <param name="path">A DICOM file of any writer: Enhanced, Comprehensive, Comprehensive 3D or Extensible SR.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <inheritdoc cref="Open(string, OpenOptions?)"/>
    public static async Task<MeasurementReport> OpenAsync(string path, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        DicomFile file = await DicomFile.OpenAsync(path, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    /// <summary>Opens a report from a stream, of which only asynchronous members are used: it is read to its end, and may be closed then. The array of a <see cref="MemoryStream"/> that can be seen is used where it is.</summary>
    /// <param name="stream">A DICOM file from its current position; not closed.</param>
    /// <param name="options">Limits on size and memory. Default: those of <see cref="OpenOptions"/>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="DicomFormatException">The stream is not a DICOM file, or has no content tree.</exception>
    /// <exception cref="NotSupportedException">The object is no such SR document, its transfer syntax is not supported, or it is beyond a limit of <paramref name="options"/>.</exception>
    public static async Task<MeasurementReport> OpenAsync(Stream stream, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        DicomFile file = await DicomFile.OpenAsync(stream, options, cancellationToken).ConfigureAwait(false);
        return OpenedFiles.Use(files => OfFile(files.Add(file)));
    }

    /// <summary>Checks the document against the modules of PS3.3 and the templates of PS3.16.</summary>
    /// <returns>Every difference found; empty if there is none.</returns>
    public IReadOnlyList<ValidationFinding> Validate()
    {
        var findings = new FindingList();
        Measurements.DocumentChecker.Check(DataSet, findings, withCodes: true);
        return findings.ToList();
    }

    internal static MeasurementReport OfFile(DicomFile file)
    {
        SopClass.Require(file.DataSet, file.FileName, Uids.EnhancedSRStorage, Uids.ComprehensiveSRStorage, Uids.Comprehensive3DSRStorage, Uids.ExtensibleSRStorage);
        return new MeasurementReport(new OpenedFiles(file), file.DataSet, file.Warnings);
    }

    private protected override (DataSet DataSet, TransferSyntax Syntax) Encode(SaveOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken)
    {
        if (DataSet.GetString(Tags.SOPInstanceUID) is null)
            throw new ConversionException($"{Tags.SOPInstanceUID.Describe()} is missing, so no file can be written.");
        return options.Compression switch
        {
            PixelCompression.None => (DataSet, TransferSyntax.ExplicitVRLittleEndian),
            PixelCompression.Deflated => (DataSet, TransferSyntax.DeflatedExplicitVRLittleEndian),
            _ => throw new ArgumentException($"{options.Compression} compresses frames, and a report has none. Use PixelCompression.Deflated or None.", nameof(options)),
        };
    }
}
