using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements;

public sealed class MeasurementReportTests
{
    private ReportPhantom _phantom = null!;

    [OneTimeSetUp]
    public void Make() => _phantom = new ReportPhantom();

    [OneTimeTearDown]
    public void Remove() => _phantom.Dispose();

    [TestCase("volumetric", ExpectedResult = Uids.ComprehensiveSRStorage)]
    [TestCase("planar", ExpectedResult = Uids.EnhancedSRStorage)]
    [TestCase("frame", ExpectedResult = Uids.EnhancedSRStorage)]
    [TestCase("image", ExpectedResult = Uids.EnhancedSRStorage)]
    [TestCase("derived", ExpectedResult = Uids.ComprehensiveSRStorage)]
    [TestCase("surface", ExpectedResult = Uids.Comprehensive3DSRStorage)]
    public string Build_GroupsOfOneKind_IsReadAsGivenAndFollowsTemplate(string kind)
    {
        (MeasurementReport report, string path) = SaveAndOpen(Document(kind), kind);
        Assert.That(report.Validate(), Is.Empty);
        ReportJudges.AssertSound(path);
        ReportJudges.AssertFollowsTemplate(path, kind is "volumetric" or "surface" or "image" ? 0 : 1);
        return report.SopClassUid;
    }

    [Test]
    public void Build_GroupsOfAllKinds_IsReadAsGiven()
    {
        MeasurementReportMetadata metadata = Reports.Full(
            Reports.FullVolumetric(_phantom), Reports.Volumetric(_phantom), Reports.Surface(), Reports.Planar(), Reports.PlanarFrame(_phantom), Reports.PlanarInSpace(), Reports.OfImages());
        (MeasurementReport report, string path) = SaveAndOpen(metadata, "all");
        Assert.That(report.Validate(), Is.Empty);
        Assert.That(report.ImageLibrary.Select(image => image.SopInstanceUid), Is.EqualTo(_phantom.Source.Images.Select(image => image.SopInstanceUid)));
        ReportJudges.AssertSound(path);
    }

    [Test]
    public void Build_ContentCreator_IsTheAuthorObserver()
    {
        MeasurementReport report = new MeasurementReportBuilder(_phantom.Source, Reports.Of(Reports.Planar())) { Authorship = new() { ContentCreatorName = "Doe^Jane" } }.Build();
        string path = _phantom.PathOf("author.dcm");
        report.Save(path);

        DataSet author = DicomFile.Open(path).DataSet.GetItem(Tags.AuthorObserverSequence)!;
        Assert.That(author.GetString(Tags.PersonName), Is.EqualTo("Doe^Jane"));
        Assert.That(report.Validate(), Is.Empty);
        ReportJudges.AssertSound(path);
    }

    [Test]
    public void Build_SegmentOfLabelMap_HasItsSopClass()
    {
        // DCMTK 3.6.7 does not know the SOP class of 2024, and does not read what refers to it.
        MeasurementGroup group = Reports.Volumetric(_phantom) with { ReferencedSegments = [new ImageReference { SopInstanceUid = _phantom.LabelMapUid, SegmentNumbers = [2] }] };
        MeasurementReport report = _phantom.Builder(Reports.Of(group)).Build();
        string path = _phantom.PathOf("of-labelmap.dcm");
        report.Save(path);
        Assert.That(report.Groups[0].ReferencedSegments[0].SopClassUid, Is.EqualTo(Uids.LabelMapSegmentationStorage));
        Assert.That(report.Validate(), Is.Empty);
        DicomJudges.AssertSound(path, "Error - Shall not be present for Referenced SOP Class that is not segmentation - attribute <ReferencedSegmentNumber>");
    }

    [Test]
    public void Build_InferredFrom_IsTheSameObjectAgain()
    {
        MeasurementReport report = _phantom.Builder(Document("derived")).Build();
        Measurement derived = report.Metadata.DerivedMeasurements.Single();
        Assert.That(derived.InferredFrom[0], Is.SameAs(report.Groups[0].Measurements[0]));
        Assert.That(derived.InferredFrom[1], Is.SameAs(report.Groups[1].Measurements[0]));
    }

