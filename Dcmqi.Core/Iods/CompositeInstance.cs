using Dcmqi.Dicom;
using Dcmqi.Iods;

namespace Dcmqi;

/// <summary>A DICOM object that was built or opened: what a receiver needs to file it, how it is saved, and how its file is released.</summary>
/// <remarks>
/// <see cref="Dispose"/> closes the file or lets go of the stream that the object was opened from. What was read stays readable; members that need the file then
/// throw <see cref="ObjectDisposedException"/>. An object that was built needs no file, but a map of large ones (<see cref="ParametricMapBuilder.AddVolume(string, ParametricMapMetadata?, CancellationToken)"/>). An object that is not disposed of is closed when it is garbage-collected.
/// </remarks>
public abstract class CompositeInstance : IDisposable
{
    private readonly OpenedFiles _files;

    // Found when first asked for; every thread finds the same.
    private volatile IReadOnlyList<SeriesReference>? _references;
    private volatile CompositeContext? _context;

    private protected CompositeInstance(DataSet dataSet, OpenedFiles? files)
    {
        DataSet = dataSet;
        _files = files ?? new OpenedFiles();
    }

    /// <summary>Gets the files that the object was opened from, more than one for the parts of a concatenation; none where it was built or came from streams or memory.</summary>
    public IReadOnlyList<string> Files => _files.Paths;

    /// <summary>Gets what was tolerated when the object was built or opened.</summary>
    public IReadOnlyList<string> Warnings { get; private protected init; } = [];

    /// <summary>Gets the Study Instance UID (0020,000D); empty if the object lacks it.</summary>
    public string StudyInstanceUid => DataSet.GetString(Tags.StudyInstanceUID) ?? "";

    /// <summary>Gets the Series Instance UID (0020,000E); empty if the object lacks it.</summary>
    public string SeriesInstanceUid => DataSet.GetString(Tags.SeriesInstanceUID) ?? "";

    /// <summary>Gets the SOP Instance UID (0008,0018); empty if the object lacks it.</summary>
    public string SopInstanceUid => DataSet.GetString(Tags.SOPInstanceUID) ?? "";

    /// <summary>Gets the SOP Class UID (0008,0016).</summary>
    public string SopClassUid => DataSet.GetString(Tags.SOPClassUID) ?? "";

    /// <summary>Gets the Frame of Reference UID (0020,0052), in which the positions of frames are; <see langword="null"/> if the object has none, as reports do.</summary>
    public string? FrameOfReferenceUid => DataSet.GetString(Tags.FrameOfReferenceUID);

    /// <summary>Gets patient, study, frame of reference and equipment.</summary>
    public CompositeContext Context => _context ??= CompositeContext.Of(DataSet);

    /// <summary>Gets the instances that the object refers to, by series: those it was made from and measures (PS3.3 C.12.2, C.17.2).</summary>
    public IReadOnlyList<SeriesReference> References => _references ??= ReferenceReading.Read(DataSet);

    internal DataSet DataSet { get; }

    /// <summary>The files that an object was built from and reads its pixels of; <see langword="null"/> where there are none.</summary>
    internal IDisposable? Values { get; init; }

    /// <summary>Writes a Part 10 file; whole or not at all.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="options">How it is written. Default: without compression.</param>
    /// <param name="progress">Receives progress: frames compressed, then of bytes written.</param>
    /// <param name="cancellationToken">Cancels the writing; no file is left then.</param>
    /// <exception cref="ArgumentException">The compression does not go with the pixels.</exception>
    /// <exception cref="ConversionException">The object came from a file that lacks SOP Instance UID, or it is larger than 4 GB and is not compressed frame by frame.</exception>
    /// <exception cref="ObjectDisposedException">The object was opened from a file and has been disposed of.</exception>
    /// <exception cref="IOException">The file cannot be written, or that of the object not be read.</exception>
    public void Save(string path, SaveOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (DataSet dataSet, TransferSyntax syntax) = Encode(options ?? SaveOptions.Default, progress, cancellationToken);
        DicomWriter.Write(path, dataSet, syntax, TranscodedFile.Told(dataSet, progress), options?.Durable == true, cancellationToken);
    }

