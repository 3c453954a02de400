using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements;

/// <summary>Regions drawn in whole slides: what their points are counted from (PS3.3 C.18.6).</summary>
public sealed class SlideReportTests
{
    private const string ReadOrigins = """
        import sys, pydicom
        def walk(item):
            if item.get("ValueType") == "SCOORD":
                print(item.PixelOriginInterpretation, *[int(value) for value in item.GraphicData])
            for child in item.get("ContentSequence", []):
                walk(child)
        walk(pydicom.dcmread(sys.argv[1]))
        """;

    private TemporaryFolder _folder = null!;
    private string _slideUid = "";

    [SetUp]
    public void MakeSlide()
    {
        _folder = new TemporaryFolder();
        File.WriteAllBytes(_folder["slide.dcm"], new PhantomSlide(70, 50, 16, 16).File());
        _slideUid = ReportPhantom.UidOf(_folder["slide.dcm"]);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Regions_OfAWholeSlide_SayWhatTheirPointsAreCountedFrom()
    {
        MeasurementReport report = Builder(Region(69.5f), Region(2) with { Image = Slide(3) }, Region(3) with { Image = Slide(3), PixelOrigin = PixelOriginInterpretation.Volume }).Build();
        report.Save(_folder["sr.dcm"]);

        Assert.That(report.Validate(), Is.Empty);
        string read = ExternalProgram.Python("pydicom").RunScript(ReadOrigins, _folder["sr.dcm"]);
        Assert.That(read.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "VOLUME 69 4", "FRAME 2 4", "VOLUME 3 4" }));
        ReportJudges.AssertSound(_folder["sr.dcm"]);

        MeasurementReport back = MeasurementReport.Open(_folder["sr.dcm"]);
        Assert.That(
            back.Groups.Select(group => group.ImageRegions[0].PixelOrigin),
            Is.EqualTo(new PixelOriginInterpretation?[] { PixelOriginInterpretation.Volume, PixelOriginInterpretation.Frame, PixelOriginInterpretation.Volume }));
        Assert.That(MeasurementReportMetadata.Parse(back.Metadata.ToJson()).Groups, Is.EqualTo(back.Metadata.Groups));
    }

    [Test]
    public void Build_PointsCountedFromAFrameThatIsNotNamed_Throws() => Assert.That(
        () => Builder(Region(1) with { PixelOrigin = PixelOriginInterpretation.Frame }).Build(),
        Throws.InstanceOf<DcmqiException>().With.Message.Contains("names no frame").And.Message.Contains("PS3.3 C.18.6"));

    [TestCase(null, "is absent, but required where the image is a whole slide")]
    [TestCase("SLIDE", "FRAME or VOLUME was expected")]
    public void Validate_WithoutOrigin_TellsIt(string? origin, string message)
    {
        Builder(Region(1)).Build().Save(_folder["sr.dcm"]);
        DataSet dataSet = DicomFile.Open(_folder["sr.dcm"]).DataSet;
        foreach (DataSet shape in Shapes(dataSet))
        {
            shape.Remove(Tags.PixelOriginInterpretation);
            if (origin is not null)
                shape.Set(Tags.PixelOriginInterpretation, origin);
        }

        DicomWriter.Write(_folder["changed.dcm"], dataSet, TransferSyntax.ExplicitVRLittleEndian);
        Assert.That(MeasurementReport.Open(_folder["changed.dcm"]).Validate().Select(finding => finding.Message), Has.Some.Contains(message));
    }

    private static IEnumerable<DataSet> Shapes(DataSet item) =>
        item.GetItems(Tags.ContentSequence).SelectMany(child => child.GetString(Tags.ValueType) == "SCOORD" ? [child] : Shapes(child));

    private ImageReference Slide(params int[] frames) => new() { SopInstanceUid = _slideUid, FrameNumbers = frames };

    private ImageRegion Region(float column) => new() { GraphicType = GraphicType.Point, Points = [new ImagePoint(column, 4)], Image = Slide() };

    private MeasurementReportBuilder Builder(params ImageRegion[] regions) => new(new MeasurementReportMetadata
    {
        ImageLibrary = ["slide.dcm"],
        CompositeContext = ["slide.dcm"],
        Groups = [.. regions.Select((region, index) => new MeasurementGroup
        {
            Kind = MeasurementGroupKind.Planar,
            TrackingIdentifier = $"Cell {index + 1}",
            Finding = new CodedConcept("4421005", "SCT", "Cell"),
            ImageRegions = [region],
            Measurements = [new Measurement { Name = Reports.Length, Value = 2, Unit = Codes.Ucum.Millimeter }],
        })],
    })
    {
        CompositeContextFolder = _folder.Root,
        ImageLibraryFolder = _folder.Root,
    };
}
