using System.Globalization;

namespace Dcmqi;

/// <summary>The bytes of one frame, in a transfer syntax.</summary>
public sealed record EncodedFrame
{
    /// <summary>Gets the transfer syntax: its UID. Frames that are not compressed have that of Explicit VR Little Endian, 1.2.840.10008.1.2.1.</summary>
    public required string TransferSyntaxUid { get; init; }

    /// <summary>Gets the bytes: compressed, all fragments joined; else little endian pixels, with 1 bit allocated one bit for each, the first in the lowest bit of the first byte.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Returns length and transfer syntax.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"EncodedFrame: {Bytes.Length} bytes, {Dicom.Uids.NameOf(TransferSyntaxUid)}");
}
