namespace Dcmqi.Dicom.PixelData;

/// <summary>Encapsulated Uncompressed: a native frame as a fragment (PS3.5 A.4.11).</summary>
internal sealed class UncompressedCodec : FrameCodec
{
    public override byte[] Encode(ReadOnlySpan<byte> frame, FrameFormat format)
    {
        CheckLength(frame.Length, format);
        byte[] fragment = new byte[frame.Length + (frame.Length & 1)];
        frame.CopyTo(fragment);
        return fragment;
    }

    public override long MostBytesFrom(long encodedBytes) => encodedBytes;

    public override void Decode(ReadOnlySpan<byte> encoded, FrameFormat format, Span<byte> frame)
    {
        CheckLength(frame.Length, format);
        if (encoded.Length < frame.Length)
            throw new DicomFormatException($"{encoded.Length} bytes are there; {frame.Length} were expected (PS3.5 A.4.11).");
        encoded[..frame.Length].CopyTo(frame);
    }
}
