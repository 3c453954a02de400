using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Volumes;

/// <summary>A plane of more pixels than an array holds, as slides have them: a file of 2 GB of which nearly nothing is on the disk.</summary>
[NonParallelizable]
public sealed class LargePlaneTests
{
    private const long Columns = 65_536, Rows = 32_768;

    private VolumeFolder _folder = null!;

    private string Path => _folder["plane.nrrd"];

    [OneTimeSetUp]
    public void MakeFile()
    {
        _folder = new VolumeFolder();
        byte[] header = "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 65536 32768 2\nencoding: raw\n\n"u8.ToArray();
        using FileStream file = File.Create(Path);
        file.Write(header);
        file.SetLength(header.Length + (2 * Columns * Rows));
        foreach ((long at, byte[] values) in new[] { (5L, new byte[] { 3, 3 }), ((Columns * Rows) - 1, [7, 8]), ((2 * Columns * Rows) - 1, [9]) })
        {
            file.Position = header.Length + at;
            file.Write(values);
        }
    }

    [OneTimeTearDown]
    public void RemoveFile() => _folder.Dispose();

    [Test]
    public void Open_GivesItsSizeButNoSlice()
    {
        using VolumeReader reader = VolumeReader.Open(Path);
        Assert.That((reader.Geometry.Size, reader.SliceCount, reader.SliceLength), Is.EqualTo((new VolumeSize(65_536, 32_768, 2), 2, 1L << 31)));
        Assert.That(() => reader.ReadSlices<byte>(0, 1, new byte[10]), Throws.ArgumentException.With.Message.Contains("1 slices of 2147483648 values do not fit into 10, nor does one into any array"));
        reader.ReadSlices<byte>(0, 0, default);
        reader.ReadSlices<byte>(1, 0, default);
        Assert.That(() => reader.ReadSlices<byte>(0, 0, default), Throws.TypeOf<ArgumentOutOfRangeException>(), "passed over");
    }

    [Test]
    public void LabelCounts_TakesSomeBlocks()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That(LabelCounts.Of(Path).Single().Voxels, Is.EqualTo(new Dictionary<long, long> { [3] = 2, [7] = 1, [8] = 1, [9] = 1 }));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(24 << 20));
    }

    // As before: who takes slices into arrays says that they are too many.
    [Test]
    public void WhoNeedsItsSlices_RefusesIt()
    {
        string said = $"'sizes' is 65536 32768 2: more than the {Array.MaxLength} values that are supported.";
        Assert.That(() => VolumeFile.Read(Path), Throws.TypeOf<VolumeFormatException>().With.Message.Contains(said));
        SourceImages source = SourceImages.None(new CompositeContext());
        Assert.That(() => new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(Path), Throws.TypeOf<VolumeFormatException>().With.Message.Contains(said));
        Assert.That(() => new ParametricMapBuilder(source, Maps.Adc).AddVolume(Path), Throws.TypeOf<VolumeFormatException>().With.Message.Contains(said));

        using Segmentation segmentation = new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(Labels.Random(Grids.Axial(5, 4, 3), 1, seed: 1)).Build();
        Assert.That(() => SegmentMeasurements.Measure(segmentation, Path), Throws.TypeOf<VolumeFormatException>().With.Message.Contains(said));

        SourceImages turned = CtSeries.Load(Grids.Axial(5, 4, 3));
        Assert.That(() => new SegmentationBuilder(turned, Labels.Metadata(1)) { Alignment = new() { Resampling = Resampling.NearestNeighbor } }.AddLabelMap(Path), Throws.TypeOf<VolumeFormatException>().With.Message.Contains(said));
    }
}
