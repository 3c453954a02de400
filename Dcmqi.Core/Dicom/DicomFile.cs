using Dcmqi.Dicom.Encoding;

namespace Dcmqi.Dicom;

/// <summary>A DICOM file (PS3.10), its values left where they lie until they are asked for.</summary>
/// <remarks>The file stays open while values are left in it; disposing closes it, and such values can then no longer be read.</remarks>
internal sealed class DicomFile : IDisposable
{
    // A file up to this size costs less read at once than its handle does.
    private const int LargestReadWhole = 1 << 18;

    private readonly ParseContext _context;

    internal DicomFile(ParseContext context, DataSet fileMeta, DataSet dataSet, TransferSyntax syntax)
    {
        _context = context;
        FileMeta = fileMeta;
        DataSet = dataSet;
        TransferSyntax = syntax;
    }

    /// <summary>The File Meta Information; empty where the file has none.</summary>
    public DataSet FileMeta { get; }

    public DataSet DataSet { get; }

    public TransferSyntax TransferSyntax { get; }

    /// <summary>The decoders that it was opened with.</summary>
    public IReadOnlyList<IFrameDecoder> Decoders { get; init; } = [];

    /// <summary>The path that was opened; <see langword="null"/> for a stream.</summary>
    public string? FileName => _context.FileName;

    /// <summary>What was tolerated so far: sequences that are parsed later may add to it.</summary>
    public IReadOnlyList<string> Warnings => _context.Warnings;

    /// <summary>Opens a file. A small one is read whole, and no handle is held.</summary>
    /// <exception cref="DicomFormatException">It is not a DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">Its transfer syntax cannot be read, or it is beyond a limit.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DicomFile Open(string path, OpenOptions? options = null, FileParts parts = FileParts.All)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileByteSource file = new(path);
        if (parts == FileParts.Headers || file.Length > LargestReadWhole)
            return Open(file, path, options, parts);
        using (file)
        {
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)file.Length);
            file.Read(0, bytes);
            return Open(new MemoryByteSource(bytes, file.Name), path, options, parts);
        }
    }

    /// <summary>Opens a stream from where it stands. One that can seek is read where it lies: it must stay open as long as values are asked for; others are read to their end, or as far as headers go.</summary>
    /// <exception cref="DicomFormatException">It holds no DICOM file, or a malformed one.</exception>
    /// <exception cref="NotSupportedException">Its transfer syntax cannot be read, or it is beyond a limit.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DicomFile Open(Stream stream, OpenOptions? options = null, FileParts parts = FileParts.All)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ByteLimit limit = (options ?? OpenOptions.Default).LimitOf("The stream");
        if (InMemory(stream) is { } bytes)
            return Open(new MemoryByteSource(bytes, "The stream"), null, options, parts);
        if (stream.CanSeek && (parts == FileParts.Headers || stream.Length - stream.Position > LargestReadWhole))
            return Open(new StreamByteSource(stream), null, options, parts);
        return Open(parts == FileParts.Headers ? MemoryByteSource.ReadOnDemand(stream, limit) : MemoryByteSource.ReadAll(stream, limit), null, options, parts);
    }

    /// <summary>Opens bytes in memory; they must not change while the file is used.</summary>
    /// <inheritdoc cref="Open(Stream, OpenOptions?, FileParts)"/>
    public static DicomFile Open(ReadOnlyMemory<byte> bytes, OpenOptions? options = null, FileParts parts = FileParts.All) =>
        Open(new MemoryByteSource(bytes), null, options, parts);

    /// <summary>Opens a file without blocking a thread where it is small; the headers of a larger one are read on a thread of the pool.</summary>
    /// <inheritdoc cref="Open(string, OpenOptions?, FileParts)"/>
    public static async Task<DicomFile> OpenAsync(string path, OpenOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (new FileInfo(path) is not { Exists: true, Length: <= LargestReadWhole })
            return await Task.Run(() => Open(path, options), cancellationToken).ConfigureAwait(false);
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        return Open(new MemoryByteSource(bytes, $"'{Path.GetFileName(path)}'"), path, options, FileParts.All);
    }

    /// <summary>Reads a stream to its end without blocking a thread; it may be closed then.</summary>
    /// <inheritdoc cref="Open(Stream, OpenOptions?, FileParts)"/>
    public static async Task<DicomFile> OpenAsync(Stream stream, OpenOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (InMemory(stream) is { } bytes)
            return Open(new MemoryByteSource(bytes, "The stream"), null, options, FileParts.All);
        MemoryByteSource source = await MemoryByteSource.ReadAllAsync(stream, (options ?? OpenOptions.Default).LimitOf("The stream"), cancellationToken).ConfigureAwait(false);
        return Open(source, null, options, FileParts.All);
    }

    /// <summary>Says whether a file looks like DICOM, by its first bytes.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsDicom(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileByteSource source = new(path);
        Span<byte> start = stackalloc byte[(int)Math.Min(FileStart.Length, source.Length)];
        source.Read(0, start);
        return IsDicom(start);
    }

    /// <summary>Says whether bytes look like the start of a DICOM file.</summary>
    /// <param name="start">The first bytes, 144 or more where there are as many.</param>
    public static bool IsDicom(ReadOnlySpan<byte> start) => FileStart.TryFind(start, out _, out _);

    public void Dispose() => _context.Source.Dispose();

    public override string ToString() => $"DicomFile: {(FileName is null ? "stream" : Path.GetFileName(FileName))}, {TransferSyntax}, {DataSet.Count} elements";

    // What a memory stream still has to give, where it lets its array be seen. (Beside Memory<byte> a bare null would be an empty one.)
    private static ReadOnlyMemory<byte>? InMemory(Stream stream) =>
        stream.GetType() == typeof(MemoryStream) && ((MemoryStream)stream).TryGetBuffer(out ArraySegment<byte> array)
            ? array.AsMemory((int)Math.Min(stream.Position, array.Count))
            : default(ReadOnlyMemory<byte>?);

    private static DicomFile Open(ByteSource source, string? path, OpenOptions? options, FileParts parts)
    {
        options ??= OpenOptions.Default;
        try
        {
            if (source.Length != ByteSource.UnknownLength)
                options.LimitOf(source.Name).Check(source.Length);
            DicomFile file = Part10Reader.Read(new ParseContext(source, path), options, parts);

            // Nothing was left in the file: a thousand headers shall not hold a thousand files open.
            if (!source.IsReferenced)
                source.Dispose();
            return file;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
