using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Measurements;

public sealed class MeasurementReportFaultTests
{
    private ReportPhantom _phantom = null!;

    [OneTimeSetUp]
    public void Make() => _phantom = new ReportPhantom();

    [OneTimeTearDown]
    public void Remove() => _phantom.Dispose();

    [Test]
    public void Build_ManyFaults_ListsAllAtOnce()
    {
        MeasurementGroup segment = Reports.Volumetric(_phantom, "A");
        MeasurementReportMetadata metadata = Reports.Of(
            segment with { ReferencedSegments = [segment.ReferencedSegments[0] with { SegmentNumbers = [9] }] },
            segment with { TrackingIdentifier = "B", ReferencedSegments = [] },
            segment with { TrackingIdentifier = "C", SourceSeriesUid = null },
            segment with { TrackingIdentifier = null },
            segment with { TrackingIdentifier = "F", RealWorldValueMapUid = _phantom.SegmentationUid },
            Reports.OfImages("G") with { SourceImages = [] },
            Reports.Planar("H") with { ImageRegions = [] },
            Reports.Volumetric(_phantom, "I") with { Measurements = [Reports.Volume(1) with { InferredFrom = [Reports.Volume(99)] }] }) with
        {
            ImageLibrary = ["missing.dcm"],
        };
        ConversionException exception = Assert.Throws<ConversionException>(() => Build(metadata, _phantom.Folder))!;
        string[] expected =
        [
            "'missing.dcm' is not in", "'A' refers to segment 9 of seg.dcm, which has segments 1, 2", "'B' is volumetric and has no region", "'C' has no source",
            "Group 4 has no tracking identifier", "'F' names seg.dcm as its real world value map", "'G' is of images, but has no source image",
            "'H' is planar and has 0 regions", "'I', Volume is inferred from Volume, which is not in the report",
        ];
        Assert.That(exception.Faults, Has.Count.EqualTo(expected.Length), exception.Message);
        foreach (string part in expected)
            Assert.That(exception.Faults, Has.Some.Contains(part));
    }

