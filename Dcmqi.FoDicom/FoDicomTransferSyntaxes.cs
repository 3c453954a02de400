using Dcmqi.Dicom;
using FellowOakDicom;

namespace Dcmqi;

/// <summary>Transfer syntaxes that fo-dicom does not know by itself.</summary>
public static class FoDicomTransferSyntaxes
{
    /// <summary>Gets Deflated Image Frame Compression (1.2.840.10008.1.2.8.1, PS3.5 A.4.13), registered with fo-dicom. Ask for it before files of that syntax are opened or received by fo-dicom.</summary>
    public static DicomTransferSyntax DeflatedImageFrame { get; } = Of(Uids.DeflatedImageFrameCompression);

    /// <summary>The transfer syntax of a UID, registered if need be.</summary>
    internal static DicomTransferSyntax Of(string uid) => DicomTransferSyntax.Register(new DicomUID(uid, Uids.NameOf(uid), DicomUidType.TransferSyntax));
}