    [TestCase(double.NaN, "114000")]
    [TestCase(double.PositiveInfinity, "114002")]
    [TestCase(double.NegativeInfinity, "114001")]
    public void Build_NoNumber_IsQualifierAndKeepsUnit(double value, string qualifier)
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom) with { Measurements = [Reports.Volume(value)] });
        string path = _phantom.PathOf($"none{qualifier}.dcm");
        _phantom.Builder(metadata).Build().Save(path);
        Measurement measurement = MeasurementReport.Open(path).Groups[0].Measurements[0];
        Assert.Multiple(() =>
        {
            Assert.That(measurement.Value, Is.Null);
            Assert.That(measurement.Qualifier?.Value, Is.EqualTo(qualifier));
            Assert.That(measurement.Unit, Is.EqualTo(Codes.Ucum.CubicMillimeter));
        });
        ReportJudges.AssertSound(path);
    }

    [TestCase(1234.5, "1234.5", false)]
    [TestCase(0.1, "0.1", false)]
    [TestCase(-1234567890.123456, "-1234567890.1235", true)]
    [TestCase(1.0 / 3, "0.33333333333333", true)]
    public void Build_Number_IsTextAndWhereThatLosesAlsoDouble(double value, string text, bool hasDouble)
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom) with { Measurements = [Reports.Volume(value)] });
        using var stream = new MemoryStream();
        _phantom.Builder(metadata).Build().Save(stream);
        stream.Position = 0;
        DataSet measured = DicomFile.Open(stream).DataSet.GetItems(Tags.ContentSequence)[^1].GetItem(Tags.ContentSequence)!
            .GetItems(Tags.ContentSequence).Single(item => item.GetString(Tags.ValueType) == "NUM").GetItem(Tags.MeasuredValueSequence)!;
        Assert.Multiple(() =>
        {
            Assert.That(measured.GetString(Tags.NumericValue), Has.Length.LessThanOrEqualTo(16).And.StartWith(text[..Math.Min(text.Length, 14)]));
            Assert.That(measured.GetDouble(Tags.FloatingPointValue), Is.EqualTo(hasDouble ? value : null));
        });
    }

    [Test]
    public void Build_FilesOfTwoStudies_AreCurrentAndOtherEvidence()
    {
        string other = _phantom.PathOf("other.dcm");
        DataSet image = DicomFile.Open(_phantom.ImagePaths[0]).DataSet.Clone();
        image.Set(Tags.StudyInstanceUID, "2.25.4000");
        image.Set(Tags.SeriesInstanceUID, "2.25.4001");
        image.Set(Tags.SOPInstanceUID, "2.25.4002");
        DicomWriter.Write(other, image, TransferSyntax.ExplicitVRLittleEndian);
        string path = _phantom.PathOf("evidence.dcm");
        _phantom.Builder(Reports.Of(Reports.Volumetric(_phantom))).AddImage(other).Build().Save(path);
        DataSet report = DicomFile.Open(path).DataSet;
        Assert.Multiple(() =>
        {
            Assert.That(Instances(report, Tags.CurrentRequestedProcedureEvidenceSequence, "2.25.1000"), Has.Length.EqualTo(7).And.Contains("2.25.20003"));
            Assert.That(Instances(report, Tags.PertinentOtherEvidenceSequence, "2.25.4000"), Is.EqualTo(new[] { "2.25.4002" }));
        });
        ReportJudges.AssertSound(path);
    }

    [Test]
    public void Build_SameSeed_GivesSameBytes()
    {
        Assert.That(Bytes("a"), Is.EqualTo(Bytes("a")).And.Not.EqualTo(Bytes("b")));

        byte[] Bytes(string seed)
        {
            using var stream = new MemoryStream();
            _phantom.Builder(Reports.Of(Reports.Volumetric(_phantom) with { TrackingUid = null }), seed).Build().Save(stream);
            return stream.ToArray();
        }
    }

    [Test]
    public void Build_TrackingUid_IsTheFirstUidOfItsGroup()
    {
        using var stream = new MemoryStream();
        _phantom.Builder(Reports.Of(Reports.Volumetric(_phantom))).Build().Save(stream);
        stream.Position = 0;
        DataSet group = DicomFile.Open(stream).DataSet.GetItems(Tags.ContentSequence)[^1].GetItem(Tags.ContentSequence)!;
        DataSet first = group.GetItems(Tags.ContentSequence).First(item => item.GetString(Tags.ValueType) == "UIDREF");
        Assert.That(first.GetItem(Tags.ConceptNameCodeSequence)!.GetString(Tags.CodeValue), Is.EqualTo("112040"));
    }

    [Test]
    public void ToHtml_HostileText_IsEscaped()
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom, "<script>alert('1')</script>"));
        string html = _phantom.Builder(metadata).Build().ToHtml();
        Assert.That(html, Does.Not.Contain("<script").And.Contain("&lt;script&gt;").And.Contain("1234.5").And.EndsWith("</html>\n"));
    }

    [Test]
    public void ToHtml_Numbers_HaveSixDigitsAndTheWholeNumberBeside()
    {
        MeasurementGroup group = Reports.Volumetric(_phantom) with { Measurements = [Reports.Volume(70361.93366640499)] };
        string html = _phantom.Builder(Reports.Of(group)).Build().ToHtml();
        Assert.That(html, Does.Contain("<td class=\"number\" title=\"70361.93366640499\">70361.9</td>").And.Contain("Volume: 70361.9 mm3"));
    }

    [Test]
    public void ToText_Report_IsAnOutline() =>
        Assert.That(
            _phantom.Builder(Reports.Of(Reports.Volumetric(_phantom))).Build().ToText(),
            Does.Contain("\nImaging Measurement Report\n  Language of Content Item and Descendants: English\n").And.Contain("\n      Volume: 1234.5 mm3\n").And.Contain("Müller^Jörg"));

    [Test]
    public void Reference_OfReport_MakesNextVersionItsSuccessor()
    {
        MeasurementReport first = _phantom.Builder(Reports.Of(Reports.Volumetric(_phantom)), "first").Build();
        MeasurementReport second = _phantom.Builder(first.Metadata with { PredecessorDocuments = [first.Reference] }, "second").Build();
        Assert.That(second.Metadata.PredecessorDocuments, Is.EqualTo(new[] { first.Reference }));
        Assert.That(second.Validate(), Is.Empty);
    }

    private MeasurementReportMetadata Document(string kind)
    {
        Measurement first = Reports.Volume(10), second = Reports.Volume(20);
        return kind switch
        {
            "volumetric" => Reports.Full(Reports.FullVolumetric(_phantom), Reports.Volumetric(_phantom)),
            "planar" => Reports.Of(Reports.Planar()),
            "frame" => Reports.Of(Reports.PlanarFrame(_phantom)),
            "space" => Reports.Of(Reports.PlanarInSpace()),
            "image" => Reports.Of(Reports.OfImages()),
            "surface" => Reports.Of(Reports.Surface()),
            _ => Reports.Of(Reports.Volumetric(_phantom) with { Measurements = [first] }, Reports.Volumetric(_phantom, "Lesion 2") with { Measurements = [second] }) with
            {
                DerivedMeasurements = [new Measurement { Name = new CodedConcept("373098007", "SCT", "Mean Value of population"), Value = 15, Unit = Codes.Ucum.CubicMillimeter, InferredFrom = [first, second] }],
            },
        };
    }

    private (MeasurementReport Report, string Path) SaveAndOpen(MeasurementReportMetadata metadata, string name)
    {
        MeasurementReport built = _phantom.Builder(metadata).Build();
        string path = _phantom.PathOf(name + ".dcm");
        built.Save(path);
        MeasurementReport report = MeasurementReport.Open(path);
        Assert.Multiple(() =>
        {
            Assert.That(report.Warnings, Is.Empty);
            Assert.That(report.Metadata, Is.EqualTo(metadata).UsingPropertiesComparer());
            Assert.That(report.Metadata, Is.EqualTo(metadata));
            Assert.That(built.Metadata, Is.EqualTo(metadata));
        });
        return (report, path);
    }

    private static string[] Instances(DataSet report, Tag sequence, string study) =>
    [
        .. report.GetItems(sequence).Single(item => item.GetString(Tags.StudyInstanceUID) == study).GetItems(Tags.ReferencedSeriesSequence)
            .SelectMany(series => series.GetItems(Tags.ReferencedSOPSequence)).Select(instance => instance.GetString(Tags.ReferencedSOPInstanceUID)!),
    ];
}
