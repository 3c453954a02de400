using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

public class CompositeContextTests
{
    private static readonly CompositeContext Context = new()
    {
        PatientName = "Müller^Jörg",
        PatientId = "P7",
        StudyInstanceUid = "2.25.71",
        FrameOfReferenceUid = "2.25.72",
        StudyDate = "20260131",
        Equipment = new Equipment { Manufacturer = "Maker", ModelName = "Model", DeviceSerialNumber = "7", SoftwareVersions = "1.2" },
    };

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    public void Build_WithoutSource_LiesWhereItsVolumeLiesAndIsSound(SegmentationEncoding encoding)
    {
        VolumeGeometry geometry = Grids.Oblique(6, 4, 5);
        Volume<ushort> labels = Labels.Random(geometry, 3, seed: 7);
        Segmentation segmentation = new SegmentationBuilder(SourceImages.None(Context), Labels.Metadata(3)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build();

        Assert.That(segmentation.Warnings, Is.Empty);
        Assert.That(segmentation.Validate(), Is.Empty);
        Assert.That(segmentation.ToLabelMap(geometry).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.DataSet.GetString(Tags.PatientName), Is.EqualTo("Müller^Jörg"));
        Assert.That(segmentation.DataSet.GetString(Tags.StudyInstanceUID), Is.EqualTo("2.25.71"));
        Assert.That(segmentation.DataSet.GetString(Tags.FrameOfReferenceUID), Is.EqualTo("2.25.72"));
        Assert.That(segmentation.DataSet.GetString(Tags.Manufacturer), Is.EqualTo("Maker"));
        Assert.That(segmentation.DataSet.Contains(Tags.ReferencedSeriesSequence), Is.False);
        using var folder = new TemporaryFolder();
        segmentation.Save(folder["seg.dcm"]);
        if (encoding == SegmentationEncoding.Binary)
            DicomJudges.AssertSound(folder["seg.dcm"]);
    }

    [Test]
    public void Build_WithNothingGiven_MakesStudyAndFrameOfReferenceAnew()
    {
        Segmentation segmentation = new SegmentationBuilder(SourceImages.None(new CompositeContext()), Labels.Metadata(1)) { Authorship = new() { SourceRepair = SourceRepair.Reject } }
            .AddLabelMap(Labels.Random(Grids.Axial(4, 3, 2), 1, seed: 7)).Build();

        Assert.That(segmentation.Warnings, Is.Empty);
        Assert.That(segmentation.Validate(), Is.Empty);
        Assert.That(segmentation.DataSet.HasValue(Tags.StudyInstanceUID) && segmentation.DataSet.HasValue(Tags.FrameOfReferenceUID));
    }

    [Test]
    public void Build_IllegalValues_AreRepairedOrRefusedAsThoseOfImages()
    {
        SourceImages source = SourceImages.None(Context with { PatientBirthDate = "tomorrow" });
        SegmentationBuilder Builder(SourceRepair repair) =>
            new SegmentationBuilder(source, Labels.Metadata(1)) { Authorship = new() { SourceRepair = repair } }.AddLabelMap(Labels.Random(Grids.Axial(4, 3, 2), 1, seed: 7));

        Assert.That(Builder(SourceRepair.Warn).Build().Warnings, Has.Some.StartsWith("The composite context: Patient's Birth Date (0010,0030)"));
        Assert.That(() => Builder(SourceRepair.Reject).Build(), Throws.InstanceOf<ConversionException>().With.Message.Contains("Patient's Birth Date (0010,0030)"));
    }

    [Test]
    public void Geometry_WithoutImages_SaysThatThereIsNone() =>
        Assert.That(() => SourceImages.None(Context).Geometry, Throws.InstanceOf<ConversionException>().With.Message.Contains("There are no source images"));

    [Test]
    public void Parse_BlockOrDocumentAroundIt_GivesWhatToJsonWrote()
    {
        Assert.That(CompositeContext.Parse(Context.ToJson()), Is.EqualTo(Context));
        Assert.That(CompositeContext.Parse("""{ "PatientID": "P7", "Manufacturer": "M" }"""), Is.EqualTo(new CompositeContext
        {
            PatientId = "P7",
            Equipment = Equipment.Library with { Manufacturer = "M" },
        }));
    }

    [Test]
    public void Load_Stream_KnowsLinesAndWarnsOfUnknownKeys()
    {
        byte[] json = System.Text.Encoding.UTF8.GetBytes("{\n  // of the study\n  \"PatientId\": \"1\",\n  \"StudyID\": \"S\"\n}");
        CompositeContext context = CompositeContext.Load(new MemoryStream(json));

        Assert.That(context, Is.EqualTo(new CompositeContext { StudyId = "S" }));
        Assert.That(context.Warnings, Has.One.StartsWith("/PatientId (line 3) is not a key that belongs here (did you mean 'PatientID'?). Known keys: PatientName, "));
        Assert.That(SourceImages.None(context).Warnings, Is.EqualTo(context.Warnings));
        Assert.That(() => CompositeContext.Load(new MemoryStream(json), new MetadataReadOptions { UnknownKeys = UnknownKeys.Reject }), Throws.InstanceOf<MetadataException>());
    }

    [Test]
    public void Parse_UnknownKeysAndValuesThatAreNoText_AreAllListed()
    {
        MetadataException exception = Assert.Throws<MetadataException>(() => CompositeContext.Parse("""{ "compositeContext": { "PatientId": "1", "PatientName": 7 } }"""))!;

        Assert.That(exception.Violations.Select(violation => violation.Pointer), Is.EqualTo(new[] { "/compositeContext/PatientId", "/compositeContext/PatientName" }));
        Assert.That(() => CompositeContext.Parse("{"), Throws.InstanceOf<MetadataException>());
        Assert.That(() => CompositeContext.Parse("[1]"), Throws.InstanceOf<MetadataException>().With.Message.Contains("is a list of 1; expected an object"));
    }
}
