using System.IO.Compression;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom;

/// <summary>What opening costs: limits, and bytes that are neither copied nor inflated for nothing.</summary>
[NonParallelizable]
public class OpenOptionsTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(301, 203, 90);

    [Test]
    public void Open_MemoryStream_IsNotCopied()
    {
        using MemoryStream written = Saved(PixelCompression.None);
        using var hidden = new MemoryStream(written.ToArray());
        Assert.Multiple(() =>
        {
            Assert.That(AllocatedBy(() => Segmentation.Open(FromStart(written))), Is.LessThan(written.Length / 2), "its array is used");
            Assert.That(AllocatedBy(() => Segmentation.Open(FromStart(hidden))), Is.LessThan(written.Length / 2), "it is read where it lies");
            Assert.That(AllocatedBy(() => Segmentation.Open(written.GetBuffer().AsMemory(0, (int)written.Length))), Is.LessThan(written.Length / 2));
        });
    }

    [Test]
    public void Open_HeadersOfStream_ReadNoPixels()
    {
        var image = CtSeries.Image(Grids.Axial(900, 800, 1), 0);
        image.SetBytes(Tags.PixelData, VR.OW, new byte[900 * 800 * 2]);
        using var written = new MemoryStream();
        DicomWriter.Write(written, image, TransferSyntax.ExplicitVRLittleEndian);
        foreach (bool canSeek in new[] { true, false })
        {
            using var counted = new CountedStream(written.ToArray(), canSeek);
            using DicomFile header = DicomFile.Open(counted, parts: FileParts.Headers);
            Assert.That(header.DataSet.Contains(Tags.PixelData), Is.False);
            Assert.That(header.DataSet.GetString(Tags.PatientID), Is.EqualTo("P1"));
            Assert.That(counted.BytesRead, Is.LessThan(200_000), $"can seek: {canSeek}");
        }
    }

    [Test]
    public void Open_HeadersOfDeflated_InflateNoPixels()
    {
        var image = CtSeries.Image(Geometry, 0);
        image.SetBytes(Tags.PixelData, VR.OW, new byte[200_000_000]);
        using var written = new MemoryStream();
        DicomWriter.Write(written, image, TransferSyntax.DeflatedExplicitVRLittleEndian);
        long cost = AllocatedBy(() => DicomFile.Open(FromStart(written), parts: FileParts.Headers));
        Assert.That(written.Length, Is.LessThan(1_000_000));
        Assert.That(cost, Is.LessThan(2_000_000));
    }

    [Test]
    public void Open_DeflatedBeyondTheLimit_IsRefusedAtItsCost()
    {
        using MemoryStream written = Saved(PixelCompression.Deflated);
        long inflated = Saved(PixelCompression.None).Length;
        long cost = AllocatedBy(() => Assert.That(
            () => Segmentation.Open(written, new OpenOptions { MaximumInflatedBytes = 100_000 }),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("more than 100000 bytes, the most that OpenOptions.MaximumInflatedBytes allows")));
        Assert.That(inflated, Is.GreaterThan(600_000));
        Assert.That(cost, Is.LessThan(600_000));
        using var opened = Segmentation.Open(written, new OpenOptions { MaximumInflatedBytes = inflated });
        Assert.That(opened.FrameCount, Is.EqualTo(Geometry.Size.Z));
    }

    [Test]
    public async Task Open_BeyondMaximumBytes_IsRefused()
    {
        using MemoryStream written = Saved(PixelCompression.None);
        byte[] bytes = written.ToArray();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["seg.dcm"], bytes);
        var few = new OpenOptions { MaximumBytes = bytes.Length - 1 };
        var enough = new OpenOptions { MaximumBytes = bytes.Length };
        Assert.Multiple(() =>
        {
            Assert.That(() => Segmentation.Open(folder["seg.dcm"], few), Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("'seg.dcm' has more than").And.Message.Contains("OpenOptions.MaximumBytes"));
            Assert.That(() => Segmentation.Open(written, few), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => Segmentation.Open(bytes, few), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => Segmentation.Open(new CountedStream(bytes, canSeek: false), few), Throws.TypeOf<NotSupportedException>());
            Assert.That(async () => await Segmentation.OpenAsync(new AsynchronousStream(new MemoryStream(bytes)), few), Throws.TypeOf<NotSupportedException>());
            Assert.That(() => new OpenOptions { MaximumBytes = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
        using Segmentation opened = await Segmentation.OpenAsync(folder["seg.dcm"], enough);
        Assert.That(opened.FrameCount, Is.EqualTo(Geometry.Size.Z));
    }

    [Test]
    public void Load_MoreFramesThanAllowed_IsRefusedAtItsCost()
    {
        DataSet image = CtSeries.Image(Grids.Axial(7, 5, 1), 0);
        image.Set(Tags.NumberOfFrames, 10_000_000);
        using var written = new MemoryStream();
        DicomWriter.Write(written, image, TransferSyntax.ExplicitVRLittleEndian);
        long cost = AllocatedBy(() => Assert.That(() => SourceImages.Load([new MemoryStream(written.ToArray())]), Throws.TypeOf<ConversionException>().With.Message.Contains("OpenOptions.MaximumFrames")));
        Assert.That(cost, Is.LessThan(1_000_000));
        Assert.That(
            () => SourceImages.ParseJson("""[{"00080016":{"vr":"UI","Value":["1.2.840.10008.5.1.4.1.1.2"]},"00280008":{"vr":"IS","Value":[10000000]},"00280010":{"vr":"US","Value":[4]},"00280011":{"vr":"US","Value":[4]}}]"""),
            Throws.TypeOf<ConversionException>().With.Message.Contains("OpenOptions.MaximumFrames"));
        Assert.That(() => Segmentation.Open(Saved(PixelCompression.None), new OpenOptions { MaximumFrames = 89 }), Throws.TypeOf<NotSupportedException>().With.Message.Contains("is 90; 89 are the most"));
    }

    [Test]
    public void Open_TruncatedBehindAStreamThatCannotSeek_IsToldAsOfAFile()
    {
        DataSet image = CtSeries.Image(Grids.Axial(7, 5, 1), 0);
        image.Set(Tags.PatientComments, new string('x', 9000));
        using var written = new MemoryStream();
        DicomWriter.Write(written, image, TransferSyntax.ExplicitVRLittleEndian);
        byte[] cut = written.ToArray()[..6000];
        string told = Assert.Throws<DicomFormatException>(() => DicomFile.Open(cut, parts: FileParts.Headers))!.Message;
        Assert.That(() => DicomFile.Open(new CountedStream(cut, canSeek: false), parts: FileParts.Headers), Throws.TypeOf<DicomFormatException>().With.Message.EqualTo(told));
        Assert.That(() => DicomFile.Open(Deflated(cut), parts: FileParts.Headers), Throws.TypeOf<DicomFormatException>());
    }

    // The data set of a file, deflated after File Meta Information that says so.
    private static byte[] Deflated(byte[] file)
    {
        var shell = new MemoryStream();
        DataSet empty = new();
        empty.Set(Tags.SOPClassUID, Uids.CTImageStorage);
        empty.Set(Tags.SOPInstanceUID, "2.25.1");
        DicomWriter.Write(shell, empty, TransferSyntax.DeflatedExplicitVRLittleEndian);
        int metaLength = 132 + 12 + BitConverter.ToInt32(shell.GetBuffer(), 132 + 8);
        int sourceMeta = 132 + 12 + BitConverter.ToInt32(file, 132 + 8);
        var bytes = new MemoryStream();
        bytes.Write(shell.GetBuffer(), 0, metaLength);
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(file, sourceMeta, file.Length - sourceMeta);
        return bytes.ToArray();
    }

    private static MemoryStream Saved(PixelCompression compression)
    {
        var stream = new MemoryStream();
        using Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(2)) { Options = new() { Encoding = SegmentationEncoding.LabelMap, EmptyFrames = EmptyContent.Keep } }
            .AddLabelMap(Labels.Random(Geometry, 2, 5)).Build();
        built.Save(stream, new() { Compression = compression });
        stream.Position = 0;
        return stream;
    }

    private static MemoryStream FromStart(MemoryStream stream)
    {
        stream.Position = 0;
        return stream;
    }

    // Code is compiled first, which allocates too.
    private static long AllocatedBy(Action open)
    {
        open();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        open();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private sealed class CountedStream(byte[] bytes, bool canSeek) : Stream
    {
        private readonly MemoryStream _inner = new(bytes);

        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => canSeek;

        public override bool CanWrite => false;

        public override long Length => canSeek ? _inner.Length : throw new NotSupportedException();

        public override long Position
        {
            get => canSeek ? _inner.Position : throw new NotSupportedException();
            set => _inner.Position = canSeek ? value : throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = _inner.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
