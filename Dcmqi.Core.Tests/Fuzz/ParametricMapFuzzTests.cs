using System.Diagnostics;
using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Parametric maps of every pixel type and compression with bytes and values that lie; <c>DCMQI_TEST_SCALE</c> multiplies their number.</summary>
public sealed class ParametricMapFuzzTests
{
    private const int CasesOfEachKind = 1450;

    // The bound that is stated in docs/: real numbers have 64 bits for each 8 of a file, deflate and RLE give up to a thousand bytes for one, and grids may have gaps.
    private const long Constant = 4_000_000;
    private const long MostBytesPerByte = 40_000;

    // What does not end; how long it takes depends on the machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static IEnumerable<TestCaseData> Kinds() =>
        from type in Enum.GetValues<ParametricMapPixelType>()
        from compression in Enum.GetValues<PixelCompression>()
        where type is ParametricMapPixelType.UInt16 or ParametricMapPixelType.UInt8 || compression is PixelCompression.None or PixelCompression.Deflated
        select new TestCaseData(type, compression);

    [TestCaseSource(nameof(Kinds))]
    public void Open_MutatedFile_ThrowsOnlyWhatIsDocumented(ParametricMapPixelType type, PixelCompression compression)
    {
        byte[] original = Make(type, compression);
        DicomFile parsed = DicomFile.Open(original);
        int cases = TestScale.Cases(CasesOfEachKind);
        int refused = 0;
        Parallel.For(0, cases, index =>
        {
            var random = new Random(((int)type * 7919) + ((int)compression * 101) + (index * 1009));
            byte[] bytes = (index % 4) switch
            {
                0 => SegmentationMutation.Anywhere(random, original),
                1 => SegmentationMutation.InHeader(random, original),
                _ => SegmentationMutation.OfValues(random, parsed),
            };
            string what = string.Create(CultureInfo.InvariantCulture, $"{type} {compression} case {index}");
            long started = Stopwatch.GetTimestamp();
            long before = GC.GetAllocatedBytesForCurrentThread();
            if (!IsRead(bytes, what))
                Interlocked.Increment(ref refused);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.That(allocated, Is.LessThan(Constant + (bytes.Length * MostBytesPerByte)), what);
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Patience), what);
        });
        Assert.That(refused, Is.InRange(cases / 10, cases * 99 / 100), "Mutations hit, and not all are fatal.");
    }

    // Two quantities, one of them twice, so that volumes are split.
    private static byte[] Make(ParametricMapPixelType type, PixelCompression compression)
    {
        VolumeGeometry geometry = Grids.Oblique(5, 3, 3);
        var builder = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = type }, Authorship = new() { Uids = new UidGenerator("fuzz"), TimeProvider = new FixedTime() } };
        float[] times = [.. Maps.Values(geometry, 1).Concat(Maps.Values(geometry, 2)).Select(value => (float)value)];
        builder.AddVolume(new Volume<float>(geometry, times, VolumeComponentAxis.Time, 2)).AddVolume(Maps.Float(geometry, 3), Maps.Transfer);
        using var stream = new MemoryStream();
        builder.Build().Save(stream, new() { Compression = compression });
        return stream.ToArray();
    }

    // Reads all there is to read; whatever else escapes fails the test.
    private static bool IsRead(byte[] bytes, string what)
    {
        bool isRead = true;
        ParametricMap? map = null;
        Try(() => map = ParametricMap.Open(new MemoryStream(bytes)));
        if (map is null)
            return false;
        _ = map.ToString();
        Try(() => map.Metadata.ToJson());
        Try(() => map.ToVolume());
        Try(() => map.ToDoubleVolume());
        Try(() => map.ToStoredVolume());
        for (int index = 0; index < Math.Min(3, map.Volumes.Count); index++)
        {
            Try(() => map.ToVolume(new ParametricMapReadOptions { VolumeIndex = index }));
            Try(() => map.GetMetadata(index, ParametricMapValues.Stored).Validate());
        }

        Try(() => map.ReadFrame(1, new double[map.Rows * map.Columns]));
        Try(() => map.GetFrame(map.FrameCount));
        Try(() => map.Validate());
        Try(() => map.Save(new MemoryStream()));
        return isRead;

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
            {
                isRead = false;
                Assert.That(failure.Message, Is.Not.Empty, what);
            }
            catch (Exception failure)
            {
                throw new AssertionException($"{what}: {failure}");
            }
        }
    }
}
