namespace Dcmqi.Dicom;

/// <summary>How a data set is turned into bytes (PS3.5 section 10 and Annex A).</summary>
internal sealed class TransferSyntax
{
    private TransferSyntax(string uid, bool isExplicitVR, bool isBigEndian = false, bool isDeflated = false, bool isEncapsulated = false)
    {
        Uid = uid;
        IsExplicitVR = isExplicitVR;
        IsBigEndian = isBigEndian;
        IsDeflated = isDeflated;
        IsEncapsulated = isEncapsulated;
    }

    public static TransferSyntax ImplicitVRLittleEndian { get; } = new(Uids.ImplicitVRLittleEndian, isExplicitVR: false);

    public static TransferSyntax ExplicitVRLittleEndian { get; } = new(Uids.ExplicitVRLittleEndian, isExplicitVR: true);

    /// <summary>Retired (PS3.5 A.3); read, not written.</summary>
    public static TransferSyntax ExplicitVRBigEndian { get; } = new(Uids.ExplicitVRBigEndian, isExplicitVR: true, isBigEndian: true);

    public static TransferSyntax DeflatedExplicitVRLittleEndian { get; } = new(Uids.DeflatedExplicitVRLittleEndian, isExplicitVR: true, isDeflated: true);

    public static TransferSyntax RleLossless { get; } = new(Uids.RLELossless, isExplicitVR: true, isEncapsulated: true);

    public static TransferSyntax JpegLsLossless { get; } = new(Uids.JPEGLSLossless, isExplicitVR: true, isEncapsulated: true);

    /// <summary>Read, not written.</summary>
    public static TransferSyntax JpegLsNearLossless { get; } = new(Uids.JPEGLSNearLossless, isExplicitVR: true, isEncapsulated: true);

    /// <summary>Each frame is a deflate stream of its own (PS3.5 A.4.13).</summary>
    public static TransferSyntax DeflatedImageFrame { get; } = new(Uids.DeflatedImageFrameCompression, isExplicitVR: true, isEncapsulated: true);

    /// <summary>Each frame is a fragment, as it is (PS3.5 A.4.11).</summary>
    public static TransferSyntax EncapsulatedUncompressed { get; } = new(Uids.EncapsulatedUncompressedExplicitVRLittleEndian, isExplicitVR: true, isEncapsulated: true);

    public string Uid { get; }

    public bool IsExplicitVR { get; }

    public bool IsBigEndian { get; }

    /// <summary>The whole data set is one deflate stream (PS3.5 A.5).</summary>
    public bool IsDeflated { get; }

    /// <summary>Pixel Data is a sequence of fragments (PS3.5 A.4).</summary>
    public bool IsEncapsulated { get; }

    /// <summary>The transfer syntax of a UID. One that is not known is taken for encapsulated, as all that were added since 1995 are Explicit VR Little Endian.</summary>
    /// <exception cref="NotSupportedException">The data set itself is coded in a way that cannot be read (GE's private syntax, or not a transfer syntax at all).</exception>
    public static TransferSyntax Of(string uid) => uid switch
    {
        Uids.ImplicitVRLittleEndian => ImplicitVRLittleEndian,
        Uids.ExplicitVRLittleEndian => ExplicitVRLittleEndian,
        Uids.ExplicitVRBigEndian => ExplicitVRBigEndian,
        Uids.DeflatedExplicitVRLittleEndian => DeflatedExplicitVRLittleEndian,
        Uids.RLELossless => RleLossless,
        Uids.JPEGLSLossless => JpegLsLossless,
        Uids.JPEGLSNearLossless => JpegLsNearLossless,
        Uids.DeflatedImageFrameCompression => DeflatedImageFrame,
        Uids.EncapsulatedUncompressedExplicitVRLittleEndian => EncapsulatedUncompressed,
        // GE's private Implicit VR with big endian Pixel Data: reading it as anything else would swap pixels silently.
        "1.2.840.113619.5.2" => throw new NotSupportedException("Transfer Syntax UID (0002,0010) '1.2.840.113619.5.2' (Implicit VR, GE private big endian pixels) is not supported."),
        Uids.JPIPReferencedDeflate or Uids.JPIPHTJ2KReferencedDeflate => new TransferSyntax(uid, isExplicitVR: true, isDeflated: true),
        _ => new TransferSyntax(uid, isExplicitVR: true, isEncapsulated: true),
    };

    public override string ToString() => Uids.NameOf(Uid);
}
