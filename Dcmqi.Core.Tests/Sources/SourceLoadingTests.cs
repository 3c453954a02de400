using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Sources;

/// <summary>What loading costs and takes, and what becomes of files that change; one set of images used by many threads.</summary>
public class SourceLoadingTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 5);

    [Test]
    public void Load_NumberOfFramesBeyondTheFile_CostsNothing()
    {
        byte[] file = new PhantomProjection("XA", 6, 4) { Change = image => image.Text(0x00280008, "IS", "900000") }.File();
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["xa.dcm"], file);
        foreach (Func<SourceImages> load in (Func<SourceImages>[])[() => SourceImages.Load(folder["xa.dcm"]), () => SourceImages.Load([new MemoryStream(file)])])
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ConversionException error = Assert.Throws<ConversionException>(() => load())!;
            Assert.That(error.Message, Does.Contain($"Number of Frames (0028,0008) is 900000, but the file has {file.Length} bytes."));
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
        }
    }

    [Test]
    public void Load_DecimalStringOfMillionsOfDigits_IsRefusedWithAShortMessage()
    {
        byte[] file = new PhantomSeries(Geometry) { Change = (_, image) => image.Bytes(0x00280030, "UN", System.Text.Encoding.ASCII.GetBytes(new string('9', 900_000))) }.File(0);
        ConversionException error = Assert.Throws<ConversionException>(() => SourceImages.Load([new MemoryStream(file)]))!;
        Assert.That(error.Message.Length, Is.LessThan(1000));
    }

    [Test]
    public void ToVolume_FileReplacedSinceItsHeaderWasRead_IsRefused([Values("longer", "later", "another image")] string change)
    {
        using var folder = new TemporaryFolder();
        string[] files = new PhantomSeries(Geometry).Write(folder["ct"]);
        SourceImages source = SourceImages.Load(folder["ct"]);
        Assert.That(() => source.ToVolume(), Throws.Nothing);

        DateTime written = File.GetLastWriteTimeUtc(files[3]);
        byte[] bytes = File.ReadAllBytes(files[3]);
        if (change == "another image")
            bytes = new PhantomSeries(Geometry) { Change = (_, image) => image.Text(0x00080018, "UI", PhantomUid.Of("phantom image 9")) }.File(3);
        File.WriteAllBytes(files[3], change == "longer" ? [.. bytes, 0, 0] : bytes);
        File.SetLastWriteTimeUtc(files[3], change == "later" ? written.AddSeconds(2) : written);

        ConversionException error = Assert.Throws<ConversionException>(() => source.ToVolume())!;
        Assert.That(error.Message, Does.StartWith(Path.GetFileName(files[3]) + " changed since its header was read: ").And.EndWith("Load the images anew."));
        Assert.That(() => source.ToStoredVolume(), Throws.InstanceOf<ConversionException>());
    }

    [Test]
    public void Load_UnreadableFileInAFolder_IsLeftOut()
    {
        using var folder = new TemporaryFolder();
        string[] files = new PhantomSeries(Geometry).Write(folder["ct"]);

        // Held by another: nobody may open it, whoever runs the test.
        using FileStream held = new(files[2], FileMode.Open, FileAccess.Read, FileShare.None);
        SourceImages source = SourceImages.Load(folder["ct"]);
        Assert.That(source.Frames, Has.Count.EqualTo(4));
        Assert.That(source.Warnings, Has.Some.StartsWith(Path.GetFileName(files[2]) + ": left out. "));
        Assert.That(() => SourceImages.Load(files), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Load_FilesAndFolders_NamedFilesMustBeImages()
    {
        using var folder = new TemporaryFolder();
        string[] files = new PhantomSeries(Geometry).Write(folder["ct"]);
        File.Move(files[0], folder["first.dcm"]);
        File.WriteAllText(folder["ct/notes.txt"], "no image");
        Assert.That(SourceImages.Load([folder["first.dcm"], folder["ct"]]).Frames, Has.Count.EqualTo(5));
        Assert.That(() => SourceImages.Load([folder["first.dcm"], folder["ct/notes.txt"]]), Throws.InstanceOf<ConversionException>().With.Message.Contains("notes.txt"));
    }

    [Test]
    public void Load_UidsOfNoRoot_AreTakenAndReferredTo()
    {
        SourceImages source = SourceImages.Load(new PhantomSeries(Geometry) { Change = (slice, image) => image.Text(0x00080018, "UI", $"999.999.2.{slice + 1}") }.Streams());
        Assert.That(source.Frames, Has.Count.EqualTo(5));
        Assert.That(source.Warnings, Has.Some.Contains("SOP Instance UID (0008,0018) is '999.999.2.1'; UIDs begin with 0, 1 or 2 (ISO 8824-1). It is referred to as it is."));

        Segmentation segmentation = new SegmentationBuilder(source, Labels.Metadata(1)) { Authorship = new() { SourceRepair = SourceRepair.Keep } }.AddLabelMap(Labels.Random(Geometry, 1, 3)).Build();
        Assert.That(segmentation.GetFrame(1).SourceInstanceUids.Single(), Does.StartWith("999.999.2."));
        Assert.That(
            () => new SegmentationBuilder(source, Labels.Metadata(1)) { Authorship = new() { SourceRepair = SourceRepair.Reject } }.AddLabelMap(Labels.Random(Geometry, 1, 3)).Build(),
            Throws.InstanceOf<ConversionException>().With.Message.Contains("999.999.2.1"));
    }

    [Test]
    public void Load_GroupBelow0002AfterFileMetaInformation_IsTheDataSets()
    {
        // Implicit VR with private sequences of group 0001, as files of old have them.
        byte[] file = new PhantomSeries(Geometry).File(0);
        byte[] implicitElement = [1, 0, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0];
        int meta = 132 + 12 + BitConverter.ToInt32(file, 140);
        byte[] header = [.. file[..meta]];
        int syntax = header.AsSpan().IndexOf("1.2.840.10008.1.2.1"u8);
        header[syntax + 17] = 0;
        header[syntax + 18] = 0;
        DataSet read = DicomFile.Open(new MemoryStream([.. header, .. implicitElement])).DataSet;
        Assert.That(read.Contains(0x00010001));
    }

    [Test]
    public void EightThreads_OneSource_AllGetTheSame()
    {
        PhantomFrame[] frames = [.. from time in new[] { 1, 2 } from slice in Enumerable.Range(0, 5) select new PhantomFrame(Geometry, slice) { Time = time, StackId = "1", BValue = time, EchoTimeMs = 3 }];
        byte[] file = new PhantomMultiFrame(frames) { IsPerFrame = true, Pixels = frame => [.. Enumerable.Range(0, 24).Select(pixel => (short)((frame * 100) + pixel))] }.File();
        Volume<ushort> labels = Labels.Random(Geometry, 2, 3);
        string expected = Use(SourceImages.Load([new MemoryStream(file)]), labels);
        for (int round = 0; round < 5; round++)
        {
            SourceImages shared = SourceImages.Load([new MemoryStream(file)]);
            string[] found = new string[8];
            Thread[] threads = [.. Enumerable.Range(0, found.Length).Select(index => new Thread(() => found[index] = Use(shared, labels)))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.That(found, Is.All.EqualTo(expected));
        }
    }

    private static string Use(SourceImages source, Volume<ushort> labels)
    {
        try
        {
            SourceImages second = source.Volumes[1];
            Segmentation segmentation = new SegmentationBuilder(second, Labels.Metadata(2)) { Authorship = new() { Uids = new UidGenerator("5"), TimeProvider = new FixedTime() } }.AddLabelMap(labels).Build();
            var file = new MemoryStream();
            segmentation.Save(file);
            return $"{source} {source.Geometry} {string.Join(' ', source.Warnings)} {second.Description} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file.ToArray()))} {string.Join(',', second.ToVolume().Voxels.ToArray())}";
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 2, 29, 10, 17, 0, TimeSpan.Zero);
    }
}
