using System.Diagnostics;
using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Segmentations of every encoding and compression with bytes and values that lie; <c>DCMQI_TEST_SCALE</c> multiplies their number.</summary>
public sealed class SegmentationFuzzTests
{
    // All kinds together are more than 30,000 cases.
    private const int CasesOfEachKind = 2000;

    // The bound that docs/encodings.md states, for each thing asked of a file: a label has 16 bits for each bit stored, and a grid
    // at most 1,024 slices for each position that has a frame. The constant is for messages and headers.
    private const long Constant = 1_000_000;
    private const long MostBytesPerByte = 16 * 1024;

    // What does not end; how long it takes depends on the machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static IEnumerable<TestCaseData> Kinds() =>
        from encoding in Enum.GetValues<SegmentationEncoding>()
        from isWide in encoding == SegmentationEncoding.LabelMap ? new[] { false, true } : [false]
        from compression in Enum.GetValues<PixelCompression>()
        where encoding != SegmentationEncoding.Binary || compression != PixelCompression.JpegLs
        select new TestCaseData(encoding, isWide, compression);

    [TestCaseSource(nameof(Kinds))]
    public void Open_MutatedFile_ThrowsOnlyWhatIsDocumented(SegmentationEncoding encoding, bool isWide, PixelCompression compression)
    {
        byte[] original = Make(encoding, isWide, compression);
        DicomFile parsed = DicomFile.Open(original);
        int cases = TestScale.Cases(CasesOfEachKind);
        int refused = 0;
        Parallel.For(0, cases, index =>
        {
            var random = new Random(((int)encoding * 7919) + (isWide ? 31 : 0) + ((int)compression * 101) + (index * 1009));
            byte[] bytes = (index % 4) switch
            {
                0 => SegmentationMutation.Anywhere(random, original),
                1 => SegmentationMutation.InHeader(random, original),
                _ => SegmentationMutation.OfValues(random, parsed),
            };
            string what = string.Create(CultureInfo.InvariantCulture, $"{encoding} {(isWide ? 16 : 8)} {compression} case {index}");
            long started = Stopwatch.GetTimestamp();
            if (!IsRead(bytes, what))
                Interlocked.Increment(ref refused);
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(Patience), what);
        });
        Assert.That(refused, Is.InRange(cases / 10, cases * 99 / 100), "Mutations hit, and not all are fatal.");
    }

    private static byte[] Make(SegmentationEncoding encoding, bool isWide, PixelCompression compression)
    {
        VolumeGeometry geometry = Grids.Oblique(5, 3, 3);
        var builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2))
        {
            Options = new() { Encoding = encoding, LabelMapBitDepth = isWide ? LabelMapBitDepth.Sixteen : LabelMapBitDepth.Smallest },
            Authorship = new() { Uids = new UidGenerator("fuzz"), TimeProvider = new FixedTime() },
        };
        using var stream = new MemoryStream();
        builder.AddLabelMap(Labels.Random(geometry, 2, 3)).Build().Save(stream, new() { Compression = compression });
        return stream.ToArray();
    }

    // Reads all there is to read; whatever else escapes fails the test.
    internal static bool IsRead(byte[] bytes, string what)
    {
        long fileBytes = bytes.Length;
        bool isRead = true;
        Segmentation? segmentation = null;
        Try(() => segmentation = Segmentation.Open(new MemoryStream(bytes)));
        if (segmentation is null)
            return false;
        _ = segmentation.ToString();
        Try(() => segmentation.Metadata.ToJson());
        Try(() => segmentation.ToLabelMap());
        Try(() => segmentation.ToLabelMaps().Take(3).Count());
        Try(() => segmentation.ToLabelMaps(SegmentGrouping.PerSegment).Take(3).Count());
        foreach (Segment segment in segmentation.Segments.Take(3))
        {
            Try(() => segmentation.ToMask(segment.Number));
            Try(() => segmentation.ToFractions(segment.Number));
        }

        if (segmentation.SlideMatrix is { } matrix)
            Try(() => segmentation.ReadRegion(matrix.Columns / 2, matrix.Rows / 2, Math.Min(9, matrix.Columns - (matrix.Columns / 2)), Math.Min(7, matrix.Rows - (matrix.Rows / 2))));
        Try(() => segmentation.GetStatistics());
        Try(() => segmentation.ReadFrame(1, new ushort[segmentation.Rows * segmentation.Columns]));
        Try(() => segmentation.GetFrame(segmentation.FrameCount));
        Try(() => segmentation.Validate());
        Try(() => segmentation.Save(new MemoryStream()));
        Try(() => segmentation.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }).Save(new MemoryStream()));
        return isRead;

        void Try(Action action)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
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

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.That(allocated, Is.LessThan(Constant + (fileBytes * MostBytesPerByte)), what);
        }
    }
}
