using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class SegmentsWithVolumesTests
{
    private static readonly VolumeGeometry Geometry = Grids.Axial(5, 3, 4);

    [Test]
    public void AddMask_WithSegment_NeedsNoMetadata()
    {
        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry))
            .AddMask(Voxel(4, 1, 2), Segment("Liver", 7))
            .AddLabelMap(Labelled(), [Segment("B", 9), Segment("A", 2)], "two")
            .Build();

        Assert.That(built.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "Liver", "A", "B" }));
        Assert.That(built.Metadata.SeriesDescription, Is.EqualTo("Segmentation"));
        Assert.That(built.ToMask(1)[4, 1, 2], Is.EqualTo(1));
        Assert.That(built.ToMask(2)[1, 0, 3], Is.EqualTo(1));
        Assert.That(built.ToMask(3)[0, 2, 0], Is.EqualTo(1));
    }

    [Test]
    public void AddLabelMap_BesideMetadata_TakesNoListOfTheirs()
    {
        SegmentationMetadata metadata = Labels.Metadata([1]) with { SeriesNumber = "17" };
        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), metadata)
            .AddMask(Voxel(0, 0, 0), Segment("First", 1))
            .AddLabelMap(Voxel(3, 2, 1))
            .Build();
        Assert.That(built.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "First", metadata.SegmentAttributes[0][0].SegmentLabel }));
        Assert.That(built.Metadata.SeriesNumber, Is.EqualTo("17"));
    }

    [Test]
    public void AddFractions_WithSegment_NeedsNoMetadata()
    {
        var fractions = new Volume<float>(Geometry);
        fractions[2, 1, 0] = 0.6f;
        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry)) { Options = new() { Encoding = SegmentationEncoding.Fractional } }
            .AddFractions(fractions, Segment("Tumour", 1)).Build();
        Assert.That(built.ToFractions(1)[2, 1, 0], Is.EqualTo(0.6f).Within(1e-6));
    }

    [Test]
    public void AddLabelMap_LabelNotDescribed_SaysWhereItWasGiven() => Assert.That(
        () => new SegmentationBuilder(CtSeries.Load(Geometry)).AddLabelMap(Labelled(), [Segment("A", 2)], "two").Build(),
        Throws.TypeOf<ConversionException>().With.Message.Contains("'two' holds label 9 (1 voxel), which what was given with it does not describe; it describes 2."));

    [Test]
    public void AddMask_SegmentThatBreaksTheSchema_IsRefused() => Assert.That(
        () => new SegmentationBuilder(CtSeries.Load(Geometry)).AddMask(Voxel(1, 1, 1), Segment(new string('x', 65), 1)).Build(),
        Throws.TypeOf<MetadataException>());

    [Test]
    public void FileMapping_FindsVolumesThatWereRead()
    {
        using var folder = new TemporaryFolder();
        VolumeFile.Write(folder["b.nrrd"], Voxel(1, 0, 0));
        VolumeFile.Write(folder["a.nrrd"], Voxel(2, 0, 0));
        SegmentationMetadata metadata = Labels.Metadata([1], [1]) with { SegmentAttributesFileMapping = ["a.nrrd", "b.nrrd"] };
        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry), metadata)
            .AddLabelMap(VolumeFile.Read(folder["b.nrrd"])).AddLabelMap(VolumeFile.Read(folder["a.nrrd"])).Build();
        Assert.That(built.ToMask(1)[2, 0, 0], Is.EqualTo(1), "a.nrrd is the first of the mapping");
    }

    [Test]
    public void Authorship_ContinuesASeries()
    {
        var authorship = new Authorship { SeriesInstanceUid = "1.2.3.4", SeriesNumber = 12, InstanceNumber = 2, ContentCreatorName = "Doe^Jane" };
        Segmentation built = new SegmentationBuilder(CtSeries.Load(Geometry)) { Authorship = authorship }.AddMask(Voxel(1, 1, 1), Segment("A", 1)).Build();
        Segmentation converted = built.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }, new() { Authorship = authorship with { InstanceNumber = 3 } });
        Assert.Multiple(() =>
        {
            Assert.That(built.SeriesInstanceUid, Is.EqualTo("1.2.3.4"));
            Assert.That(built.Metadata.SeriesNumber, Is.EqualTo("12"));
            Assert.That(built.Metadata.InstanceNumber, Is.EqualTo("2"));
            Assert.That(built.Metadata.ContentCreatorName, Is.EqualTo("Doe^Jane"));
            Assert.That(converted.SeriesInstanceUid, Is.EqualTo("1.2.3.4"));
            Assert.That(converted.Metadata.InstanceNumber, Is.EqualTo("3"));
            Assert.That(built.Validate(), Is.Empty);
        });
        using var folder = new TemporaryFolder();
        built.Save(folder["continued.dcm"]);
        DicomJudges.AssertSound(folder["continued.dcm"]);
    }

    [Test]
    public void Slide_SegmentsWithVolumes_NeedNoMetadata()
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(41, 29, 8, 8).Stream()]);
        VolumeGeometry plane = source.SlideLevels[0].Matrix.Geometry;
        Volume<ushort> labels = Labels.Random(plane, 2, seed: 5);
        var mask = new Volume<byte>(plane);
        mask[40, 28, 0] = 1;
        mask[3, 11, 0] = 1;

        Segmentation built = new SlideSegmentationBuilder(source)
            .AddLabelMap(labels, [Segment("B", 2), Segment("A", 1)])
            .AddMask(mask, Segment("Corner", 7))
            .Build();

        Assert.Multiple(() =>
        {
            Assert.That(built.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "A", "B", "Corner" }));
            Assert.That(built.ToMask(2).Voxels.ToArray(), Is.EqualTo(Array.ConvertAll(labels.Voxels.ToArray(), label => (byte)(label == 2 ? 1 : 0))));
            Assert.That(built.ToMask(3).Voxels.ToArray(), Is.EqualTo(mask.Voxels.ToArray()));
            Assert.That(built.Validate(), Is.Empty);
        });
    }

    [Test]
    public void Slide_FractionsWithSegment_AreTheFractions()
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(41, 29, 8, 8).Stream()]);
        var fractions = new Volume<float>(source.SlideLevels[0].Matrix.Geometry);
        fractions[40, 0, 0] = 0.2f;
        fractions[9, 27, 0] = 1;

        Segmentation built = new SlideSegmentationBuilder(source) { Options = new() { Encoding = SegmentationEncoding.Fractional } }
            .AddFractions(fractions, Segment("Part", 1))
            .Build();

        Volume<float> back = built.ToFractions(1);
        Assert.That(back[40, 0, 0], Is.EqualTo(0.2f).Within(1e-6), "51 of 255");
        Assert.That(back[9, 27, 0], Is.EqualTo(1));
        Assert.That(back.Voxels.ToArray().Count(value => value > 0), Is.EqualTo(2));
    }

    [Test]
    public void Authorship_ThatCannotBeWritten_ListsAllFaults() => Assert.That(
        () => new SegmentationBuilder(CtSeries.Load(Geometry)) { Authorship = new() { SeriesInstanceUid = "1.02", SeriesNumber = -1 } }.AddMask(Voxel(1, 1, 1), Segment("A", 1)).Build(),
        Throws.TypeOf<ConversionException>().With.Message.Contains("Authorship.SeriesInstanceUid is '1.02'").And.Message.Contains("Authorship.SeriesNumber is -1"));

    private static Volume<byte> Voxel(int x, int y, int z)
    {
        var volume = new Volume<byte>(Geometry);
        volume[x, y, z] = 1;
        return volume;
    }

    private static Volume<byte> Labelled()
    {
        var volume = new Volume<byte>(Geometry);
        volume[1, 0, 3] = 2;
        volume[0, 2, 0] = 9;
        return volume;
    }

    private static SegmentAttributes Segment(string label, int id) => Labels.Metadata(1).SegmentAttributes[0][0] with { SegmentLabel = label, LabelId = id };
}
