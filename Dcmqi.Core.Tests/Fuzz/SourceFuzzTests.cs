using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Headers of sources with bytes changed at random: they load or are refused, and nothing else escapes.</summary>
public class SourceFuzzTests
{
    private static readonly int Rounds = TestScale.Cases(4000);

    private static IEnumerable<TestCaseData> Files()
    {
        VolumeGeometry geometry = Grids.Oblique(6, 4, 3);
        PhantomFrame[] frames = [.. from time in new[] { 1, 2 } from slice in Enumerable.Range(0, 3) select new PhantomFrame(geometry, slice) { Time = time, StackId = "1", BValue = time, EchoTimeMs = 3 }];
        yield return new TestCaseData(new PhantomMultiFrame(frames) { IsPerFrame = true }.File()).SetArgDisplayNames("enhanced");
        yield return new TestCaseData(new PhantomMultiFrame(frames) { IsLegacyConverted = true }.File()).SetArgDisplayNames("legacy");
        yield return new TestCaseData(new PhantomMultiFrame(frames) { Modality = "US" }.File()).SetArgDisplayNames("ultrasound");
        yield return new TestCaseData(new PhantomProjection("XA", 6, 4) { Frames = 5 }.File()).SetArgDisplayNames("angiogram");
        yield return new TestCaseData(new PhantomSeries(geometry).File(0)).SetArgDisplayNames("CT");
    }

    [TestCaseSource(nameof(Files))]
    public void Load_ChangedBytes_LoadsOrRefuses(byte[] file)
    {
        var random = new Random(5);
        int read = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] changed = (byte[])file.Clone();
            int changes = random.Next(1, 6);
            for (int change = 0; change < changes; change++)
                changed[random.Next(132, changed.Length)] = (byte)random.Next(256);
            try
            {
                SourceImages source = SourceImages.Load([new MemoryStream(changed)]);
                Use(source);
                read++;
            }
            catch (Exception exception) when (exception is DcmqiException or NotSupportedException or IOException)
            {
                // Refused, as it may be.
            }
            catch (Exception exception)
            {
                Assert.Fail($"Round {round}: {exception}");
            }
        }

        Assert.That(read, Is.GreaterThan(Rounds / 10), "most changes hit values");
    }

    private static void Use(SourceImages source)
    {
        _ = source.ToString();
        foreach (SourceImages volume in source.Volumes)
            _ = volume.Frames.Select(frame => $"{frame} {frame.FrameType} {frame.TimeOffsetSeconds} {frame.TemporalPosition}").ToArray();
        try
        {
            _ = source.Geometry;
        }
        catch (ConversionException)
        {
            // Frames that make no grid may be loaded all the same.
        }

        var label = new Volume<byte>(new VolumeGeometry(new VolumeSize(6, 4, 1), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ));
        label[0, 0, 0] = 1;
        new SegmentationBuilder(source, Labels.Metadata(1)) { Alignment = new() { Matching = SourceMatching.Prefer } }.AddLabelMap(label).Build();
    }
}
