namespace Dcmqi;

/// <summary>Decompresses frames of transfer syntaxes that this library does not know, such as JPEG 2000. Register one to read such files.</summary>
/// <remarks>Frames are decoded by several threads at once: implementations must allow that.</remarks>
public interface IFrameDecoder
{
    /// <summary>Says whether this decoder knows a transfer syntax.</summary>
    /// <param name="transferSyntaxUid">Transfer Syntax UID (0002,0010), such as <c>1.2.840.10008.1.2.4.90</c>.</param>
    bool CanDecode(string transferSyntaxUid);

    /// <summary>Decompresses one frame.</summary>
    /// <param name="encoded">The fragments of the frame, joined, with the padding they have.</param>
    /// <param name="description">What the data set says of the frame.</param>
    /// <param name="frame">
    /// The buffer to fill completely: little endian samples of <see cref="FrameDescription.BitsAllocated"/> bits, rows from the top, pixels from the left, samples as
    /// <see cref="FrameDescription.PlanarConfiguration"/> says; colours as red, green and blue, whatever they were compressed as. With 1 bit allocated, one bit for each pixel without gaps between rows, the first pixel in the lowest bit of the first byte.
    /// </param>
    /// <exception cref="DicomFormatException">The bytes are malformed.</exception>
    /// <exception cref="NotSupportedException">They use what the decoder does not know.</exception>
    void Decode(ReadOnlySpan<byte> encoded, FrameDescription description, Span<byte> frame);
}
