namespace Dcmqi.Dicom.PixelData;

/// <summary>Frames that somebody gives one by one, each in whatever transfer syntax it comes.</summary>
internal sealed class SuppliedFrameReader(IFrameSource source, DataSet dataSet, int frameCount, IReadOnlyList<IFrameDecoder> decoders)
    : FrameReader(frameCount, FrameFormat.Of(dataSet))
{
    private readonly FrameDecoding _decoding = new(dataSet, decoders);

    /// <summary>Reads the first frame, so that what a header claims is held against what there is before room is made for it.</summary>
    /// <exception cref="DicomFormatException">The frame is not one of that size.</exception>
    /// <exception cref="NotSupportedException">Nothing decodes it.</exception>
    /// <exception cref="IOException">It cannot be had.</exception>
    public void CheckFirst()
    {
        (EncodedFrame frame, TransferSyntax syntax) = Supplied(0);
        if (!syntax.IsEncapsulated)
            CheckLength(0, frame);
        else if (FrameCodec.Of(syntax) is { } codec)
        {
            if (codec.MostBytesFrom(frame.Bytes.Length) < Format.FrameBytes)
                throw Fault(0, $"has {frame.Bytes.Length} bytes in {syntax}, too few for {Format.FrameBytes}");
            codec.CheckStatedSize(frame.Bytes.Span, Format);
        }
        else
            _ = _decoding.DecoderOf(syntax);
    }

    private protected override void Read(int frame, Span<byte> destination)
    {
        (EncodedFrame supplied, TransferSyntax syntax) = Supplied(frame);
        if (!syntax.IsEncapsulated)
        {
            CheckLength(frame, supplied);
            supplied.Bytes.Span[..destination.Length].CopyTo(destination);
            int used = (int)(Format.PixelCount & 7);
            if (Format.BitsAllocated == 1 && used != 0)
                destination[^1] &= (byte)((1 << used) - 1);
            return;
        }

        try
        {
            if (FrameCodec.Of(syntax) is { } codec)
                codec.Decode(supplied.Bytes.Span, Format, destination);
            else
                _decoding.Decode(syntax, Format, supplied.Bytes.Span, destination);
        }
        catch (DicomFormatException failure)
        {
            throw new DicomFormatException($"Frame {frame + 1} ({syntax}): {failure.Message}", null, null, failure);
        }
    }

    private (EncodedFrame Frame, TransferSyntax Syntax) Supplied(int frame)
    {
        EncodedFrame supplied = source.ReadFrame(frame);
        var syntax = TransferSyntax.Of(supplied.TransferSyntaxUid);
        return syntax.IsBigEndian ? throw new NotSupportedException($"Frame {frame + 1} comes in {syntax}; single frames are read in little endian.") : (supplied, syntax);
    }

    // One byte more makes the length even.
    private void CheckLength(int frame, EncodedFrame supplied)
    {
        int expected = Format.FrameBytes;
        if (supplied.Bytes.Length < expected || supplied.Bytes.Length > expected + 1)
            throw Fault(frame, $"has {supplied.Bytes.Length} bytes; {Format.Columns} x {Format.Rows} pixels of {Format.BitsAllocated} bits take {expected}");
    }

    private static DicomFormatException Fault(int frame, string what) => new($"Frame {frame + 1} {what}.");
}
