namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames of 8, 16, 32 or 64 bits without compression.</summary>
/// <remarks>
/// Big endian values are swapped by the unit of their VR as they are read. For OW that is right whatever Bits Allocated is: PS3.5 8.1.1 and annex D fill words
/// of 16 bits from the least significant bit on, so that the words in little endian order are the pixels in little endian order.
/// </remarks>
internal sealed class NativeFrameReader(BulkValue pixels, int frameCount, FrameFormat format) : FrameReader(frameCount, format)
{
    private protected override void Read(int frame, Span<byte> destination) => pixels.Read((long)frame * destination.Length, destination);
}
