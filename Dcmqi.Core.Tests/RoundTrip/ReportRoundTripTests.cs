using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

public sealed class ReportRoundTripTests
{
    [Test]
    public void BuildSaveOpen_RandomReports_AreEqual()
    {
        using var phantom = new ReportPhantom();
        int rounds = TestScale.Cases(80);
        for (int round = 0; round < rounds; round++)
        {
            MeasurementReportMetadata metadata = new RandomReports(new Random(7000 + round), phantom).Next();
            using var stream = new MemoryStream();
            phantom.Builder(metadata, $"round {round}").Build().Save(stream);
            stream.Position = 0;
            MeasurementReport report = MeasurementReport.Open(stream);
            Assert.That(report.Metadata, Is.EqualTo(metadata).UsingPropertiesComparer(), $"round {round}");
            Assert.That(report.Metadata, Is.EqualTo(metadata), $"round {round}");
            Assert.That(report.Warnings, Is.Empty, $"round {round}");
            Assert.That(report.Validate(), Is.Empty, $"round {round}");
        }
    }

    [Test]
    public void ToJsonParse_RandomReports_AreEqual()
    {
        using var phantom = new ReportPhantom();
        int rounds = TestScale.Cases(80);
        for (int round = 0; round < rounds; round++)
        {
            // dcmqi's keys leave out the SOP class of a segmentation that is no label map.
            MeasurementReportMetadata random = new RandomReports(new Random(9000 + round), phantom).Next();
            MeasurementReportMetadata metadata = random with
            {
                Groups = [.. random.Groups.Select(group => group with { ReferencedSegments = [.. group.ReferencedSegments.Select(segment => segment with { SopClassUid = null })] })],
            };
            Assert.That(MeasurementReportMetadata.Parse(metadata.ToJson()), Is.EqualTo(metadata).UsingPropertiesComparer(), $"round {round}");
        }
    }

    [Test]
    public void BuildOpen_RadiomicsOfAWholeBody_TakesSeconds()
    {
        // 104 organs with 100 features each: a careless search among so many items takes minutes.
        using var phantom = new ReportPhantom();
        MeasurementGroup[] groups = [.. Enumerable.Range(0, 104).Select(organ => Measurements.Reports.Volumetric(phantom, $"Organ {organ}") with
        {
            TrackingUid = $"2.25.{5000 + organ}",
            Measurements = [.. Enumerable.Range(0, 100).Select(feature => new Measurement { Name = new CodedConcept($"F{feature}", "99TEST", $"Feature {feature}"), Value = organ + (feature / 7.0), Unit = Codes.Ucum.NoUnits })],
        })];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        MeasurementReport report = phantom.Builder(Measurements.Reports.Of(groups)).Build();
        using var stream = new MemoryStream();
        report.Save(stream);
        stream.Position = 0;
        Assert.That(MeasurementReport.Open(stream).Groups.Sum(group => group.Measurements.Count), Is.EqualTo(10_400));
        TestContext.Out.WriteLine($"{watch.ElapsedMilliseconds} ms, {stream.Length} bytes");
    }
}