    [Test]
    public void Build_WithoutContext_IsRefused()
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom));
        ConversionException exception = Assert.Throws<ConversionException>(() => new MeasurementReportBuilder(metadata).Build())!;
        Assert.That(exception.Message, Does.Contain("Patient and study of the report are not known"));
    }

    [Test]
    public void Build_CompositeContext_StandsForFiles()
    {
        var context = new CompositeContext { StudyInstanceUid = "2.25.1000", PatientId = "P 7", PatientName = "Doe^Jane", PatientBirthDate = "19700102", StudyDate = "20260102", StudyTime = "030405" };
        MeasurementReport report = new MeasurementReportBuilder(SourceImages.None(context), Reports.Of(Reports.Volumetric(_phantom))).Build();
        Assert.Multiple(() =>
        {
            Assert.That(report.Warnings, Has.Some.Contains("is referred to, but is not among the files given"));
            Assert.That(report.ToText(), Does.Contain("Doe^Jane (P 7)"));
            Assert.That(report.Validate().Where(finding => finding.Severity == ValidationSeverity.Error), Is.Empty);
        });
    }

    [Test]
    public void Build_ReferenceNotGiven_IsTold()
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom) with { RealWorldValueMapUid = "2.25.5555" });
        Assert.That(_phantom.Builder(metadata).Build().Warnings, Has.Exactly(1).Contains("2.25.5555 is referred to, but is not among the files given"));
    }

    [Test]
    public void Build_SourceImageKnownFromSegmentation_HasItsSeriesInTheEvidence()
    {
        // The segmentation refers to the images, so class and series of an image are known without its file.
        MeasurementGroup group = Reports.Volumetric(_phantom) with { SourceSeriesUid = null, SourceImages = [new ImageReference { SopInstanceUid = "2.25.20001" }] };
        MeasurementReport report = new MeasurementReportBuilder(Reports.Of(group)).AddCompositeContext(_phantom.SegmentationPath).Build();
        Assert.Multiple(() =>
        {
            Assert.That(report.Groups[0].SourceImages[0].SopClassUid, Is.EqualTo("1.2.840.10008.5.1.4.1.1.2"));
            Assert.That(report.Warnings, Has.Exactly(1).Contains("its series is known from one of them"));
            Assert.That(report.Validate(), Is.Empty);
        });
    }

    [TestCase("PARTIAL", "person", "not to be complete")]
    [TestCase("COMPLETE", "device", "no person is named")]
    public void Build_CannotBeVerified_IsUnverifiedAndTold(string completion, string observer, string warning)
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom)) with
        {
            VerificationFlag = VerificationFlag.Verified,
            CompletionFlag = completion == "COMPLETE" ? CompletionFlag.Complete : CompletionFlag.Partial,
            Observers = [observer == "person" ? new PersonObserver { Name = "A^B" } : new DeviceObserver { Uid = "1.2.3" }],
        };
        MeasurementReport report = _phantom.Builder(metadata).Build();
        Assert.That(report.Metadata.VerificationFlag, Is.EqualTo(VerificationFlag.Unverified));
        Assert.That(report.Warnings, Has.Exactly(1).Contains(warning));
    }

    [Test]
    public void Build_VerifiedByObserver_NamesHim()
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom)) with { VerificationFlag = VerificationFlag.Verified, CompletionFlag = CompletionFlag.Complete };
        MeasurementReport report = _phantom.Builder(metadata).Build();
        Assert.That(report.Metadata.VerifyingObservers.Single().Name, Is.EqualTo("Reader^One"));
        Assert.That(report.Validate(), Is.Empty);
    }

    [TestCase("1.2.840.10008.5.1.4.1.1.88.22", false)]
    [TestCase("1.2.840.10008.5.1.4.1.1.88.34", true)]
    [TestCase("1.2.840.10008.5.1.4.1.1.88.11", false)]
    public void Build_SopClassGiven_MustHoldTheContent(string sopClass, bool isPossible)
    {
        var builder = new MeasurementReportBuilder(Reports.Of(Reports.Surface())) { SopClassUid = sopClass };
        builder.AddCompositeContext(_phantom.SegmentationPath).AddImages(_phantom.Source);
        if (isPossible)
            Assert.That(builder.Build().SopClassUid, Is.EqualTo(sopClass));
        else
            Assert.Throws<ConversionException>(() => builder.Build());
    }

    [Test]
    public void Build_TextThatDicomCannotHold_IsRefused()
    {
        MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom) with { Finding = new CodedConcept("1", "99TEST", new string('x', 65)) });
        Assert.That(() => _phantom.Builder(metadata).Build(), Throws.TypeOf<MetadataException>().With.Message.Contains("/Measurements/0/Finding/CodeMeaning"));
    }

    [Test]
    public void Build_NothingToReport_IsRefused() =>
        Assert.That(() => _phantom.Builder(new MeasurementReportMetadata()).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("no group"));

    [Test]
    public void Build_FileNamedOutsideOfItsFolders_IsRefusedUnlessAllowed()
    {
        using var elsewhere = new TemporaryFolder();
        File.Copy(_phantom.ImagePaths[0], elsewhere["secret.dcm"]);
        string inFolder = Path.GetFileName(_phantom.ImagePaths[1]), outside = Path.GetRelativePath(_phantom.Folder, elsewhere["secret.dcm"]);
        foreach (string name in (string[])[outside, elsewhere["secret.dcm"], Path.Combine("..", Path.GetFileName(_phantom.Folder) + "x", "secret.dcm")])
        {
            MeasurementReportMetadata metadata = Reports.Of(Reports.Volumetric(_phantom)) with { ImageLibrary = [inFolder, name] };
            Assert.That(
                () => new MeasurementReportBuilder(metadata) { ImageLibraryFolder = _phantom.Folder, CompositeContextFolder = _phantom.Folder }.AddCompositeContext(_phantom.SegmentationPath).Build(),
                Throws.TypeOf<ConversionException>().With.Message.Contains($"'{name}' lies outside").And.Message.Contains("NamedFiles").And.Message.Not.Contains(inFolder));
        }

        MeasurementReportMetadata named = Reports.Of(Reports.Volumetric(_phantom)) with { ImageLibrary = [inFolder, outside] };
        foreach ((DataFileAccess access, string? context) in ((DataFileAccess, string?)[])[(DataFileAccess.Anywhere, null), (DataFileAccess.OwnFolderAndBelow, elsewhere.Root)])
        {
            MeasurementReport report = new MeasurementReportBuilder(named) { ImageLibraryFolder = _phantom.Folder, CompositeContextFolder = context, NamedFiles = access }.AddCompositeContext(_phantom.SegmentationPath).Build();
            Assert.That(report.ImageLibrary, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void Build_ImageOfAnEarlierStudy_IsInTheImageLibraryOnceReferredTo()
    {
        using var folder = new TemporaryFolder();
        DataSet earlier = DicomFile.Open(_phantom.ImagePaths[0]).DataSet;
        string[] uids = ["2.25.77001", "2.25.77002", "2.25.77003"];
        earlier.Set(Tags.StudyInstanceUID, uids[0]);
        earlier.Set(Tags.SeriesInstanceUID, uids[1]);
        earlier.Set(Tags.SOPInstanceUID, uids[2]);
        DicomWriter.Write(folder["earlier.dcm"], earlier, TransferSyntax.ExplicitVRLittleEndian);

        MeasurementGroup ofImages = Reports.OfImages() with { SourceImages = [new ImageReference { SopInstanceUid = uids[2] }] };
        MeasurementReport report = _phantom.Builder(Reports.Of(ofImages)).AddCompositeContext(folder["earlier.dcm"]).Build();
        Assert.That(report.ImageLibrary.Select(image => image.SopInstanceUid), Does.Contain(uids[2]));
        Assert.That(report.DataSet.GetItems(Tags.PertinentOtherEvidenceSequence).Single().GetString(Tags.StudyInstanceUID), Is.EqualTo(uids[0]));
        Assert.That(report.Validate(), Is.Empty);
        report.Save(folder["report.dcm"]);
        ReportJudges.AssertSound(folder["report.dcm"]);

        MeasurementReport other = _phantom.Builder(Reports.Of(Reports.Volumetric(_phantom))).AddCompositeContext(folder["earlier.dcm"]).Build();
        Assert.That(other.ImageLibrary.Select(image => image.SopInstanceUid), Does.Not.Contain(uids[2]));
    }

    private static void Build(MeasurementReportMetadata metadata, string folder)
    {
        var builder = new MeasurementReportBuilder(metadata) { ImageLibraryFolder = folder };
        foreach (string name in (string[])["seg.dcm", "labelmap.dcm", "rwvm.dcm"])
            builder.AddCompositeContext(Path.Combine(folder, name));
        foreach (string name in (string[])["01.dcm", "02.dcm"])
            builder.AddImage(Path.Combine(folder, name));
        builder.Build();
    }
}
