using Dcmqi.Binary;
using Dcmqi.Dicom.Encoding;

namespace Dcmqi.Dicom;

/// <summary>Writes preamble and File Meta Information (PS3.10 7.1), made from the data set.</summary>
internal static class FileMetaWriter
{
    private const int PreambleLength = 128;

    // The preamble, 'DICM', and the header and value of File Meta Information Group Length.
    private const int GroupLengthEnd = PreambleLength + 4 + 12;

    public static void Write(ByteWriter output, DataSet dataSet, TransferSyntax syntax)
    {
        DataSet meta = new();
        meta.SetBytes(Tags.FileMetaInformationGroupLength, VR.UL, new byte[4]);
        meta.SetBytes(Tags.FileMetaInformationVersion, VR.OB, new byte[] { 0, 1 });
        meta.Set(Tags.MediaStorageSOPClassUID, Required(dataSet, Tags.SOPClassUID));
        meta.Set(Tags.MediaStorageSOPInstanceUID, Required(dataSet, Tags.SOPInstanceUID));
        meta.Set(Tags.TransferSyntaxUID, syntax.Uid);
        meta.Set(Tags.ImplementationClassUID, DicomWriter.ImplementationClassUid);
        meta.Set(Tags.ImplementationVersionName, DicomWriter.ImplementationVersionName);

        output.Append(PreambleLength).Clear();
        output.Write("DICM"u8);
        DataSetEncoder.EncodeMeta(output, meta);
        output.PatchUInt32(GroupLengthEnd - 4, (uint)(output.Count - GroupLengthEnd));
    }

    private static string Required(DataSet dataSet, Tag tag) =>
        dataSet.GetString(tag) ?? throw new ArgumentException($"{tag.Describe()} is missing; no DICOM file can be without (PS3.10 7.1).", nameof(dataSet));
}
