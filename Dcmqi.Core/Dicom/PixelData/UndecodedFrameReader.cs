namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames of a transfer syntax that nothing decodes: they can be counted, not read.</summary>
internal sealed class UndecodedFrameReader(int frameCount, FrameFormat format, string reason) : FrameReader(frameCount, format)
{
    public override string? Undecodable => reason;

    private protected override void Read(int frame, Span<byte> destination) => throw new NotSupportedException(reason);
}
