using Dcmqi.Tests.Measurements;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

public sealed class ReportFuzzTests
{
    [Test]
    public void Open_MutatedReport_ThrowsOnlyWhatIsDocumented()
    {
        using var phantom = new ReportPhantom();
        using var stream = new MemoryStream();
        phantom.Builder(Reports.Full(Reports.FullVolumetric(phantom), Reports.Planar(), Reports.Surface(), Reports.OfImages())).Build().Save(stream);
        byte[] original = stream.ToArray();
        var random = new Random(4711);
        int refused = 0;
        int rounds = TestScale.Cases(10_000);
        for (int round = 0; round < rounds; round++)
        {
            if (!Read(Mutate(random, original), round))
                refused++;
        }

        Assert.That(refused, Is.InRange(rounds / 50, rounds - (rounds / 20)), "Mutations hit, and not all are fatal.");
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        byte[] bytes = random.Next(20) == 0 ? original[..random.Next(original.Length)] : [.. original];
        for (int i = random.Next(1, 10); i > 0 && bytes.Length > 400; i--)
        {
            int at = random.Next(400, bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = 0xFF;
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    // A piece of the document in another place: tags, values and items where they do not belong.
                    int from = random.Next(400, bytes.Length), length = Math.Min(random.Next(2, 40), bytes.Length - Math.Max(at, from));
                    bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }

    private static void AssertTableReadsBack(MeasurementReport report)
    {
        MeasurementTable table = MeasurementTable.FromReport(report);
        string csv = table.ToCsv();
        try
        {
            Assert.That(MeasurementTable.Parse(csv).Rows, Is.EqualTo(table.Rows));
        }
        catch (MetadataException refused)
        {
            Assert.Fail($"{refused.Message}\n{csv}");
        }
    }

    private static bool Read(byte[] bytes, int round)
    {
        try
        {
            MeasurementReport report = MeasurementReport.Open(new MemoryStream(bytes));
            Assert.That(report.ToText(), Is.Not.Empty);
            Assert.That(report.ToHtml(), Does.EndWith("</html>\n"));
            Assert.That(report.Metadata.ToString(), Is.Not.Empty);
            AssertTableReadsBack(report);
            _ = report.Validate();
            return true;
        }
        catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
        {
            return false;
        }
        catch (Exception failure)
        {
            throw new AssertionException($"round {round}: {failure}");
        }
    }
}
