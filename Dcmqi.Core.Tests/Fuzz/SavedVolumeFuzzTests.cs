using System.Globalization;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Files with bytes and values that lie: written slice by slice they give the same bytes, or the same fault, as made whole; <c>DCMQI_TEST_SCALE</c> multiplies their number.</summary>
public sealed class SavedVolumeFuzzTests
{
    private const int CasesOfEachKind = 150;

    [Test]
    public void SaveVolume_MutatedSegmentation_IsThatOfTheWholeVolume([Values] SegmentationEncoding encoding, [Values(PixelCompression.None, PixelCompression.Rle)] PixelCompression compression)
    {
        VolumeGeometry geometry = Grids.Oblique(5, 3, 4);
        var stream = new MemoryStream();
        new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)) { Options = new() { Encoding = encoding }, Authorship = new() { Uids = new UidGenerator("fuzz") } }
            .AddLabelMap(Labels.Random(geometry, 2, 3)).Build().Save(stream, new() { Compression = compression });
        Run(stream.ToArray(), (int)encoding + (10 * (int)compression), (bytes, folder, what) =>
        {
            using var segmentation = Segmentation.Open(bytes);
            AssertSame(folder, what, path => segmentation.SaveVolume(path).Warnings, () => segmentation.ToLabelMap());
            foreach (VolumeGeometry grid in (VolumeGeometry[])[Grids.Shuffled(geometry, [1, 2, 0], 3), Grids.Oblique(6, 4, 3, 0.4)])
                AssertSame(folder, what, path => segmentation.SaveVolume(path, new() { Geometry = grid }).Warnings, () => segmentation.ToLabelMap(grid));
            int number = segmentation.Segments[^1].Number;
            AssertSame(folder, what, path => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.Mask, SegmentNumbers = [number] }).Warnings, () => segmentation.ToMask(number));
            AssertSame(folder, what, path => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.Fractions, SegmentNumbers = [number] }).Warnings, () => segmentation.ToFractions(number));
        });
    }

    [Test]
    public void SaveVolume_MutatedSlide_IsThatOfTheWholePlane([Values] SegmentationEncoding encoding, [Values] SlideTiling tiling)
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(21, 19, 8, 8) { IsFull = true, HasPixels = false }.Stream()]);
        var stream = new MemoryStream();
        new SlideSegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling }, Authorship = new() { Uids = new UidGenerator("fuzz") } }
            .AddLabelMap(Labels.Random(source.SlideLevels[0].Matrix.Geometry, 2, 3)).Build().Save(stream);
        Run(stream.ToArray(), 100 + (int)encoding + (10 * (int)tiling), (bytes, folder, what) =>
        {
            using var segmentation = Segmentation.Open(bytes);
            AssertSame(folder, what, path => segmentation.SaveVolume(path).Warnings, () => segmentation.ToLabelMap());
            int number = segmentation.Segments[^1].Number;
            AssertSame(folder, what, path => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.Mask, SegmentNumbers = [number] }).Warnings, () => segmentation.ToMask(number));
        });
    }

    [Test]
    public void SaveVolume_MutatedMap_IsThatOfTheWholeVolume([Values] ParametricMapPixelType type)
    {
        VolumeGeometry geometry = Grids.Oblique(5, 3, 4);
        var stream = new MemoryStream();
        new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc) { Options = new() { PixelType = type }, Authorship = new() { Uids = new UidGenerator("fuzz") } }
            .AddVolume(Maps.Float(geometry, 3)).AddVolume(Maps.Float(geometry, 5), Maps.Transfer).Build().Save(stream);
        Run(stream.ToArray(), (int)type, (bytes, folder, what) =>
        {
            using var map = ParametricMap.Open(bytes);
            AssertSame(folder, what, path => map.SaveVolume(path, new() { Values = ParametricMapValues.Stored }).Warnings, () => map.ToStoredVolume());
            AssertSame(folder, what, path => map.SaveVolume(path).Warnings, () => map.StoredType == typeof(double) ? map.ToDoubleVolume() : map.ToVolume());
        });
    }

    private static void Run(byte[] original, int seed, Action<byte[], TemporaryFolder, string> check)
    {
        using var folder = new TemporaryFolder();
        DicomFile parsed = DicomFile.Open(original);
        for (int index = 0; index < TestScale.Cases(CasesOfEachKind); index++)
        {
            var random = new Random((seed * 7919) + (index * 1009));
            byte[] bytes = (index % 3) switch
            {
                0 => SegmentationMutation.Anywhere(random, original),
                1 => SegmentationMutation.InHeader(random, original),
                _ => SegmentationMutation.OfValues(random, parsed),
            };
            try
            {
                check(bytes, folder, string.Create(CultureInfo.InvariantCulture, $"case {index}"));
            }
            catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
            {
                // Not opened: there is nothing to write.
            }
        }
    }

    private static void AssertSame(TemporaryFolder folder, string what, Func<string, IReadOnlyList<string>> save, Func<Volume> make)
    {
        (Exception? expected, Volume? whole) = Tried(make);

        // So large a volume is not made for a test of it.
        if (expected is NotSupportedException || whole is { Geometry.Size.VoxelCount: > 10_000_000 })
            return;
        (Exception? failure, IReadOnlyList<string>? warnings) = Tried(() => save(folder["sliced.nrrd"]));
        Assert.That(failure is null, Is.EqualTo(expected is null), what);
        if (whole is null)
        {
            // Which of several faults is named, overlaps among them, depends on the threads that find them.
            if (expected is not ConversionException && failure is not ConversionException)
                Assert.That((failure!.GetType(), failure.Message), Is.EqualTo((expected!.GetType(), expected.Message)), what);
            Assert.That(folder.FileNames(), Is.Empty, what);
            return;
        }

        VolumeFile.Write(folder["whole.nrrd"], whole);
        Assert.That(File.ReadAllBytes(folder["sliced.nrrd"]).AsSpan().SequenceEqual(File.ReadAllBytes(folder["whole.nrrd"])), Is.True, what);
        Assert.That(warnings, Is.EqualTo(whole.Warnings), what);
        File.Delete(folder["sliced.nrrd"]);
        File.Delete(folder["whole.nrrd"]);
    }

    private static (Exception? Failure, T? Result) Tried<T>(Func<T> work)
        where T : class
    {
        try
        {
            return (null, work());
        }
        catch (Exception failure) when (failure is DcmqiException or NotSupportedException or IOException)
        {
            return (failure, null);
        }
    }
}