    /// <summary>Writes a Part 10 file to a stream.</summary>
    /// <param name="stream">The stream to write to, from its current position; not closed.</param>
    /// <param name="options">How it is written. Default: without compression.</param>
    /// <param name="progress">Receives progress: frames compressed, then of bytes written.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <inheritdoc cref="Save(string, SaveOptions?, IProgress{ConversionProgress}?, CancellationToken)"/>
    public void Save(Stream stream, SaveOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (DataSet dataSet, TransferSyntax syntax) = Encode(options ?? SaveOptions.Default, progress, cancellationToken);
        DicomWriter.Write(stream, dataSet, syntax, TranscodedFile.Told(dataSet, progress), cancellationToken);
    }

    /// <summary>Writes a Part 10 file with asynchronous I/O, whole or not at all; pixels are made on threads of the pool.</summary>
    /// <inheritdoc cref="Save(string, SaveOptions?, IProgress{ConversionProgress}?, CancellationToken)"/>
    public Task SaveAsync(string path, SaveOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(
            () =>
            {
                (DataSet dataSet, TransferSyntax syntax) = Encode(options ?? SaveOptions.Default, progress, cancellationToken);
                return DicomWriter.WriteAsync(path, dataSet, syntax, TranscodedFile.Told(dataSet, progress), options?.Durable == true, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Writes a Part 10 file to a stream, of which only asynchronous members are used; it is not to be used otherwise until the task is done. Pixels are made on threads of the pool.</summary>
    /// <inheritdoc cref="Save(Stream, SaveOptions?, IProgress{ConversionProgress}?, CancellationToken)"/>
    public Task SaveAsync(Stream stream, SaveOptions? options = null, IProgress<ConversionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Task.Run(
            () =>
            {
                (DataSet dataSet, TransferSyntax syntax) = Encode(options ?? SaveOptions.Default, progress, cancellationToken);
                return DicomWriter.WriteAsync(stream, dataSet, syntax, TranscodedFile.Told(dataSet, progress), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Closes the file that the object was opened from. May be called more than once.</summary>
    public void Dispose()
    {
        _files.Dispose();
        Values?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What <see cref="Save(string, SaveOptions?, IProgress{ConversionProgress}?, CancellationToken)"/> would write, for Dcmqi.FoDicom.</summary>
    internal (DataSet DataSet, TransferSyntax Syntax) EncodeFor(SaveOptions options) => Encode(options, null, CancellationToken.None);

    /// <summary>The transfer syntax of an object without pixels.</summary>
    /// <exception cref="ArgumentException">The compression is one of pixels.</exception>
    /// <exception cref="ConversionException">The object lacks what a file needs.</exception>
    private protected TransferSyntax SyntaxWithoutPixels(SaveOptions options)
    {
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.SOPClassUID, Tags.SOPInstanceUID])
        {
            if (!DataSet.HasValue(tag))
                throw new ConversionException($"{tag.Describe()} is missing; no DICOM file can be without (PS3.10 7.1).");
        }

        return options.Compression switch
        {
            PixelCompression.Deflated => TransferSyntax.DeflatedExplicitVRLittleEndian,
            PixelCompression.None => TransferSyntax.ExplicitVRLittleEndian,
            _ => throw new ArgumentException($"{options.Compression} compresses pixels, and this object has none. Use PixelCompression.Deflated or None.", nameof(options)),
        };
    }

    /// <summary>The data set in the transfer syntax in which it is to be written.</summary>
    private protected abstract (DataSet DataSet, TransferSyntax Syntax) Encode(SaveOptions options, IProgress<ConversionProgress>? progress, CancellationToken cancellationToken);
}
