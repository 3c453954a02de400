using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

/// <summary>Reports as documents (JSON) and back.</summary>
public sealed class ReportDocumentRoundTripTests
{
    private const string SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";

    private ReportPhantom _phantom = null!;

    [OneTimeSetUp]
    public void MakePhantom() => _phantom = new ReportPhantom();

    [OneTimeTearDown]
    public void RemovePhantom() => _phantom.Dispose();

    [Test]
    public void RandomReports_AsJson_ComeBackEqual()
    {
        var reports = new RandomReports(new Random(1411), _phantom);
        for (int i = 0; i < 200 * TestScale.Value; i++)
        {
            MeasurementReportMetadata metadata = reports.Next();

            Assert.That(metadata.Validate(), Is.Empty);
            Assert.That(MeasurementReportMetadata.Parse(metadata.ToJson()), Is.EqualTo(WithoutUsualClass(metadata)), metadata.ToJson());
        }
    }

    // What a report says is what its document says, and the document makes the same report.
    [Test]
    public void RandomReports_FromTheirDocuments_SayTheSame()
    {
        var reports = new RandomReports(new Random(1500), _phantom);
        for (int i = 0; i < 25 * TestScale.Value; i++)
        {
            MeasurementReport report = _phantom.Builder(reports.Next()).Build();
            MeasurementReportMetadata document = MeasurementReportMetadata.Parse(report.ToDocument().ToJson());

            MeasurementReport again = new MeasurementReportBuilder(document) { CompositeContextFolder = _phantom.Folder, ImageLibraryFolder = _phantom.Folder }.Build();

            Assert.That(again.Metadata, Is.EqualTo(report.Metadata), report.ToDocument().ToJson());
            Assert.That(again.ImageLibrary, Is.EqualTo(report.ImageLibrary));
        }
    }

    [Test]
    public void ToDocument_WhatAllGroupsShare_IsSaidOfTheDocumentToo()
    {
        MeasurementGroup group = Measurements.Reports.Volumetric(_phantom) with { ActivitySession = "2", TimePoint = new TimePointContext { TimePoint = "3" } };
        MeasurementReportMetadata metadata = new() { Groups = [group, group with { TimePoint = null }] };

        MeasurementReportMetadata document = _phantom.Builder(metadata).Build().ToDocument();

        Assert.That(document.ActivitySession, Is.EqualTo("2"));
        Assert.That(document.TimePoint, Is.Null);
        Assert.That(document.Groups.Select(one => (one.ActivitySession, one.TimePoint?.TimePoint)), Is.EqualTo(new (string?, string?)[] { ("2", "3"), ("2", null) }));
        Assert.That(document.ImageLibrary, Is.EqualTo(_phantom.ImagePaths.Select(ReportPhantom.UidOf)));
        Assert.That(document.CompositeContext, Does.Contain(_phantom.SegmentationUid));
    }

    [TestCase("Doe^Jane", null, true)]
    [TestCase("Doe^Jane", "Elsewhere", false)]
    [TestCase("Roe^Richard", null, false)]
    public void ToDocument_VerifierWhoIsTheObserver_IsLeftOut(string name, string? organization, bool isLeftOut)
    {
        MeasurementReportMetadata metadata = new()
        {
            Observers = [new PersonObserver { Name = "Doe^Jane", Organization = organization is null ? null : "Here" }],
            CompletionFlag = CompletionFlag.Complete,
            VerificationFlag = VerificationFlag.Verified,
            VerifyingObservers = [new VerifyingObserver { Name = name, Organization = organization ?? "Here" }],
            Groups = [Measurements.Reports.Volumetric(_phantom)],
        };

        MeasurementReport report = _phantom.Builder(metadata).Build();

        Assert.That(report.Metadata.VerifyingObservers, Has.Count.EqualTo(1));
        Assert.That(report.ToDocument().VerifyingObservers, Has.Count.EqualTo(isLeftOut ? 0 : 1));
    }

    // dcmqi's keys for one segmentation take its class for the usual one; it is found among the files.
    private static MeasurementReportMetadata WithoutUsualClass(MeasurementReportMetadata metadata) => metadata with
    {
        Groups =
        [
            .. metadata.Groups.Select(group => group.ReferencedSegments is [{ FrameNumbers.Count: 0, SopClassUid: SegmentationStorage } single]
                ? group with { ReferencedSegments = [single with { SopClassUid = null }] } : group),
        ],
    };
}
