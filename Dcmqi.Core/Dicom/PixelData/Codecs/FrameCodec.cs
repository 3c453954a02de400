namespace Dcmqi.Dicom.PixelData;

/// <summary>Compresses and decompresses frames one by one. Codecs hold no state and may be used from several threads at once.</summary>
internal abstract class FrameCodec
{
    private static readonly RleCodec Rle = new();
    private static readonly DeflateCodec Deflate = new();
    private static readonly UncompressedCodec Uncompressed = new();
    private static readonly JpegLsCodec JpegLs = new();
    private static readonly JpegLsCodec NearLosslessJpegLs = new() { IsDecodeOnly = true };

    /// <summary>The codec of an encapsulated transfer syntax; <see langword="null"/> where this library has none.</summary>
    public static FrameCodec? Of(TransferSyntax syntax) => syntax.Uid switch
    {
        Uids.RLELossless => Rle,
        Uids.DeflatedImageFrameCompression => Deflate,
        Uids.EncapsulatedUncompressedExplicitVRLittleEndian => Uncompressed,
        Uids.JPEGLSLossless => JpegLs,
        Uids.JPEGLSNearLossless => NearLosslessJpegLs,
        _ => null,
    };

    /// <summary>Compresses a frame.</summary>
    /// <param name="frame">The native frame, <see cref="FrameFormat.FrameBytes"/> bytes.</param>
    /// <param name="format">How it is laid out.</param>
    /// <returns>One fragment, of even length.</returns>
    /// <exception cref="NotSupportedException">This compression cannot hold such frames.</exception>
    public abstract byte[] Encode(ReadOnlySpan<byte> frame, FrameFormat format);

    /// <summary>Decompresses a frame.</summary>
    /// <param name="encoded">All fragments of the frame, joined; padding at the end does not matter.</param>
    /// <param name="format">How the frame shall be laid out.</param>
    /// <param name="frame">Is filled; <see cref="FrameFormat.FrameBytes"/> bytes.</param>
    /// <exception cref="DicomFormatException">The bytes are malformed, or hold another frame than <paramref name="format"/> says.</exception>
    /// <exception cref="NotSupportedException">They use what this codec does not know.</exception>
    public abstract void Decode(ReadOnlySpan<byte> encoded, FrameFormat format, Span<byte> frame);

    /// <summary>The most bytes of frames that can come out of a number of bytes, so that a few bytes that claim to be a huge image are refused before room is made for it.</summary>
    public abstract long MostBytesFrom(long encodedBytes);

    /// <summary>Compares the size that a frame states of itself with what it shall be, so that nothing is made room for on the word of Rows and Columns alone.</summary>
    /// <param name="start">The first bytes of the frame.</param>
    /// <param name="format">What the frame shall be.</param>
    /// <exception cref="DicomFormatException">It states another size.</exception>
    public virtual void CheckStatedSize(ReadOnlySpan<byte> start, FrameFormat format)
    {
    }

    private protected static void CheckLength(int length, FrameFormat format)
    {
        if (length != format.FrameBytes)
            throw new ArgumentException($"A frame of {format.Rows} x {format.Columns} has {format.FrameBytes} bytes; {length} were given.", nameof(length));
    }
}
