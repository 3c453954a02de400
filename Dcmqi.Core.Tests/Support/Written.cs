using Dcmqi.Dicom;

namespace Dcmqi.Tests.Support;

/// <summary>Data sets written and opened again, as a receiver sees them.</summary>
internal static class Written
{
    public static Segmentation AndOpened(DataSet dataSet)
    {
        var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }
}
