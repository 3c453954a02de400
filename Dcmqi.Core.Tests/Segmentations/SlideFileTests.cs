using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Planes of slides that are read from files, some rows of tiles at a time, give what they give as volumes.</summary>
public class SlideFileTests
{
    private static readonly PhantomSlide Slide = new(411, 293, 8, 8) { HasPixels = false, IsFull = true, FocalPlanesUm = [0, 2.5], SpacingMm = (0.00025, 0.0005) };

    private static readonly SourceImages Source = SourceImages.Load([Slide.Stream()]);

    private static readonly string[] Names = ["plane.nrrd", "plane.nii.gz", "plane.mha", "plane.mhd"];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void AddLabelMap_File_IsThatOfItsVolume(
        [ValueSource(nameof(Names))] string name, [Values(SegmentationEncoding.Binary, SegmentationEncoding.LabelMap)] SegmentationEncoding encoding, [Values(37, 8)] int rows)
    {
        Volume<ushort> labels = Plane<ushort>();
        (labels[410, 292, 1], labels[0, 0, 0], labels[200, 36, 0], labels[200, 37, 0]) = (1000, 2, 2, 1000);
        SegmentAttributes[] segments = [Labels.Segment(2), Labels.Segment(1000)];
        VolumeFile.Write(_folder[name], labels, name == "plane.nrrd" ? new() { ByteOrder = VolumeByteOrder.BigEndian, Compression = CompressionLevel.NoCompression } : null);
        SlideSegmentationBuilder New() => new(Source) { Options = new() { Encoding = encoding }, Tiles = new() { Size = new TileSize(50, rows) }, Authorship = Seeded() };
        Assert.That(AreSame(New().AddLabelMap(_folder[name], segments).Build(), New().AddLabelMap(labels, segments, name).Build()));
    }

    [Test]
    public void AddLabelMap_FileWithAPreset_IsThatOfItsVolumeAndOfItsMetadata([Values("plane.nrrd", "plane.nii.gz")] string name)
    {
        Volume<ushort> labels = Plane<ushort>();
        (labels[410, 292, 1], labels[0, 0, 0], labels[200, 36, 0]) = (5, 2, 2);
        VolumeFile.Write(_folder[name], labels);
        SlideSegmentationBuilder New(SegmentationMetadata? metadata = null) => new(Source, metadata) { Authorship = Seeded() };
        LabelTable preset = SegmentPresets.TotalSegmentatorTask("total");
        Segmentation OfMetadata() => New(SegmentationMetadata.FromPreset(preset, _folder[name])).AddLabelMap(_folder[name]).Build();
        Assert.That(AreSame(New().AddLabelMap(_folder[name], preset).Build(), OfMetadata()));
        Assert.That(AreSame(New().AddLabelMap(labels, preset, name).Build(), OfMetadata()));

        labels[3, 3, 0] = 900;
        VolumeFile.Write(_folder[name], labels);
        Assert.That(() => New().AddLabelMap(_folder[name], preset).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains($"'{name}' holds label 900 (1 voxel), which what was given with it does not describe; it describes 2, 5."));
    }

    [Test]
    public void AddMaskAndFractions_Files_AreThoseOfTheirVolumes([Values("plane.nrrd", "plane.nii.gz")] string name)
    {
        Volume<float> values = Plane<float>();
        for (int voxel = 0; voxel < values.Voxels.Length; voxel += 7)
            values.Voxels[voxel] = voxel % 11 / 10f;
        VolumeFile.Write(_folder[name], values);
        SlideSegmentationBuilder New(SegmentationEncoding encoding) => new(Source) { Options = new() { Encoding = encoding }, Tiles = new() { Size = new TileSize(64, 50) }, Authorship = Seeded() };
        SegmentAttributes segment = Labels.Segment(1);
        Assert.That(AreSame(New(SegmentationEncoding.Binary).AddMask(_folder[name], segment).Build(), New(SegmentationEncoding.Binary).AddMask(values, segment, name).Build()));
        Assert.That(AreSame(New(SegmentationEncoding.Fractional).AddFractions(_folder[name], segment, 2).Build(), New(SegmentationEncoding.Fractional).AddFractions(values, segment, 2, name).Build()));
    }

    [Test]
    public void AddLabelMap_PairOfFiles_IsCalledAsItWasGiven()
    {
        Volume<byte> labels = Plane<byte>();
        labels[17, 5, 0] = 7;
        VolumeFile.Write(_folder["plane.hdr"], labels);
        Assert.That(() => Builder().AddLabelMap(_folder["plane.img"]).Build(), Throws.InstanceOf<DcmqiException>().With.Message.Contains("plane.img"));
        Assert.That(() => SegmentationMetadata.FromPreset(SegmentPresets.BraTS, _folder["plane.img"]), Throws.TypeOf<ConversionException>().With.Message.Contains("'plane.img' holds labels 7"));
    }

