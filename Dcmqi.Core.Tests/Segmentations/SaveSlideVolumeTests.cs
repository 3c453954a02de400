using System.IO.Compression;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Planes of slides that are written row of tiles by row of tiles are those that were given, and those that are read into memory.</summary>
[NonParallelizable]
public class SaveSlideVolumeTests
{
    private const int Columns = 1211;
    private const int Rows = 593;

    private static readonly PhantomSlide Slide = new(Columns, Rows, 64, 64) { HasPixels = false, IsFull = true, FocalPlanesUm = [0, 2.5], SpacingMm = (0.00025, 0.0005) };
    private static readonly PhantomSlide Small = new(403, 198, 64, 64) { HasPixels = false, IsFull = true, Instance = 1, SpacingMm = (0.00075, 0.0015) };

    private static readonly SourceImages Source = SourceImages.Load([Slide.Stream(), Small.Stream()]);

    private TemporaryFolder _folder = null!;

    private static IEnumerable<SlideRegion> Regions() =>
    [
        new() { Column = 100, Row = 77, Columns = 701, Rows = 401 },
        new() { Column = 1210, Row = 592, FocalPlane = 1 },
        new() { Reduction = 3, FocalPlane = 1 },
        new() { Column = 5, Row = 2, Columns = 1100, Rows = 500, Reduction = 70 },
        new() { Level = Source.SlideLevels[1].Matrix },
        new() { Level = SourceImages.Load([new PhantomSlide(2422, 1186, 64, 64) { HasPixels = false, IsFull = true, SpacingMm = (0.000125, 0.00025) }.Stream()]).SlideLevels[0].Matrix, Row = 31 },
    ];

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(64, 64)]
    [TestCase(50, 37)]
    [TestCase(1300, 20)]
    [TestCase(300, 700)]
    public void SaveVolume_Plane_IsThatWhichWasGiven(int tileColumns, int tileRows)
    {
        Volume<ushort> given = Plane();
        foreach (SegmentationEncoding encoding in Enum.GetValues<SegmentationEncoding>())
        {
            foreach (SlideTiling tiling in (SlideTiling[])[SlideTiling.Sparse, SlideTiling.Full])
            {
                using Segmentation segmentation = Built(given, encoding, tiling, new TileSize(tileColumns, tileRows));
                Assert.That(((Volume<ushort>)VolumeFile.Read(segmentation.SaveVolume(_folder["v.nrrd"]).Path)).Voxels.SequenceEqual(given.Voxels), $"{encoding} {tiling}");
                AssertSame(".nrrd", path => segmentation.SaveVolume(path), segmentation.ToLabelMap());
                AssertSame(".nrrd", path => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.Mask, SegmentNumbers = [2] }), segmentation.ToMask(2));
                AssertSame(".nrrd", path => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.Fractions, SegmentNumbers = [3] }), segmentation.ToFractions(3));
            }
        }
    }

    [Test]
    public void SaveVolume_AllFormats_GivesTheFileOfTheWholePlane([Values(".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".img.gz")] string extension)
    {
        using Segmentation segmentation = Built(Plane(), SegmentationEncoding.LabelMap, SlideTiling.Sparse, null);
        AssertSame(extension, path => segmentation.SaveVolume(path), segmentation.ToLabelMap());
        if (extension is not (".nrrd" or ".mha"))
            return;
        VolumeWriteOptions writing = new() { Compression = CompressionLevel.NoCompression, ByteOrder = VolumeByteOrder.BigEndian, MaxDegreeOfParallelism = 3 };
        AssertSame(extension, path => segmentation.SaveVolume(path, new() { Writing = writing }), segmentation.ToLabelMap(), writing);
    }

    [TestCaseSource(nameof(Regions))]
    public void SaveVolume_Region_GivesTheFileOfTheRegion(SlideRegion region)
    {
        using Segmentation labels = Built(Plane(), SegmentationEncoding.Binary, SlideTiling.Sparse, new TileSize(50, 37)), fractions = Built(Plane(), SegmentationEncoding.Fractional, SlideTiling.Full, null);
        foreach (CompressionLevel level in (CompressionLevel[])[CompressionLevel.NoCompression, CompressionLevel.Fastest])
        {
            VolumeWriteOptions writing = new() { Compression = level };
            AssertSame(".nrrd", path => labels.SaveVolume(path, new() { Region = region, Writing = writing }), labels.ReadRegion(region), writing);
            AssertSame(".mha", path => labels.SaveVolume(path, new() { Region = region, Writing = writing, SegmentNumbers = [1, 3] }), labels.ReadRegion(region, [1, 3]), writing);
            AssertSame(".nrrd", path => fractions.SaveVolume(path, new() { Region = region, Writing = writing, Voxels = SegmentVoxels.Fractions, SegmentNumbers = [2] }), fractions.ReadFractions(region, 2), writing);
        }
    }

    [Test]
    public void SaveVolume_StoredFractions_AreThoseOfTheTiles()
    {
        using Segmentation segmentation = new SlideSegmentationBuilder(Source, Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional } }
            .AddFractionTiles((tile, fractions) => fractions[..tile.UsedColumns].Fill(((tile.TileColumn + tile.TileRow) % 11) / 10.0f)).Build();
        SavedVolume saved = segmentation.SaveVolume(_folder["v.nrrd"], new() { Voxels = SegmentVoxels.StoredFractions, SegmentNumbers = [1] });
        float[] expected = segmentation.ToFractions(1).Voxels.ToArray();
        Assert.That(expected.Max(), Is.EqualTo(1f));
        Assert.That(((Volume<byte>)VolumeFile.Read(saved.Path)).Voxels.ToArray().Select(stored => stored / (float)segmentation.MaximumFractionalValue!).SequenceEqual(expected));
    }

    // Tiles that do not lie on one grid are read for each row of tiles that they reach into.
    [Test]
    public void SaveVolume_TilesAskew_GivesTheFileOfTheWholePlane([Values] SegmentationEncoding encoding)
    {
        using Segmentation made = Built(Plane(), encoding, SlideTiling.Sparse, new TileSize(50, 37));
        made.DataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. made.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence).Select((group, index) =>
        {
            DataSet copy = group.Clone(), place = copy.GetItem(Tags.PlanePositionSlideSequence)!;
            place.Set(Tags.RowPositionInTotalImagePixelMatrix, place.GetInt32(Tags.RowPositionInTotalImagePixelMatrix)!.Value + (index % 2 * 11));
            return copy;
        })]);
        var stream = new MemoryStream();
        made.Save(stream);
        using Segmentation askew = Segmentation.Open(stream.ToArray());
        AssertSame("0.nrrd", path => askew.SaveVolumes(_ => path, SegmentGrouping.PerSegment, new() { SegmentNumbers = [2] })[0], askew.ToLabelMaps(SegmentGrouping.PerSegment).ElementAt(1));
        AssertSame(".nrrd", path => askew.SaveVolume(path, new() { Voxels = SegmentVoxels.Fractions, SegmentNumbers = [3] }), askew.ToFractions(3));
    }

    [Test]
    public void SaveVolumes_Overlapping_GivesTheFilesOfTheGroups()
    {
        Volume<ushort> second = Labels.Random(Plane().Geometry, 2, 8);
        using Segmentation segmentation = new SlideSegmentationBuilder(Source, Labels.Metadata([1, 2, 3], [1, 2])).AddLabelMap(Plane()).AddLabelMap(second).Build();
        Assert.That(() => segmentation.SaveVolume(_folder["v.nrrd"]), Throws.TypeOf<ConversionException>().With.Message.Contains("overlap, first at voxel"));
        Assert.That(_folder.FileNames(), Is.Empty);
        IReadOnlyList<SavedVolume> saved = segmentation.SaveVolumes(index => _folder[$"sliced{index}.nrrd"]);
        LabelVolume[] whole = [.. segmentation.ToLabelMaps()];
        Assert.That(saved, Has.Count.EqualTo(2));
        for (int index = 0; index < whole.Length; index++)
            Assert.That(((Volume<ushort>)VolumeFile.Read(saved[index].Path)).Voxels.SequenceEqual(whole[index].Voxels));
    }

    [Test]
    public void SaveVolume_OnAnotherGrid_IsThatOfToLabelMap()
    {
        using Segmentation segmentation = Built(Plane(), SegmentationEncoding.LabelMap, SlideTiling.Full, null);
        VolumeGeometry own = segmentation.Geometry;
        foreach (VolumeGeometry grid in (VolumeGeometry[])[own, Grids.Shuffled(own, [1, 0, 2], 5), new(new VolumeSize(700, 300, 2), own.OriginMm, own.SpacingMm * 1.5, own.DirectionX, own.DirectionY, own.DirectionZ)])
            AssertSame(".nrrd", path => segmentation.SaveVolume(path, new() { Geometry = grid }), segmentation.ToLabelMap(grid));
    }

    [Test]
    public void SaveVolume_CancelledOrCut_LeavesTheOlderFile([Values(".nrrd", ".nii")] string extension)
    {
        using (Segmentation built = Built(Plane(), SegmentationEncoding.LabelMap, SlideTiling.Full, null))
            built.Save(_folder["s.dcm"]);
        using Segmentation segmentation = Segmentation.Open(_folder["s.dcm"]);
        File.WriteAllText(_folder["v" + extension], "older");
        using var cancellation = new CancellationTokenSource();
        Assert.That(() => segmentation.SaveVolume(_folder["v" + extension], null, new Told(60, cancellation), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        using (FileStream cut = new(_folder["s.dcm"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(cut.Length / 2);
        Assert.That(() => segmentation.SaveVolume(_folder["v" + extension]), Throws.InstanceOf<IOException>().With.Message.Contains("it had"));
        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "s.dcm", "v" + extension }));
        Assert.That(File.ReadAllText(_folder["v" + extension]), Is.EqualTo("older"));
    }

    [Test]
    public void SaveVolume_TakesMemoryForRowsOfTilesNotForThePlane([Values(CompressionLevel.NoCompression, CompressionLevel.Fastest)] CompressionLevel level)
    {
        SourceImages source = SourceImages.Load([new PhantomSlide(2000, 20_000, 250, 250) { HasPixels = false, IsFull = true }.Stream()]);
        using Segmentation segmentation = new SlideSegmentationBuilder(source, Labels.Metadata(1)).AddTiles((tile, labels) => labels[..tile.UsedColumns].Fill(1)).Build();
        SegmentationVolumeOptions options = new() { Writing = new() { Compression = level, MaxDegreeOfParallelism = 2 } };
        segmentation.SaveVolume(_folder["v.nrrd"], options);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        segmentation.SaveVolume(_folder["v.nrrd"], options);

        // The plane is 80 MB, a row of tiles 1 MB.
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(16_000_000));
    }

    private static Volume<ushort> Plane() => Labels.Random(Source.SlideLevels[0].Matrix.Geometry, 3, 11);

    private static Segmentation Built(Volume<ushort> plane, SegmentationEncoding encoding, SlideTiling tiling, TileSize? size)
    {
        var stream = new MemoryStream();
        new SlideSegmentationBuilder(Source, Labels.Metadata(3)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling, Size = size } }.AddLabelMap(plane).Build()
            .Save(stream, encoding == SegmentationEncoding.LabelMap ? new() { Compression = PixelCompression.Rle } : null);
        return Segmentation.Open(stream.ToArray());
    }

    private void AssertSame(string extension, Func<string, SavedVolume> save, Volume whole, VolumeWriteOptions? writing = null) =>
        SavedFiles.AssertSame(_folder, extension, save(_folder["sliced" + extension]), whole, writing);

    private sealed class Told(int most, CancellationTokenSource source) : IProgress<ConversionProgress>
    {
        private int _done;

        public void Report(ConversionProgress value)
        {
            if (Interlocked.Increment(ref _done) == most)
                source.Cancel();
        }
    }
}
