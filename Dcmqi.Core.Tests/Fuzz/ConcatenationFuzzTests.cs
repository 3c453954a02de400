using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Parts of concatenations that lie, are missing, or do not belong together; <c>DCMQI_TEST_SCALE</c> multiplies their number.</summary>
public sealed class ConcatenationFuzzTests
{
    private const int Cases = 6700;

    [Test]
    public void Open_MutatedParts_ThrowsOnlyWhatIsDocumented([Values] SegmentationEncoding encoding)
    {
        byte[][] parts = Make(encoding);
        DicomFile[] parsed = Array.ConvertAll(parts, part => DicomFile.Open(part));
        int joined = 0;
        int cases = TestScale.Cases(Cases);
        Parallel.For(0, cases, index =>
        {
            var random = new Random(index + (100_003 * (int)encoding));
            byte[][] bytes = [.. parts];
            int at = random.Next(parts.Length);
            bytes[at] = random.Next(3) == 0 ? SegmentationMutation.InHeader(random, parts[at]) : SegmentationMutation.OfValues(random, parsed[at]);
            random.Shuffle(bytes);
            try
            {
                var segmentation = Segmentation.Open(bytes.Skip(random.Next(8) == 0 ? 1 : 0).Select(one => new MemoryStream(one)));
                Interlocked.Increment(ref joined);
                segmentation.ToLabelMaps().Take(3).Count();
                segmentation.GetStatistics();
                segmentation.Validate();

                // The parts are what is read here; what is made of them is tried on some.
                if (index % 8 > 0)
                    return;
                segmentation.Save(new MemoryStream());
                segmentation.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }).Save(new MemoryStream(), new() { Compression = PixelCompression.Rle });
            }
            catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
            {
                Assert.That(failure.Message, Is.Not.Empty);
            }
            catch (Exception failure)
            {
                throw new AssertionException($"{encoding} case {index}: {failure}");
            }
        });
        Assert.That(joined, Is.InRange(cases / 20, cases * 19 / 20), "Mutations hit, and not all are fatal.");
    }

    private static byte[][] Make(SegmentationEncoding encoding)
    {
        VolumeGeometry geometry = Grids.Oblique(5, 3, 4);
        Segmentation whole = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)) { Options = new() { Encoding = encoding }, Authorship = new() { Uids = new UidGenerator("fuzz") } }
            .AddLabelMap(Labels.Random(geometry, 2, 3)).Build();
        using var folder = new TemporaryFolder();
        Concatenation concatenation = Concatenation.ByFrames((whole.FrameCount + 2) / 3) with { Uids = new UidGenerator("parts") };
        return [.. whole.SaveConcatenation(folder["part.dcm"], concatenation).Select(File.ReadAllBytes)];
    }
}