    // Up to 16 MB are held, more are read when they are asked for.
    [TestCase("plane.nrrd", false)]
    [TestCase("plane.nii.gz", false)]
    [TestCase("plane.mhd", true)]
    [TestCase("plane.nii.gz", true)]
    public void AddVolume_File_IsThatOfItsVolume(string name, bool isLarge)
    {
        SourceImages source = isLarge ? SourceImages.Load([new PhantomSlide(2011, 1093, 256, 256) { HasPixels = false, IsFull = true }.Stream()]) : Source;
        Volume<double> values = Plane<double>(source);
        for (int voxel = 0; voxel < values.Voxels.Length; voxel++)
            values.Voxels[voxel] = voxel % 97 == 5 || voxel / 411 % 293 is > 100 and < 190 ? double.NaN : (voxel % 1009 * 0.25) - 3;
        VolumeFile.Write(_folder[name], values);
        SlideParametricMapBuilder New() => new(source, Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.Double }, Tiles = new() { Size = new TileSize(100, 70) }, Authorship = Seeded() };
        using ParametricMap found = New().AddVolume(_folder[name]).Build(), expected = New().AddVolume(values, name: name).Build();
        string[] paths = [_folder["found.dcm"], _folder["expected.dcm"]];
        found.Save(paths[0]);
        expected.Save(paths[1]);
        Assert.That(File.ReadAllBytes(paths[0]).AsSpan().SequenceEqual(File.ReadAllBytes(paths[1])), Is.True);
        Assert.That(found.Warnings, Is.EqualTo(expected.Warnings));
    }

    [Test]
    public void AddLabelMap_FileOfAnotherSize_IsRefusedBeforeItIsRead()
    {
        VolumeFile.Write(_folder["plane.nii.gz"], new Volume<byte>(new VolumeGeometry(new VolumeSize(411, 294, 2), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ)));
        using (FileStream cut = File.OpenWrite(_folder["plane.nii.gz"]))
            cut.SetLength(cut.Length - 8);
        Assert.That(() => Builder().AddLabelMap(_folder["plane.nii.gz"]), Throws.TypeOf<ConversionException>().With.Message.Contains("'plane.nii.gz' has 411 x 294 x 2").And.Message.Contains("411 x 293 x 2"));
    }

    [Test]
    public void AddLabelMap_ValuesThatAreNoLabels_NamesTheFirst()
    {
        Volume<float> values = Plane<float>();
        (values[300, 200, 0], values[17, 5, 1], values[2, 201, 0]) = (1.5f, 2.5f, 3.5f);
        VolumeFile.Write(_folder["plane.nrrd"], values);
        SlideSegmentationBuilder builder = Builder();
        string ofFile = Assert.Throws<ConversionException>(() => builder.AddLabelMap(_folder["plane.nrrd"]))!.Message;
        Assert.That(ofFile, Is.EqualTo(Assert.Throws<ConversionException>(() => Builder().AddLabelMap(values, "plane.nrrd"))!.Message));
        Assert.That(ofFile, Does.Contain("(300, 200, 0)").And.Contain("1.5").And.Contain("plane.nrrd"));
        Assert.That(builder.ToString(), Is.EqualTo(Builder().ToString()), "nothing was added");
    }

    [Test]
    public void AddLabelMap_FileThatIsCutOrCancelled_AddsNothing([Values("plane.nrrd", "plane.nii.gz", "plane.mha")] string name)
    {
        Volume<byte> labels = Plane<byte>();
        new Random(3).NextBytes(labels.Voxels);
        VolumeFile.Write(_folder[name], labels);
        SlideSegmentationBuilder builder = Builder();
        using var source = new CancellationTokenSource();
        var progress = new Heard(() => source.Cancel());
        Assert.That(() => builder.AddLabelMap(_folder[name], progress, source.Token), Throws.InstanceOf<OperationCanceledException>());
        using (FileStream cut = File.OpenWrite(_folder[name]))
            cut.SetLength(cut.Length / 2);
        Assert.That(() => builder.AddLabelMap(_folder[name]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains(name));
        Assert.That(builder.ToString(), Is.EqualTo(Builder().ToString()));
    }

    [Test]
    public void AddVolume_FileThatIsWrittenToBeforeTheMapIsSaved_IsRefused()
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(2011, 1093, 256, 256) { HasPixels = false, IsFull = true }.Stream()]);
        VolumeFile.Write(_folder["plane.nrrd"], Plane<double>(source), new() { Compression = CompressionLevel.NoCompression });
        using ParametricMap map = new SlideParametricMapBuilder(source, Maps.Adc).AddVolume(_folder["plane.nrrd"]).Build();
        File.SetLastWriteTimeUtc(_folder["plane.nrrd"], File.GetLastWriteTimeUtc(_folder["plane.nrrd"]).AddSeconds(1));
        Assert.That(() => map.Save(_folder["map.dcm"]), Throws.TypeOf<ConversionException>().With.Message.Contains("plane.nrrd"));
        Assert.That(File.Exists(_folder["map.dcm"]), Is.False);
    }

    private static SlideSegmentationBuilder Builder() => new(Source, Labels.Metadata(2));

    private static Authorship Seeded() => new() { Uids = new UidGenerator("slide file"), TimeProvider = new FixedTime() };

    private static Volume<T> Plane<T>(SourceImages? source = null)
        where T : unmanaged
    {
        SlideMatrix matrix = (source ?? Source).SlideLevels[0].Matrix;
        return new(new VolumeGeometry(new VolumeSize(matrix.Columns, matrix.Rows, ReferenceEquals(source ?? Source, Source) ? 2 : 1), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ));
    }

    private static bool AreSame(Segmentation found, Segmentation expected)
    {
        using MemoryStream first = new(), second = new();
        found.Save(first);
        expected.Save(second);
        return first.ToArray().AsSpan().SequenceEqual(second.ToArray());
    }

    private sealed class Heard(Action hear) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => hear();
    }
}
