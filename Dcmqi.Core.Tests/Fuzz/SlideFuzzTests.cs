using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Segmentations of slides, and slides, with bytes and values that lie; <c>DCMQI_TEST_SCALE</c> multiplies their number.</summary>
public sealed class SlideFuzzTests
{
    private const int Cases = 1150;

    [Test]
    public void Open_MutatedTiles_ThrowsOnlyWhatIsDocumented(
        [Values] SegmentationEncoding encoding, [Values] SlideTiling tiling, [Values(PixelCompression.None, PixelCompression.Rle)] PixelCompression compression)
    {
        var slide = new PhantomSlide(19, 13, 8, 8) { FocalPlanesUm = [0, 2] };
        SourceImages source = SourceImages.Load([slide.Stream()]);
        using var stream = new MemoryStream();
        new SlideSegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling }, Authorship = new() { Uids = new UidGenerator("fuzz") } }
            .AddLabelMap(Labels.Random(source.SlideLevels[0].Matrix.Geometry, 2, 3)).Build().Save(stream, new() { Compression = compression });
        byte[] original = stream.ToArray();
        DicomFile parsed = DicomFile.Open(original);
        int refused = 0;
        int cases = TestScale.Cases(Cases);
        Parallel.For(0, cases, index =>
        {
            var random = new Random((index * 31) + (int)encoding + (7 * (int)tiling) + (17 * (int)compression));
            byte[] bytes = (index % 4) switch
            {
                0 => SegmentationMutation.Anywhere(random, original),
                1 => SegmentationMutation.InHeader(random, original),
                _ => SegmentationMutation.OfValues(random, parsed),
            };
            if (!SegmentationFuzzTests.IsRead(bytes, $"{encoding} {tiling} {compression} case {index}"))
                Interlocked.Increment(ref refused);
        });

        Assert.That(refused, Is.InRange(cases / 10, cases));
    }

    [Test]
    public void OpenMap_MutatedTiles_ThrowsOnlyWhatIsDocumented([Values] SlideTiling tiling, [Values(ParametricMapPixelType.Float, ParametricMapPixelType.UInt16)] ParametricMapPixelType type)
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(19, 13, 8, 8) { FocalPlanesUm = [0, 2] }.Stream()]);
        using var stream = new MemoryStream();
        new SlideParametricMapBuilder(source, Maps.Adc) { Options = new() { PixelType = type }, Tiles = new() { Tiling = tiling }, Authorship = new() { Uids = new UidGenerator("fuzz") } }
            .AddVolume(Maps.Float(source.SlideLevels[0].Matrix.Geometry, 3)).Build().Save(stream);
        byte[] original = stream.ToArray();
        DicomFile parsed = DicomFile.Open(original);
        int refused = 0;
        int cases = TestScale.Cases(Cases);
        Parallel.For(0, cases, index =>
        {
            var random = new Random((index * 37) + (int)tiling + (7 * (int)type));
            byte[] bytes = (index % 4) switch
            {
                0 => SegmentationMutation.Anywhere(random, original),
                1 => SegmentationMutation.InHeader(random, original),
                _ => SegmentationMutation.OfValues(random, parsed),
            };
            try
            {
                using ParametricMap map = ParametricMap.Open((ReadOnlyMemory<byte>)bytes);
                map.Validate();
                if (map.SlideMatrix is { } matrix)
                    map.ReadRegion(matrix.Columns / 2, matrix.Rows / 2, Math.Min(9, matrix.Columns - (matrix.Columns / 2)), 1);
                map.ToVolume();
            }
            catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
            {
                Interlocked.Increment(ref refused);
            }
        });
        Assert.That(refused, Is.InRange(cases / 20, cases));
    }

    [Test]
    public void Load_MutatedSlide_ThrowsOnlyWhatIsDocumented([Values(true, false)] bool isFull)
    {
        byte[] original = new PhantomSlide(19, 13, 8, 8) { IsFull = isFull, FocalPlanesUm = [0, 2], OpticalPaths = ["1", "2"] }.File();
        DicomFile parsed = DicomFile.Open(original);
        int refused = 0;
        int cases = TestScale.Cases(Cases);
        Parallel.For(0, cases, index =>
        {
            var random = new Random(index);
            byte[] bytes = index % 3 == 0 ? SegmentationMutation.InHeader(random, original) : SegmentationMutation.OfValues(random, parsed);
            try
            {
                SourceImages source = SourceImages.Load([new MemoryStream(bytes)]);
                bool isLarge = source.SlideLevels.Count > 0 && (long)source.SlideLevels[0].Matrix.TilesAcross * source.SlideLevels[0].Matrix.TilesDown > 1000;
                if (isLarge)
                    return;
                new SlideSegmentationBuilder(source, Labels.Metadata(1)).AddTiles((_, labels) => labels[0] = 1).Build().Save(new MemoryStream());
            }
            catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
            {
                Interlocked.Increment(ref refused);
                Assert.That(failure.Message, Is.Not.Empty);
            }
            catch (Exception failure)
            {
                throw new AssertionException($"{(isFull ? "full" : "sparse")} case {index}: {failure}");
            }
        });
        Assert.That(refused, Is.InRange(cases / 20, cases * 99 / 100), "Mutations hit, and not all are fatal.");
    }
}
