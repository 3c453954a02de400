using Dcmqi.Dicom;

namespace Dcmqi.Tests.Dicom;

public sealed class LargeFileTests
{
    private const long Huge = 0xFFFF_FFFE;

    [Test]
    public void WriteRead_BeyondFourGibibytes_FindsWhatFollows()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".dcm");
        try
        {
            DataSet dataSet = new();
            dataSet.Set(Tags.SOPClassUID, "1.2");
            dataSet.Set(Tags.SOPInstanceUID, "1.3");
            dataSet.SetBulk(Tags.EncapsulatedDocument, VR.OB, new Sparse(Huge));
            dataSet.SetBulk(Tags.PixelData, VR.OW, new Sparse(Huge));
            dataSet.Set(new Tag(0xFFFC, 0xFFFC), VR.LO, "END");
            DicomWriter.Write(path, dataSet, TransferSyntax.ExplicitVRLittleEndian);
            Assert.That(new FileInfo(path).Length, Is.GreaterThan(8L << 30));
            long before = GC.GetAllocatedBytesForCurrentThread();
            using DicomFile file = DicomFile.Open(path);
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200_000));
            BulkValue pixels = file.DataSet.Find(Tags.PixelData)!.Bulk!;
            Assert.That(pixels.Length, Is.EqualTo(Huge));
            byte[] end = new byte[2];
            pixels.Read(Huge - 2, end);
            Assert.That(end, Is.EqualTo(new byte[] { 0xAB, 0xCD }));
            Assert.That(file.DataSet.GetString(new Tag(0xFFFC, 0xFFFC)), Is.EqualTo("END"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Write_ValueTooLong_IsRefused()
    {
        DataSet dataSet = new();
        dataSet.Set(Tags.SOPClassUID, "1.2");
        dataSet.Set(Tags.SOPInstanceUID, "1.3");
        dataSet.SetBulk(Tags.PixelData, VR.OW, new Sparse(Huge + 1));
        Assert.Throws<NotSupportedException>(() => DicomWriter.Write(Stream.Null, dataSet, TransferSyntax.ExplicitVRLittleEndian));
    }

    /// <summary>Zeros that end with AB CD; a file keeps them as a hole.</summary>
    private sealed class Sparse(long length) : BulkValue
    {
        public override long Length => length;

        public override void Read(long offset, Span<byte> destination) => destination.Clear();

        public override void CopyTo(Stream destination, Action<long>? onBytes = null, CancellationToken cancellationToken = default)
        {
            destination.Seek(length - 2, SeekOrigin.Current);
            destination.Write([0xAB, 0xCD]);
        }
    }
}
