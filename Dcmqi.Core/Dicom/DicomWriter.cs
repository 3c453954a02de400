using System.IO.Compression;
using Dcmqi.Binary;
using Dcmqi.Dicom.Encoding;

namespace Dcmqi.Dicom;

/// <summary>Writes data sets as DICOM files (PS3.10), text in UTF-8.</summary>
internal static class DicomWriter
{
    /// <summary>Identifies this library as the writer (PS3.7 D.3.3.2).</summary>
    public const string ImplementationClassUid = "2.25.154212320758036120576595258375659161042";

    /// <summary>Library and version, at most 16 characters (SH).</summary>
    public static readonly string ImplementationVersionName = $"DCMQI.CORE {typeof(DicomWriter).Assembly.GetName().Version!.ToString(2)}";

    // PS3.5 A.5: raw deflate (RFC 1951), padded to even length with a null byte.
    private const int DeflateBlock = 1 << 18;

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">Where it shall stand.</param>
    /// <param name="dataSet">The data set; SOP Class UID and SOP Instance UID are required.</param>
    /// <param name="syntax">How it is written: Implicit or Explicit VR Little Endian, Deflated, or an encapsulated syntax that its Pixel Data is in.</param>
    /// <param name="onBytes">Is told the size of each block that was written, before deflating.</param>
    /// <param name="isDurable">Whether the file shall outlive a loss of power.</param>
    /// <param name="cancellationToken">Cancels between blocks; nothing is left behind.</param>
    /// <exception cref="ArgumentException">The data set lacks its UIDs, or its Pixel Data and the transfer syntax do not fit together.</exception>
    /// <exception cref="NotSupportedException">The transfer syntax is not written, or a value is longer than 2^32 - 2 bytes.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, DataSet dataSet, TransferSyntax syntax, Action<long>? onBytes = null, bool isDurable = false, CancellationToken cancellationToken = default)
    {
        using EncodedDataSet encoded = EncodedDataSet.Of(dataSet, syntax);
        WholeFile.Write(path, stream => Write(stream, encoded, dataSet, syntax, onBytes, cancellationToken), isDurable);
    }

    /// <summary>Writes to a stream, from where it stands.</summary>
    /// <inheritdoc cref="Write(string, DataSet, TransferSyntax, Action{long}?, bool, CancellationToken)"/>
    public static void Write(Stream stream, DataSet dataSet, TransferSyntax syntax, Action<long>? onBytes = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using EncodedDataSet encoded = EncodedDataSet.Of(dataSet, syntax);
        Write(stream, encoded, dataSet, syntax, onBytes, cancellationToken);
    }

    /// <summary>Writes a file by asynchronous I/O, whole or not at all.</summary>
    /// <inheritdoc cref="Write(string, DataSet, TransferSyntax, Action{long}?, bool, CancellationToken)"/>
    public static async Task WriteAsync(string path, DataSet dataSet, TransferSyntax syntax, Action<long>? onBytes = null, bool isDurable = false, CancellationToken cancellationToken = default)
    {
        using EncodedDataSet encoded = EncodedDataSet.Of(dataSet, syntax);
        await WholeFile.WriteAsync(path, stream => WriteAsync(stream, encoded, dataSet, syntax, onBytes, cancellationToken), isDurable).ConfigureAwait(false);
    }

    /// <summary>Writes to a stream, from where it stands, by its asynchronous members alone.</summary>
    /// <inheritdoc cref="Write(string, DataSet, TransferSyntax, Action{long}?, bool, CancellationToken)"/>
    public static async Task WriteAsync(Stream stream, DataSet dataSet, TransferSyntax syntax, Action<long>? onBytes = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using EncodedDataSet encoded = EncodedDataSet.Of(dataSet, syntax);
        await WriteAsync(stream, encoded, dataSet, syntax, onBytes, cancellationToken).ConfigureAwait(false);
    }

    private static void Write(Stream stream, EncodedDataSet encoded, DataSet dataSet, TransferSyntax syntax, Action<long>? onBytes, CancellationToken cancellationToken)
    {
        using (ByteWriter meta = Meta(dataSet, syntax))
        {
            stream.Write(meta.WrittenSpan);
            onBytes?.Invoke(meta.Count);
        }

        if (!syntax.IsDeflated)
        {
            encoded.CopyTo(stream, onBytes, cancellationToken);
            return;
        }

        using CountingStream counted = new(stream);
        using (BufferedStream buffered = new(counted, DeflateBlock))
        using (DeflateStream deflate = new(buffered, CompressionLevel.Optimal, leaveOpen: true))
        {
            encoded.CopyTo(deflate, onBytes, cancellationToken);
        }

        if (counted.Count % 2 != 0)
            stream.WriteByte(0);
    }

    private static async Task WriteAsync(Stream stream, EncodedDataSet encoded, DataSet dataSet, TransferSyntax syntax, Action<long>? onBytes, CancellationToken cancellationToken)
    {
        using (ByteWriter meta = Meta(dataSet, syntax))
        {
            await stream.WriteAsync(meta.WrittenMemory, cancellationToken).ConfigureAwait(false);
            onBytes?.Invoke(meta.Count);
        }

        if (!syntax.IsDeflated)
        {
            await encoded.CopyToAsync(stream, onBytes, cancellationToken).ConfigureAwait(false);
            return;
        }

        CountingStream counted = new(stream);
        await using (counted.ConfigureAwait(false))
        {
            BufferedStream buffered = new(counted, DeflateBlock);
            await using (buffered.ConfigureAwait(false))
            {
                DeflateStream deflate = new(buffered, CompressionLevel.Optimal, leaveOpen: true);
                await using (deflate.ConfigureAwait(false))
                {
                    await encoded.CopyToAsync(deflate, onBytes, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (counted.Count % 2 != 0)
            await stream.WriteAsync(new byte[1], cancellationToken).ConfigureAwait(false);
    }

    private static ByteWriter Meta(DataSet dataSet, TransferSyntax syntax)
    {
        ByteWriter meta = new();
        FileMetaWriter.Write(meta, dataSet, syntax);
        return meta;
    }
}
