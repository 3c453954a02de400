using Dcmqi.Tests.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

public sealed class ReportRoundTripTests
{
    [Test]
    public void BuildSaveOpen_RandomReports_AreEqual()
    {
        using var phantom = new ReportPhantom();
        int rounds = (int)(150 * RoundTripTests.Scale());
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
}
