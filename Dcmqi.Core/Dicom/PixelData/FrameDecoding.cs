namespace Dcmqi.Dicom.PixelData;

/// <summary>Decompresses frames by the decoders of the caller.</summary>
/// <param name="dataSet">The image.</param>
/// <param name="decoders">The decoders; the first that knows a transfer syntax is taken.</param>
internal sealed class FrameDecoding(DataSet dataSet, IReadOnlyList<IFrameDecoder> decoders)
{
    private readonly string _photometricInterpretation = dataSet.GetString(Tags.PhotometricInterpretation) ?? "";

    /// <exception cref="NotSupportedException">No decoder knows it.</exception>
    public IFrameDecoder DecoderOf(TransferSyntax syntax) =>
        Find(syntax) ?? throw new NotSupportedException(ReasonWithout(syntax));

    public IFrameDecoder? Find(TransferSyntax syntax) => decoders.FirstOrDefault(decoder => decoder.CanDecode(syntax.Uid));

    /// <summary>What is said where no decoder knows a transfer syntax.</summary>
    public static string ReasonWithout(TransferSyntax syntax) =>
        $"{Tags.PixelData.Describe()} is in {(syntax.ToString() == syntax.Uid ? $"the transfer syntax {syntax.Uid}" : $"{syntax} ({syntax.Uid})")}, which this library does not decode. Register an {nameof(IFrameDecoder)} for it.";

    /// <summary>Decompresses the joined fragments of a frame.</summary>
    public void Decode(TransferSyntax syntax, FrameFormat format, ReadOnlySpan<byte> encoded, Span<byte> frame)
    {
        IFrameDecoder decoder = DecoderOf(syntax);
        FrameDescription description = new()
        {
            TransferSyntaxUid = syntax.Uid,
            Rows = format.Rows,
            Columns = format.Columns,
            BitsAllocated = format.BitsAllocated,
            BitsStored = format.BitsStored,
            SamplesPerPixel = format.SamplesPerPixel,
            IsSigned = format.IsSigned,
            PlanarConfiguration = format.PlanarConfiguration,
            PhotometricInterpretation = _photometricInterpretation,
        };

        // An app's decoder may throw anything; what leaves here are the documented errors.
        try
        {
            decoder.Decode(encoded, description, frame);
        }
        catch (Exception failure) when (failure is not (DcmqiException or NotSupportedException or IOException or OperationCanceledException))
        {
            throw new DicomFormatException($"{decoder.GetType().Name} could not decode it: {failure.Message}", innerException: failure);
        }
    }
}
