using Dcmqi.Dicom;

namespace Dcmqi;

/// <summary>Which DICOM instance a file holds, of any SOP Class: its identifiers, as its header gives them.</summary>
public sealed record InstanceIdentity
{
    /// <summary>Gets the SOP Class UID (0008,0016); empty if the file lacks it.</summary>
    public required string SopClassUid { get; init; }

    /// <summary>Gets the SOP Instance UID (0008,0018); empty if the file lacks it.</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>Gets the Study Instance UID (0020,000D); empty if the file lacks it.</summary>
    public required string StudyInstanceUid { get; init; }

    /// <summary>Gets the Series Instance UID (0020,000E); empty if the file lacks it.</summary>
    public required string SeriesInstanceUid { get; init; }

    /// <summary>Gets the transfer syntax that the file is written in: its UID.</summary>
    public required string TransferSyntaxUid { get; init; }

    /// <summary>Reads the header of a DICOM file, and sees that its elements are whole to its end; pixels are not read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits on size. Default: those of <see cref="OpenOptions"/>.</param>
    /// <exception cref="DicomFormatException">The file is not a DICOM file, or is malformed.</exception>
    /// <exception cref="NotSupportedException">Its transfer syntax cannot be read, or it is beyond a limit of <paramref name="options"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static InstanceIdentity Read(string path, OpenOptions? options = null)
    {
        using DicomFile file = DicomFile.Open(path, options);
        DataSet header = file.DataSet;
        return new InstanceIdentity
        {
            SopClassUid = header.GetString(Tags.SOPClassUID) ?? "",
            SopInstanceUid = header.GetString(Tags.SOPInstanceUID) ?? "",
            StudyInstanceUid = header.GetString(Tags.StudyInstanceUID) ?? "",
            SeriesInstanceUid = header.GetString(Tags.SeriesInstanceUID) ?? "",
            TransferSyntaxUid = file.TransferSyntax.Uid,
        };
    }

    /// <summary>Returns the SOP Instance UID and the name of the SOP Class.</summary>
    public override string ToString() => $"InstanceIdentity: {SopInstanceUid}, {Uids.NameOf(SopClassUid)}";
}
