using Dcmqi.Dicom.Encoding;

namespace Dcmqi.Dicom;

/// <summary>A DICOM file (PS3.10), its values left where they lie until they are asked for.</summary>
/// <remarks>The file stays open while values are left in it; disposing closes it, and such values can then no longer be read.</remarks>
internal sealed class DicomFile : IDisposable
{
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

    /// <summary>The path that was opened; <see langword="null"/> for a stream.</summary>
    public string? FileName => _context.FileName;

    /// <summary>What was tolerated so far: sequences that are parsed later may add to it.</summary>
    public IReadOnlyList<string> Warnings => _context.Warnings;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DicomFormatException">It is no DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">Its transfer syntax cannot be read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DicomFile Open(string path, DicomReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(new FileByteSource(path), path, options);
    }

    /// <summary>Opens a stream, which is read to its end from where it stands, and may be disposed of then.</summary>
    /// <exception cref="DicomFormatException">It holds no DICOM file, or a malformed one.</exception>
    /// <exception cref="NotSupportedException">Its transfer syntax cannot be read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DicomFile Open(Stream stream, DicomReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Open(MemoryByteSource.ReadAll(stream), null, options);
    }

    /// <summary>Opens bytes in memory; they must not change while the file is used.</summary>
    /// <inheritdoc cref="Open(Stream, DicomReadOptions?)"/>
    public static DicomFile Open(ReadOnlyMemory<byte> bytes, DicomReadOptions? options = null) =>
        Open(new MemoryByteSource(bytes), null, options);

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

    private static DicomFile Open(ByteSource source, string? path, DicomReadOptions? options)
    {
        try
        {
            DicomFile file = Part10Reader.Read(new ParseContext(source, path), options ?? new DicomReadOptions());
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
