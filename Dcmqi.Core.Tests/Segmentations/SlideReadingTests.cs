using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Tiled segmentations as other programs write them.</summary>
public class SlideReadingTests
{
    private const int Columns = 19;
    private const int Rows = 13;
    private static readonly PhantomSlide Slide = new(Columns, Rows, 8, 8);
    private static readonly Volume<ushort> Plane = Labels.Random(SourceImages.Load([Slide.Stream()]).SlideLevels[0].Matrix.Geometry, 2, seed: 11);

    [Test]
    public void Open_FramesInAnyOrder_IsThePlane([Values(SegmentationEncoding.LabelMap, SegmentationEncoding.Fractional)] SegmentationEncoding encoding)
    {
        DataSet dataSet = Written(encoding, SlideTiling.Sparse);
        DataSet[] groups = [.. dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)];
        byte[] pixels = dataSet.Find(Tags.PixelData)!.Value.ToArray();
        int[] order = [.. Enumerable.Range(0, groups.Length)];
        new Random(5).Shuffle(order);
        dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. order.Select(frame => groups[frame])]);
        dataSet.SetBytes(Tags.PixelData, VR.OB, order.SelectMany(frame => pixels[(frame * 64)..((frame + 1) * 64)]).ToArray());

        Assert.That(Opened(dataSet).ToLabelMap().Voxels.ToArray(), Is.EqualTo(Plane.Voxels.ToArray()));
    }

    [Test]
    public void Open_WithoutTotalPixelMatrix_TakesWhatHoldsAllTiles()
    {
        DataSet dataSet = Written(SegmentationEncoding.LabelMap, SlideTiling.Sparse, keepEmpty: true);
        foreach (Tag tag in (ReadOnlySpan<Tag>)[Tags.TotalPixelMatrixColumns, Tags.TotalPixelMatrixRows, Tags.TotalPixelMatrixOriginSequence, Tags.ImageOrientationSlide, Tags.DimensionOrganizationType])
            dataSet.Remove(tag);
        Segmentation segmentation = Opened(dataSet);

        Assert.That(segmentation.SlideMatrix, Has.Property("Columns").EqualTo(24).And.Property("Rows").EqualTo(16));
        Assert.That(segmentation.Warnings, Has.Count.EqualTo(3));
        Assert.That(segmentation.ReadRegion(0, 0, Columns, Rows).Voxels.ToArray(), Is.EqualTo(Plane.Voxels.ToArray()));
    }

    [Test]
    public void Open_TilesAskew_ArePutWhereTheySay()
    {
        DataSet dataSet = Written(SegmentationEncoding.Binary, SlideTiling.Sparse);
        foreach (DataSet group in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
        {
            DataSet position = group.GetItem(Tags.PlanePositionSlideSequence)!;
            position.Set(Tags.ColumnPositionInTotalImagePixelMatrix, position.GetInt32(Tags.ColumnPositionInTotalImagePixelMatrix)!.Value - 3);
            position.Set(Tags.RowPositionInTotalImagePixelMatrix, position.GetInt32(Tags.RowPositionInTotalImagePixelMatrix)!.Value - 2);
        }

        Segmentation segmentation = Opened(dataSet);
        LabelVolume moved = segmentation.ToLabelMap();
        for (int row = 0; row < Rows - 2; row++)
        {
            for (int column = 0; column < Columns - 3; column++)
                Assert.That(moved[column, row, 0], Is.EqualTo(Plane[column + 3, row + 2, 0]));
        }

        Assert.That(segmentation.ToLabelMaps().Count(), Is.EqualTo(1));
        Assert.That(segmentation.ReadRegion(4, 3, 7, 6)[2, 1, 0], Is.EqualTo(Plane[9, 6, 0]));
    }

    [TestCase(SegmentationEncoding.Binary, 2)]
    [TestCase(SegmentationEncoding.LabelMap, 1)]
    public void Open_FullWithFunctionalGroups_ReadsThoseOfSegments(SegmentationEncoding encoding, int channels)
    {
        DataSet dataSet = Written(encoding, SlideTiling.Full);
        DataSet[] groups = new DataSet[6 * channels];
        for (int frame = 0; frame < groups.Length; frame++)
        {
            groups[frame] = new DataSet();
            var content = new DataSet();
            content.Set(Tags.DimensionIndexValues, 1, 1);
            groups[frame].SetItems(Tags.FrameContentSequence, content);
            if (channels == 1)
                continue;

            // The other way round than the Segment Sequence has them.
            var identification = new DataSet();
            identification.Set(Tags.ReferencedSegmentNumber, 2 - (frame / 6));
            groups[frame].SetItems(Tags.SegmentIdentificationSequence, identification);
        }

        dataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, groups);
        ushort[] expected = channels == 1 ? Plane.Voxels.ToArray() : Array.ConvertAll(Plane.Voxels.ToArray(), label => (ushort)(label == 0 ? 0 : 3 - label));
        Assert.That(Opened(dataSet).ToLabelMap().Voxels.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Open_FullOfOneSegment_MaySayItShared()
    {
        DataSet dataSet = Written(SegmentationEncoding.Binary, SlideTiling.Full, segments: 1);
        Assert.That(dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.Contains(Tags.SegmentIdentificationSequence));
        Segmentation shared = Opened(dataSet);
        dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.Remove(Tags.SegmentIdentificationSequence);
        Segmentation implied = Opened(dataSet);
        Assert.That(implied.ToLabelMap().Voxels.ToArray(), Is.EqualTo(shared.ToLabelMap().Voxels.ToArray()));
        Assert.That(implied.Validate(), Is.Empty);
    }

    [Test]
    public void ToLabelMap_PlaneTooLarge_NamesTheWayOut()
    {
        var slide = new PhantomSlide(100_000, 100_000, 4096, 4096) { IsFull = true, HasPixels = false };
        Segmentation segmentation = new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.LabelMap } }
            .AddTiles((tile, labels) => labels[17] = (ushort)(tile is { TileColumn: 24, TileRow: 24 } or { TileColumn: 3, TileRow: 5 } ? 1 : 0)).Build();

        Assert.That(segmentation.FrameCount, Is.EqualTo(2));
        Assert.That(() => segmentation.ToLabelMap(), Throws.TypeOf<ConversionException>().With.Message.Contains("ReadRegion"));
        Assert.That(segmentation.GetStatistics(1).VoxelCount, Is.EqualTo(2));
        LabelVolume region = segmentation.ReadRegion((24 * 4096) + 10, 24 * 4096, 20, 2);
        Assert.That(region.Voxels.IndexOf((ushort)1), Is.EqualTo(7));
        Assert.That(() => segmentation.ReadRegion(99_990, 0, 20, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => segmentation.ReadRegion(0, 0, 1, 1, focalPlane: 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => segmentation.ReadRegion(0, 0, 1, 1, segments: [7]), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Save_NativeOf10GB_IsRefusedBeforeAnythingIsWritten()
    {
        var slide = new PhantomSlide(100_000, 100_000, 4096, 4096) { IsFull = true, HasPixels = false };
        Segmentation segmentation = new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.LabelMap }, Tiles = new() { Tiling = SlideTiling.Full, MaxDegreeOfParallelism = 2 } }
            .AddTiles((tile, labels) => labels[0] = 1).Build();
        using var stream = new MemoryStream();
        Assert.That(() => segmentation.Save(stream), Throws.TypeOf<ConversionException>().With.Message.Contains("RLE"));
        Assert.That(stream.Length, Is.Zero);
    }

    [Test]
    public void ReadRegion_NoTiles_IsRefused()
    {
        VolumeGeometry geometry = Grids.Oblique(5, 4, 3);
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)).AddLabelMap(Labels.Random(geometry, 1, 1)).Build();
        Assert.That(segmentation.SlideMatrix, Is.Null);
        Assert.That(() => segmentation.ReadRegion(0, 0, 1, 1), Throws.TypeOf<ConversionException>());
        Assert.That(segmentation.GetFrame(1).MatrixColumn, Is.Null);
    }

    private static DataSet Written(SegmentationEncoding encoding, SlideTiling tiling, int segments = 2, bool keepEmpty = false)
    {
        var builder = new SlideSegmentationBuilder(SourceImages.Load([Slide.Stream()]), Labels.Metadata(segments)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling } };
        Segmentation segmentation = builder.AddTiles((tile, labels) =>
        {
            for (int pixel = 0; pixel < labels.Length; pixel++)
            {
                (int row, int column) = Math.DivRem(pixel, 8);
                if (row < tile.UsedRows && column < tile.UsedColumns)
                    labels[pixel] = Math.Min((ushort)segments, Plane[tile.Column + column, tile.Row + row, 0]);
            }
        }).Build();
        if (keepEmpty)
            Assume.That(segmentation.FrameCount, Is.EqualTo(6));
        return segmentation.DataSet.Clone();
    }

    private static Segmentation Opened(DataSet dataSet)
    {
        using var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }
}
