using Dcmqi.Tests.Measurements;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Reports read by pydicom, and reports that pydicom wrote.</summary>
public sealed class ReportInteropTests
{
    [Test]
    public void Build_Report_IsReadByPydicom()
    {
        using var phantom = new ReportPhantom();
        Measurement first = Reports.Volume(1.0 / 3), second = Reports.Volume(double.NaN) with { InferredFrom = [first] };
        MeasurementReportMetadata metadata = Reports.Of(
            Reports.Volumetric(phantom, "Größe") with { Measurements = [first, second] }, Reports.Planar(), Reports.PlanarFrame(phantom), Reports.Surface());
        string path = phantom.PathOf("pydicom.dcm");
        phantom.Builder(metadata).Build().Save(path);
        string[] lines = Run("check_report.py", path).Split('\n', StringSplitOptions.TrimEntries);
        Assert.That(
            lines,
            Is.SupersetOf(new[]
            {
                "patient Müller^Jörg",
                "1 - CONTAINER (126000, DCM, Imaging Measurement Report)",
                "1.6.1.1 HAS OBS CONTEXT TEXT (112039, DCM, Tracking Identifier) Größe",
                $"1.6.1.4 CONTAINS IMAGE (121191, DCM, Referenced Segment) {phantom.SegmentationUid} ReferencedSegmentNumber 1",
                "1.6.1.7 CONTAINS NUM (118565006, SCT, Volume) 0.3333333333333333 mm3",
                "1.6.1.8 CONTAINS NUM (118565006, SCT, Volume) none (114000, DCM, Not a number)",
                "1.6.1.8.2 INFERRED FROM -> 1.6.1.7",
                "1.6.2.3 CONTAINS SCOORD (111030, DCM, Image Region) POLYLINE [1.5, 2.0, 4.0, 2.25]",
                "1.6.2.3.1 SELECTED FROM IMAGE - 2.25.20001",
                $"1.6.3.3 CONTAINS IMAGE (121214, DCM, Referenced Segmentation Frame) {phantom.SegmentationUid} ReferencedFrameNumber 2",
                "1.6.4.3 CONTAINS SCOORD3D (121231, DCM, Volume Surface) ELLIPSOID [-3.0, 0.0, 0.0, 3.0, 0.0, 0.0, 0.0, -2.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 1.0]",
            }));
    }

    [Test]
    public void Open_ReportOfPydicom_IsRead()
    {
        using var folder = new TemporaryFolder();
        Run("make_foreign_report.py", folder["foreign.dcm"]);
        MeasurementReport report = MeasurementReport.Open(folder["foreign.dcm"]);
        MeasurementGroup group = report.Groups.Single();
        Assert.Multiple(() =>
        {
            Assert.That(report.Metadata.Observers, Is.EqualTo(new[] { new PersonObserver { Name = "Bär^Ute" } }));
            Assert.That(group.Kind, Is.EqualTo(MeasurementGroupKind.Planar));
            Assert.That(group.TrackingIdentifier, Is.EqualTo("Größe"));
            Assert.That(group.TrackingUid, Is.EqualTo("1.2.3.4"));
            Assert.That(group.ImageRegions.Single().GraphicType, Is.EqualTo(GraphicType.Ellipse));
            Assert.That(group.ImageRegions.Single().Image.SopInstanceUid, Is.EqualTo("1.2.3.5"));
            Assert.That(group.Measurements.Single().ToString(), Is.EqualTo("Length = 12.5 mm"));
            Assert.That(report.Metadata.QualitativeEvaluations.Single().Code?.Meaning, Is.EqualTo("Stable"));
            Assert.That(report.Warnings, Has.Exactly(1).Contains("Comment").And.Exactly(1).Items);
            Assert.That(report.ToText(), Does.Contain("schön"));
        });
    }

    private static string Run(string script, string path)
    {
        (int exitCode, string output) = ExternalProgram.Python("pydicom").Run(Repository.Of("Dcmqi.Core.Tests/Interop/" + script), path);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }
}
