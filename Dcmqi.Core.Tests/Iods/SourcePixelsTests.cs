using System.Globalization;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;

namespace Dcmqi.Tests.Iods;

public class SourcePixelsTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(7, 5, 4);

    [Test]
    public void ToVolume_AppliesRescaleSlopeAndInterceptOfEachImage()
    {
        SourceImages images = Load((slice, image) => image.Text(0x00281053, "DS", (slice + 0.5).ToString(CultureInfo.InvariantCulture)).Text(0x00281052, "DS", "-1000"));
        Volume<float> volume = images.ToVolume();
        Assert.That(volume.Geometry.IsCloseTo(Geometry, 1e-6));
        for (int z = 0; z < 4; z++)
        {
            for (int pixel = 0; pixel < 35; pixel++)
                Assert.That(volume.Slice(z)[pixel], Is.EqualTo((float)(((z + 0.5) * Stored(z)[pixel]) - 1000)));
        }
    }

    [Test]
    public void ToStoredVolume_GivesWhatIsStored()
    {
        var volume = (Volume<short>)Load((_, image) => image.Text(0x00281053, "DS", "2")).ToStoredVolume();
        for (int z = 0; z < 4; z++)
            Assert.That(volume.Slice(z).ToArray(), Is.EqualTo(Stored(z)));
    }

    // Twelve bits, signed: the four above them are rubbish.
    [Test]
    public void UnusedBits_DoNotCount()
    {
        SourceImages images = Load((slice, image) => image.Number(0x00280101, 12).Number(0x00280102, 11).Bytes(0x7FE00010, "OW", Bytes(Stored(slice), value => (ushort)((value & 0xFFF) | 0xA000))));
        Assert.That(((Volume<short>)images.ToStoredVolume()).Slice(2).ToArray(), Is.EqualTo(Stored(2)));
        Assert.That(images.ToVolume().Slice(2).ToArray(), Is.EqualTo(Stored(2).Select(value => (float)value)));
    }

    [Test]
    public void ToVolume_ModalityLut_IsLookedUp()
    {
        SourceImages images = Load((_, image) => image.Remove(0x00281052).Remove(0x00281053).Remove(0x00281054).Sequence(
            0x00283000,
            new PhantomDataSet().Bytes(0x00283002, "SS", [3, 0, 0xFE, 0xFF, 16, 0]).Text(0x00283004, "LO", "OD").Bytes(0x00283006, "US", [10, 0, 20, 0, 40, 0])));

        // Stored -2, -1 and 0 have entries; what lies outside has the value of the first or the last.
        Assert.That(images.ToVolume().Slice(1).ToArray(), Is.EqualTo(Stored(1).Select(value => value <= -2 ? 10f : value == -1 ? 20f : 40f)));
    }

    [Test]
    public void ToVolume_RealWorldValues_ComeFromTheFirstMapping()
    {
        PhantomDataSet mapping = new PhantomDataSet().Bytes(0x00409216, "SS", [0, 0x80]).Bytes(0x00409211, "SS", [0xFF, 0x7F])
            .Bytes(0x00409224, "FD", BitConverter.GetBytes(3.0)).Bytes(0x00409225, "FD", BitConverter.GetBytes(0.25))
            .Sequence(0x004008EA, new PhantomDataSet().Text(0x00080100, "SH", "um2/s").Text(0x00080102, "SH", "UCUM").Text(0x00080104, "LO", "um2/s"));
        SourceImages images = Load((_, image) => image.Sequence(0x00409096, mapping));
        Assert.That(images.ToVolume(SourceValues.RealWorld).Slice(3).ToArray(), Is.EqualTo(Stored(3).Select(value => (float)((0.25 * value) + 3))));
        Assert.That(images.QuantityOf(SourceValues.RealWorld).Unit.Value, Is.EqualTo("um2/s"));
        Assert.That(() => Load(null).ToVolume(SourceValues.RealWorld), Throws.InstanceOf<ConversionException>().With.Message.Contains("(0040,9096)"));
    }

    [Test]
    public void ToVolume_MultiFrame_TakesEachFrameToItsPlace()
    {
        // Stored from the last position to the first.
        var image = new PhantomMultiFrame([.. Enumerable.Range(0, 4).Select(frame => new PhantomFrame(Geometry, 3 - frame))]) { Pixels = frame => Stored(3 - frame) };
        SourceImages images = SourceImages.Load([image.Stream()]);
        for (int z = 0; z < 4; z++)
            Assert.That(images.ToVolume().Slice(z).ToArray(), Is.EqualTo(Stored(z).Select(value => (float)value)));
    }

    [TestCase("dcmcrle")]
    [TestCase("dcmcjpls")]
    public void ToVolume_CompressedFiles_AreDecoded(string program)
    {
        using var folder = new TemporaryFolder();
        string[] files = new PhantomSeries(Geometry) { Pixels = Stored }.Write(folder.Root);
        foreach (string file in files)
            Assert.That(ExternalProgram.Find(program, "dcmtk").Run(file, file).ExitCode, Is.Zero);
        SourceImages images = SourceImages.Load(folder.Root);
        for (int z = 0; z < 4; z++)
            Assert.That(images.ToVolume().Slice(z).ToArray(), Is.EqualTo(Stored(z).Select(value => (float)value)));
    }

    [Test]
    public void ToVolume_StreamThatCannotSeek_IsRefusedWithTheReason()
    {
        IEnumerable<Stream> streams = new PhantomSeries(Geometry) { Pixels = Stored }.Streams().Select(stream => new OneWayStream(stream));
        SourceImages images = SourceImages.Load(streams);
        Assert.That(() => images.ToVolume(), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("cannot be read again"));
    }

    [TestCase(100)]
    [TestCase(0)]
    public void ToVolume_TooFewPixels_IsRefusedBeforeThereIsRoomForThem(int bytes)
    {
        SourceImages images = Load((_, image) => image.Number(0x00280010, 60000).Number(0x00280011, 30000).Bytes(0x7FE00010, "OW", new byte[bytes]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => images.ToVolume(), Throws.InstanceOf<DcmqiException>().Or.InstanceOf<NotSupportedException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000_000));
    }

    [Test]
    public void ToVolume_Colours_AreRefused() => Assert.That(
        () => Load((_, image) => image.Number(0x00280002, 3).Text(0x00280004, "CS", "RGB").Number(0x00280006, 0).Bytes(0x7FE00010, "OW", new byte[7 * 5 * 2 * 3])).ToVolume(),
        Throws.InstanceOf<NotSupportedException>().With.Message.Contains("(0028,0002)"));

    [Test]
    public void ToVolume_SlopeOfZero_IsRefused() =>
        Assert.That(() => Load((_, image) => image.Text(0x00281053, "DS", "0")).ToVolume(), Throws.InstanceOf<DicomFormatException>().With.Message.Contains("(0028,1053)"));

    private static SourceImages Load(Action<int, PhantomDataSet>? change) =>
        SourceImages.Load(new PhantomSeries(Geometry) { Pixels = Stored, Change = change }.Streams());

    private static short[] Stored(int slice) => [.. Enumerable.Range(0, 35).Select(pixel => (short)(((pixel * 37) + (slice * 101)) % 4000 - 1000))];

    private static byte[] Bytes(short[] values, Func<short, ushort> change) => [.. values.SelectMany(value => BitConverter.GetBytes(change(value)))];
}
