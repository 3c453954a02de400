using FellowOakDicom;
using FellowOakDicom.Imaging;
using FellowOakDicom.Imaging.Codec;
using FellowOakDicom.IO.Buffer;

namespace Dcmqi;

/// <summary>Decompresses frames by the codecs that fo-dicom has: RLE and some of JPEG by itself, JPEG 2000, JPEG-LS and all of JPEG with fo-dicom.Codecs.</summary>
/// <param name="codecs">fo-dicom's codecs, such as <c>new DefaultTranscoderManager()</c>, or <c>new NativeTranscoderManager()</c> of fo-dicom.Codecs.</param>
public sealed class FoDicomFrameDecoder(ITranscoderManager codecs) : IFrameDecoder
{
    private readonly ITranscoderManager _codecs = codecs ?? throw new ArgumentNullException(nameof(codecs));

    /// <inheritdoc/>
    public bool CanDecode(string transferSyntaxUid) => SyntaxOf(transferSyntaxUid) is { } syntax && _codecs.HasCodec(syntax);

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> encoded, FrameDescription description, Span<byte> frame)
    {
        ArgumentNullException.ThrowIfNull(description);
        DicomTransferSyntax syntax = SyntaxOf(description.TransferSyntaxUid) is { } known && _codecs.HasCodec(known)
            ? known
            : throw new NotSupportedException($"fo-dicom has no codec for the transfer syntax {description.TransferSyntaxUid}.");
        IDicomCodec codec = _codecs.GetCodec(syntax);
        DicomDataset compressed = Describe(description, syntax);
        var fragments = new DicomOtherByteFragment(DicomTag.PixelData);
        fragments.Fragments.Add(new MemoryByteBuffer(encoded.ToArray()));
        compressed.Add(fragments);
        compressed.Add(DicomTag.NumberOfFrames, 1);

        // Decoders hand colours over as red, green and blue; fo-dicom's JPEG leaves luminance and chrominance unless it is told. JPEG 2000 turns them by itself.
        DicomCodecParams parameters = codec.GetDefaultParameters();
        if (parameters is DicomJpegParams jpeg)
            jpeg.ConvertColorspaceToRGB = description.PhotometricInterpretation.StartsWith("YBR", StringComparison.Ordinal);
        DicomPixelData decoded = DicomPixelData.Create(Describe(description, DicomTransferSyntax.ExplicitVRLittleEndian), newPixelData: true);
        try
        {
            codec.Decode(DicomPixelData.Create(compressed), decoded, parameters);
        }
        catch (Exception fault) when (fault is DicomException or IndexOutOfRangeException or ArgumentException or InvalidOperationException)
        {
            throw new DicomFormatException($"fo-dicom's codec for {syntax.UID.Name} cannot decode the frame: {fault.Message}", innerException: fault);
        }

        if (description.SamplesPerPixel > 1 && (int)decoded.PlanarConfiguration != (int)description.PlanarConfiguration)
            throw new NotSupportedException($"fo-dicom's codec for {syntax.UID.Name} gives colours {decoded.PlanarConfiguration}; Planar Configuration (0028,0006) says {description.PlanarConfiguration}.");
        byte[] bytes = decoded.GetFrame(0).Data;
        if (bytes.Length < frame.Length)
            throw new DicomFormatException($"fo-dicom's codec for {syntax.UID.Name} gave {bytes.Length} bytes for a frame of {frame.Length}.");
        bytes.AsSpan(0, frame.Length).CopyTo(frame);
    }

    private static DicomTransferSyntax? SyntaxOf(string uid) => DicomTransferSyntax.Query(new DicomUID(uid, "", DicomUidType.TransferSyntax));

    private static DicomDataset Describe(FrameDescription description, DicomTransferSyntax syntax)
    {
        var dataset = new DicomDataset(syntax)
        {
            { DicomTag.SamplesPerPixel, (ushort)description.SamplesPerPixel },
            { DicomTag.PhotometricInterpretation, description.PhotometricInterpretation.Length == 0 ? "MONOCHROME2" : description.PhotometricInterpretation },
            { DicomTag.Rows, (ushort)description.Rows },
            { DicomTag.Columns, (ushort)description.Columns },
            { DicomTag.BitsAllocated, (ushort)description.BitsAllocated },
            { DicomTag.BitsStored, (ushort)description.BitsStored },
            { DicomTag.HighBit, (ushort)(description.BitsStored - 1) },
            { DicomTag.PixelRepresentation, (ushort)(description.IsSigned ? 1 : 0) },
        };
        if (description.SamplesPerPixel > 1)
            dataset.Add(DicomTag.PlanarConfiguration, (ushort)description.PlanarConfiguration);
        return dataset;
    }
}
