using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Segmentations of slides that are converted, merged and picked from.</summary>
public class SlideConversionTests
{
    private const int Columns = 41;
    private const int Rows = 29;

    private static readonly PhantomSlide Slide = new(Columns, Rows, 8, 8) { Orientation = [0.8, 0.6, 0, -0.6, 0.8, 0] };

    private static IEnumerable<TestCaseData> Ways() =>
        from tiling in Enum.GetValues<SlideTiling>()
        from encoding in Enum.GetValues<SegmentationEncoding>()
        from to in Enum.GetValues<SegmentationEncoding>()
        from toTiling in new SlideTiling?[] { null, SlideTiling.Sparse, SlideTiling.Full }
        select new TestCaseData(tiling, encoding, to, toTiling);

    [TestCaseSource(nameof(Ways))]
    public void ConvertTo_AnyEncodingAndTiling_KeepsPlaneAndSources(SlideTiling tiling, SegmentationEncoding encoding, SegmentationEncoding to, SlideTiling? toTiling)
    {
        Volume<ushort> labels = Plane(3, 5);
        using Segmentation given = Reopened(Builder(3, encoding, tiling, new TileSize(9, 5)).AddLabelMap(labels).Build());
        using Segmentation converted = Reopened(given.ConvertTo(new() { Encoding = to }, new() { Tiling = toTiling }));

        Assert.That(converted.Encoding, Is.EqualTo(to));
        Assert.That(converted.SlideMatrix!.Tiling, Is.EqualTo(toTiling ?? tiling));
        Assert.That(converted.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(converted.Geometry.IsCloseTo(given.Geometry, 1e-9));
        Assert.That(converted.Validate(), Is.Empty);
        Assert.That(converted.Warnings, Is.Empty);
        Assert.That(converted.GetFrame(1).SourceInstanceUids.Distinct(), Is.EqualTo(new[] { Slide.SopInstanceUid }));
        Assert.That(converted.Segments.Where(segment => !segment.IsBackground).Select(segment => segment.Label), Is.EqualTo(given.Segments.Where(segment => !segment.IsBackground).Select(segment => segment.Label)));
        if (converted.SlideMatrix.Tiling == SlideTiling.Full)
            return;
        for (int number = 1; number <= converted.FrameCount; number++)
        {
            SegmentationFrame frame = converted.GetFrame(number);
            (double x, double y) = Slide.PlaceMm(frame.MatrixColumn!.Value, frame.MatrixRow!.Value);
            DataSet said = converted.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[number - 1].GetItem(Tags.PlanePositionSlideSequence)!;
            Assert.That(said.GetDouble(Tags.XOffsetInSlideCoordinateSystem), Is.EqualTo(x).Within(1e-6));
            Assert.That(said.GetDouble(Tags.YOffsetInSlideCoordinateSystem), Is.EqualTo(y).Within(1e-6));
        }
    }

    [Test]
    public void ConvertTo_Fractions_KeepsEveryFraction([Values] SlideTiling tiling, [Values] SlideTiling toTiling)
    {
        using Segmentation given = Reopened(Builder(1, SegmentationEncoding.Fractional, tiling, null).AddFractionTiles((tile, fractions) =>
        {
            for (int pixel = 0; pixel < fractions.Length; pixel++)
                fractions[pixel] = ((tile.TileColumn * 31) + (tile.TileRow * 17) + pixel) % 7 / 6f;
        }).Build());
        using Segmentation converted = Reopened(given.ConvertTo(new() { Encoding = SegmentationEncoding.Fractional }, new() { Tiling = toTiling }));

        Assert.That(converted.ToFractions(1).Voxels.ToArray(), Is.EqualTo(given.ToFractions(1).Voxels.ToArray()));
        Assert.That(converted.MaximumFractionalValue, Is.EqualTo(given.MaximumFractionalValue));
    }

    [Test]
    public void ConvertTo_SomeSegments_KeepsTheirTilesOnly()
    {
        Volume<ushort> labels = Plane(300, 6);
        using Segmentation given = Reopened(Builder(300, SegmentationEncoding.LabelMap, SlideTiling.Sparse, new TileSize(7, 4)).AddLabelMap(labels).Build());
        using Segmentation picked = Reopened(given.ConvertTo(new() { Encoding = SegmentationEncoding.Binary }, new() { Segments = [2, 299] }));

        Assert.That(picked.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { given.Segments[1].Label, given.Segments[298].Label }));
        Assert.That(picked.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray().Select(label => label == 2 ? 1 : label == 299 ? 2 : 0)));
        Assert.That(picked.FrameCount, Is.LessThan(given.FrameCount));
        Assert.That(picked.Validate(), Is.Empty);
    }

    [Test]
    public void Merge_SparseAndFull_HasTheSegmentsOfBothAndTheirOverlaps()
    {
        Volume<ushort> first = Plane(2, 7), second = Plane(1, 8);
        using Segmentation sparse = Reopened(Builder(2, SegmentationEncoding.Binary, SlideTiling.Sparse, null).AddLabelMap(first).Build());
        using Segmentation full = Reopened(Builder(1, SegmentationEncoding.LabelMap, SlideTiling.Full, null).AddLabelMap(second).Build());
        foreach ((Segmentation[] order, int offset) in new[] { (new[] { sparse, full }, 0), (new[] { full, sparse }, 1) })
        {
            using Segmentation merged = Reopened(Segmentation.Merge(order, new() { Encoding = SegmentationEncoding.Binary }));
            Assert.That(merged.SlideMatrix!.Tiling, Is.EqualTo(SlideTiling.Sparse));
            Assert.That(merged.SegmentsOverlap, Is.EqualTo(SegmentsOverlap.Yes));
            foreach ((int number, Volume<ushort> labels, int label) in new[] { (1 + offset, first, 1), (2 + offset, first, 2), (offset == 0 ? 3 : 1, second, 1) })
                Assert.That(merged.ToMask(number).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray().Select(value => value == label ? 1 : 0)), $"{number}");
            Assert.That(merged.Validate(), Is.Empty);
            for (int frame = 1; frame <= merged.FrameCount; frame++)
                Assert.That(merged.GetFrame(frame).SourceInstanceUids, Is.Not.Empty);
            Assert.That(merged.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.Contains(Tags.DerivationImageSequence), Is.False);
        }

        Assert.That(() => Segmentation.Merge([sparse, full], new() { Encoding = SegmentationEncoding.LabelMap }), Throws.TypeOf<ConversionException>().With.Message.Contains("overlap"));
    }

    [Test]
    public void Merge_OtherFocalPlanes_KeepsTheHeightOfEach()
    {
        var slide = new PhantomSlide(20, 12, 8, 8) { FocalPlanesUm = [0, 2.5, 5] };
        Segmentation[] planes = [.. new[] { 2, 0 }.Select(plane => Reopened(
            new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(1)) { Tiles = new() { FocalPlane = plane } }.AddTiles((_, labels) => labels[3] = 1).Build()))];
        using Segmentation merged = Reopened(Segmentation.Merge(planes));

        Assert.That(merged.SlideMatrix!.FocalPlanesMm, Is.EqualTo(new[] { 0, 0.005 }).Within(1e-12));
        Assert.That(Enumerable.Range(1, merged.FrameCount).Select(merged.GetFrame).Select(frame => (frame.SegmentNumber, frame.Slice)).Distinct(), Is.EquivalentTo(new[] { (1, 1), (2, 0) }));
        Assert.That(merged.Validate(), Is.Empty);
        Assert.That(() => planes[0].ConvertTo(new(), new() { Tiling = SlideTiling.Full }), Throws.TypeOf<ConversionException>().With.Message.Contains("0.005 mm"));
    }

    [Test]
    public void ConvertTo_FullOfAnotherWriter_LeavesOutPixelsBeyondTheEdge([Values] SegmentationEncoding to, [Values] SlideTiling toTiling)
    {
        using Segmentation given = Builder(1, SegmentationEncoding.LabelMap, SlideTiling.Full, new TileSize(16, 12)).AddTiles((_, labels) => labels.Fill(1)).Build();
        using Segmentation dirty = DirtyEdges(given);
        Assert.That(SetPixels(dirty), Is.EqualTo(3 * 3 * 16 * 12));
        using Segmentation converted = Reopened(dirty.ConvertTo(new() { Encoding = to }, new() { Tiling = toTiling }));

        Assert.That(SetPixels(converted), Is.EqualTo(Columns * Rows));
        Assert.That(converted.GetStatistics(1).VoxelCount, Is.EqualTo(Columns * Rows));
    }

    [Test]
    public void Merge_AnotherPlaneOrTiles_IsRefusedWithTheWayOut()
    {
        using Segmentation one = Builder(1, SegmentationEncoding.Binary, SlideTiling.Sparse, new TileSize(8, 8)).AddTiles((_, labels) => labels[0] = 1).Build();
        using Segmentation other = Builder(1, SegmentationEncoding.Binary, SlideTiling.Sparse, new TileSize(9, 8)).AddTiles((_, labels) => labels[0] = 1).Build();

        Assert.That(() => Segmentation.Merge([one, other]), Throws.TypeOf<ConversionException>().With.Message.Contains("9 x 8").And.Message.Contains("ReadRegion"));
    }

    [Test]
    public void ConvertTo_AskewTiles_IsRefusedWithTheWayOut()
    {
        using Segmentation given = Builder(1, SegmentationEncoding.Binary, SlideTiling.Sparse, null).AddTiles((_, labels) => labels[0] = 1).Build();
        given.DataSet.SetItems(Tags.PerFrameFunctionalGroupsSequence, [.. given.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence).Select((group, index) =>
        {
            DataSet copy = group.Clone();
            if (index == 1)
                copy.GetItem(Tags.PlanePositionSlideSequence)!.Set(Tags.ColumnPositionInTotalImagePixelMatrix, 11);
            return copy;
        })]);
        using Segmentation askew = Reopened(given);
        Assert.That(() => askew.ConvertTo(new()), Throws.TypeOf<ConversionException>().With.Message.Contains("multiples of 8 x 8"));
    }

    [Test]
    public void ConvertTo_TilingOfAVolume_IsRefused()
    {
        VolumeGeometry geometry = Grids.Axial(5, 4, 3);
        using Segmentation volume = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)).AddLabelMap(Labels.Random(geometry, 1, 2)).Build();
        Assert.That(() => volume.ConvertTo(new(), new() { Tiling = SlideTiling.Full }), Throws.TypeOf<ConversionException>().With.Message.Contains("Tiling is for segmentations of slides"));
    }

    private static SlideSegmentationBuilder Builder(int segments, SegmentationEncoding encoding, SlideTiling tiling, TileSize? size) =>
        new(SourceImages.Load([Slide.Stream()]), Labels.Metadata(segments)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling, Size = size } };

    // One corner in seven is left free, so that sparse objects are.
    private static Volume<ushort> Plane(int segments, int seed)
    {
        Volume<ushort> labels = Labels.Random(SourceImages.Load([Slide.Stream()]).SlideLevels[0].Matrix.Geometry, segments, seed);
        for (int row = 0; row < Rows; row++)
            labels.Voxels.Slice(row * Columns, 18).Clear();
        for (int label = 1; label <= segments; label++)
            labels.Voxels[^label] = (ushort)label;
        return labels;
    }

    private static Segmentation Reopened(Segmentation segmentation)
    {
        using var stream = new MemoryStream();
        segmentation.Save(stream);
        return Segmentation.Open((ReadOnlyMemory<byte>)stream.ToArray());
    }

    // As writers have it that do not clear what lies beyond the plane.
    private static Segmentation DirtyEdges(Segmentation segmentation)
    {
        segmentation.DataSet.SetBulk(Tags.PixelData, VR.OB, new MemoryBulkValue(Enumerable.Repeat((byte)1, segmentation.FrameCount * segmentation.Rows * segmentation.Columns).ToArray()));
        return Reopened(segmentation);
    }

    private static int SetPixels(Segmentation segmentation)
    {
        ushort[] labels = new ushort[segmentation.Rows * segmentation.Columns];
        int count = 0;
        for (int number = 1; number <= segmentation.FrameCount; number++)
        {
            segmentation.ReadFrame(number, labels);
            count += labels.Count(label => label != 0);
        }

        return count;
    }
}
