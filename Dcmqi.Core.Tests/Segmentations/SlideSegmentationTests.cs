using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class SlideSegmentationTests
{
    private const int Columns = 41;
    private const int Rows = 29;

    private static IEnumerable<TestCaseData> Kinds() =>
        from encoding in Enum.GetValues<SegmentationEncoding>()
        from tiling in Enum.GetValues<SlideTiling>()
        from isFullSource in new[] { false, true }
        from size in new TileSize?[] { null, new TileSize(7, 12), new TileSize(64, 50) }
        select new TestCaseData(encoding, tiling, isFullSource, size);

    [TestCaseSource(nameof(Kinds))]
    public void Build_LabelMap_GivesSamePixelsBack(SegmentationEncoding encoding, SlideTiling tiling, bool isFullSource, TileSize? size)
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8) { IsFull = isFullSource, Orientation = [0.8, 0.6, 0, -0.6, 0.8, 0] };
        Volume<ushort> labels = Plane(slide, seed: 1);
        Segmentation built = Builder(slide, encoding, tiling, size).AddLabelMap(labels).Build();

        foreach (PixelCompression compression in new[] { PixelCompression.None, PixelCompression.Rle, PixelCompression.DeflatedFrame })
        {
            using var stream = new MemoryStream();
            built.Save(stream, new() { Compression = compression });
            stream.Position = 0;
            Segmentation opened = Segmentation.Open(stream);
            Assert.That(opened.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()), $"{compression}");
            Assert.That(opened.Validate(), Is.Empty);
            Assert.That(opened.Warnings, Is.Empty);
            Assert.That(opened.SlideMatrix!.TileSize, Is.EqualTo(size ?? new TileSize(8, 8)));
            Assert.That(opened.SlideMatrix.Tiling, Is.EqualTo(tiling));
        }

        Assert.That(built.ToLabelMap().Geometry.IsCloseTo(built.SlideMatrix!.Geometry, 1e-9));
        Assert.That(built.Geometry.SpacingMm.X, Is.EqualTo(0.0005));
    }

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    public void ReadRegion_AnyRegion_IsThatPartOfThePlane(SegmentationEncoding encoding)
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        Volume<ushort> labels = Plane(slide, seed: 2);
        var random = new Random(7);
        foreach (SlideTiling tiling in Enum.GetValues<SlideTiling>())
        {
            Segmentation segmentation = Reopened(Builder(slide, encoding, tiling, new TileSize(9, 5)).AddLabelMap(labels).Build());
            for (int repeat = 0; repeat < 60; repeat++)
            {
                int column = random.Next(Columns), row = random.Next(Rows);
                int columns = 1 + random.Next(Columns - column), rows = 1 + random.Next(Rows - row);
                LabelVolume region = segmentation.ReadRegion(column, row, columns, rows);
                for (int y = 0; y < rows; y++)
                {
                    for (int x = 0; x < columns; x++)
                        Assert.That(region[x, y, 0], Is.EqualTo(labels[column + x, row + y, 0]), $"{column}, {row}, {columns} x {rows}");
                }

                Assert.That((region.Geometry.OriginMm - segmentation.SlideMatrix!.PositionMm(column, row)).Length, Is.LessThan(1e-9));
            }
        }
    }

    [Test]
    public void Build_RotatedSlide_TilesLieWhereTheSourceSays([Values(true, false)] bool isFullSource)
    {
        double turn = 0.3;
        var slide = new PhantomSlide(Columns, Rows, 8, 8)
        {
            IsFull = isFullSource,
            SpacingMm = (0.00025, 0.0005),
            Orientation = [-Math.Sin(turn), Math.Cos(turn), 0, -Math.Cos(turn), -Math.Sin(turn), 0],
        };
        Segmentation segmentation = Reopened(Builder(slide, SegmentationEncoding.Binary, SlideTiling.Sparse, null).AddTiles((tile, labels) => labels.Fill(1)).Build());

        foreach ((int column, int row) in new[] { (0, 0), (Columns - 1, 0), (0, Rows - 1), (Columns - 1, Rows - 1) })
        {
            (double x, double y) = slide.PlaceMm(column, row);
            Vector3d place = segmentation.SlideMatrix!.PositionMm(column, row);
            Assert.That((place.X - x, place.Y - y), Is.EqualTo((0.0, 0.0)).Using<(double X, double Y)>((one, other) => Math.Abs(one.X - other.X) < 1e-6 && Math.Abs(one.Y - other.Y) < 1e-6));
        }

        IReadOnlyList<DataSet> groups = segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        Assert.That(segmentation.FrameCount, Is.EqualTo(6 * 4));
        for (int number = 1; number <= segmentation.FrameCount; number++)
        {
            SegmentationFrame frame = segmentation.GetFrame(number);
            DataSet said = groups[number - 1].GetItem(Tags.PlanePositionSlideSequence)!;
            (double x, double y) = slide.PlaceMm(frame.MatrixColumn!.Value, frame.MatrixRow!.Value);
            Assert.That(said.GetInt32(Tags.ColumnPositionInTotalImagePixelMatrix), Is.EqualTo(frame.MatrixColumn + 1));
            Assert.That(said.GetInt32(Tags.RowPositionInTotalImagePixelMatrix), Is.EqualTo(frame.MatrixRow + 1));
            Assert.That(said.GetDouble(Tags.XOffsetInSlideCoordinateSystem), Is.EqualTo(x).Within(1e-6));
            Assert.That(said.GetDouble(Tags.YOffsetInSlideCoordinateSystem), Is.EqualTo(y).Within(1e-6));
            Assert.That(frame.PositionMm!.Value.X, Is.EqualTo(x).Within(1e-6));
        }
    }

    [Test]
    public void Build_SameTiles_RefersToTheSourceFramesByNumber([Values(true, false)] bool isFullSource, [Values(null, "b")] string? path)
    {
        var slide = new PhantomSlide(20, 12, 8, 8) { IsFull = isFullSource, OpticalPaths = ["a", "b"], FocalPlanesUm = [0, 2.5, 5] };
        Segmentation segmentation = new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(1)) { Tiles = new() { OpticalPath = path } }
            .AddTiles((tile, labels) => labels[0] = (ushort)((tile.TileColumn + tile.TileRow + tile.FocalPlane) % 2)).Build();

        Assert.That(segmentation.FrameCount, Is.EqualTo(9));
        for (int number = 1; number <= segmentation.FrameCount; number++)
        {
            SegmentationFrame frame = segmentation.GetFrame(number);
            (int column, int row) = (frame.MatrixColumn!.Value / 8, frame.MatrixRow!.Value / 8);
            int[] expected = [.. (path is null ? new[] { 0, 1 } : [1]).Select(which => slide.FrameOf(column, row, frame.Slice, which))];
            IReadOnlyList<DataSet> items = [.. References(segmentation, number)];
            Assert.That(items.Select(item => item.GetInt32s(Tags.ReferencedFrameNumber).Single()), Is.EqualTo(expected));
            Assert.That(items.Select(item => item.GetString(Tags.ReferencedSOPInstanceUID)), Is.All.EqualTo(slide.SopInstanceUid));
            Assert.That(items.Select(item => item.GetString(Tags.SpatialLocationsPreserved)), Is.All.EqualTo("YES"));
            Assert.That(frame.SourceInstanceUids, Is.EqualTo(new[] { slide.SopInstanceUid }));
            Assert.That(frame.PositionMm!.Value.Z, Is.EqualTo(0.0025 * frame.Slice).Within(1e-12));
        }

        Assert.That(segmentation.SlideMatrix!.FocalPlanesMm, Is.EqualTo(new[] { 0, 0.0025, 0.005 }).Within(1e-12));
        Assert.That(segmentation.Validate(), Is.Empty);
    }

    [Test]
    public void Build_OtherTiles_RefersToAllFramesUnderneath()
    {
        var slide = new PhantomSlide(20, 12, 8, 8);
        Segmentation segmentation = new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(1)) { Tiles = new() { Size = new TileSize(10, 10) } }
            .AddTiles((_, labels) => labels.Fill(1)).Build();

        Assert.That(References(segmentation, 1).Select(item => item.GetInt32s(Tags.ReferencedFrameNumber).Single()), Is.EqualTo(new[] { 1, 2, 4, 5 }));
        Assert.That(References(segmentation, 2).Select(item => item.GetInt32s(Tags.ReferencedFrameNumber).Single()), Is.EqualTo(new[] { 2, 3, 5, 6 }));
        Assert.That(References(segmentation, 1).Any(item => item.Contains(Tags.SpatialLocationsPreserved)), Is.False);
    }

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    [TestCase(SegmentationEncoding.Fractional)]
    public void Build_FocalPlanes_EachHasItsPixels(SegmentationEncoding encoding)
    {
        var slide = new PhantomSlide(20, 12, 8, 8) { IsFull = true, FocalPlanesUm = [0, 2.5, 5] };
        SourceImages source = SourceImages.Load([slide.Stream()]);
        Volume<ushort> labels = Labels.Random(source.SlideLevels[0].Matrix.Geometry, 2, seed: 4);
        Segmentation sparse = Reopened(new SlideSegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build());
        Segmentation full = Reopened(new SlideSegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = SlideTiling.Full } }.AddLabelMap(labels).Build());
        Segmentation one = Reopened(new SlideSegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = encoding }, Tiles = new() { FocalPlane = 1 } }
            .AddTiles((tile, pixels) => pixels.Fill((ushort)tile.FocalPlane)).Build());

        Assert.That(sparse.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(full.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(full.ReadRegion(3, 2, 5, 6, focalPlane: 2)[1, 1, 0], Is.EqualTo(labels[4, 3, 2]));
        Assert.That(full.Validate(), Is.Empty);
        Assert.That(one.SlideMatrix!.FocalPlanesMm, Is.EqualTo(new[] { 0.0025 }).Within(1e-12));
        Assert.That(one.ToLabelMap().Voxels.ToArray(), Is.All.EqualTo(1));
    }

    [Test]
    public void Build_Full_HasAllTilesAndNoFunctionalGroupsOfFrames()
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        Segmentation segmentation = Builder(slide, SegmentationEncoding.Binary, SlideTiling.Full, null).AddLabelMap(Plane(slide, 3)).Build();

        Assert.That(segmentation.FrameCount, Is.EqualTo(2 * 6 * 4));
        Assert.That(segmentation.DataSet.Contains(Tags.PerFrameFunctionalGroupsSequence), Is.False);
        Assert.That(segmentation.GetFrame(6 * 4 + 8), Has.Property("SegmentNumber").EqualTo(2).And.Property("MatrixColumn").EqualTo(8).And.Property("MatrixRow").EqualTo(8));
        DataSet derivation = segmentation.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.GetItem(Tags.DerivationImageSequence)!;
        Assert.That(derivation.GetItem(Tags.SourceImageSequence)!.Contains(Tags.ReferencedFrameNumber), Is.False);
    }

    [Test]
    public void Build_Sparse_LeavesEmptyTilesOut()
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        Segmentation segmentation = Builder(slide, SegmentationEncoding.LabelMap, SlideTiling.Sparse, null)
            .AddTiles((tile, labels) => labels[0] = (ushort)(tile is { TileColumn: 2, TileRow: 1 } ? 1 : tile is { TileColumn: 5, TileRow: 3 } ? 2 : 0)).Build();

        Assert.That(segmentation.FrameCount, Is.EqualTo(2));
        Assert.That(segmentation.GetFrame(2).MatrixColumn, Is.EqualTo(40));
        Assert.That(segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[1].GetItem(Tags.FrameContentSequence)!.GetInt32s(Tags.DimensionIndexValues), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void Build_NothingSet_IsRefusedOrWrittenEmpty([Values] SlideTiling tiling, [Values] SegmentationEncoding encoding)
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        SlideSegmentationBuilder refusing = Builder(slide, encoding, tiling, null).AddTiles((_, _) => { });
        Assert.That(() => refusing.Build(), Throws.TypeOf<ConversionException>());

        Segmentation kept = Reopened(new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(2)) { Tiles = new() { Tiling = tiling }, Options = new() { Encoding = encoding }, EmptySegments = EmptyContent.Keep }
            .AddTiles((_, _) => { }).Build());
        Assert.That(kept.ToLabelMap().Voxels.ToArray(), Is.All.EqualTo(0));
        Assert.That(kept.FrameCount, Is.EqualTo(tiling == SlideTiling.Sparse ? 1 : encoding == SegmentationEncoding.LabelMap ? 24 : 48));
        Assert.That(kept.Validate(), Is.Empty);
    }

    [Test]
    public void AddTiles_EachTile_IsAskedForOnceAndPaddingIsCleared([Values(1, 4)] int threads)
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        var asked = new List<(int, int)>();
        Segmentation segmentation = new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(1)) { Tiles = new() { MaxDegreeOfParallelism = threads, Tiling = SlideTiling.Full } }
            .AddTiles((tile, labels) =>
            {
                Assert.That(labels.Length, Is.EqualTo(64));
                Assert.That(labels.IndexOfAnyExcept((ushort)0), Is.EqualTo(-1));
                labels.Fill(1);
                lock (asked)
                    asked.Add((tile.TileRow, tile.TileColumn));
            }).Build();

        (int, int)[] expected = [.. Enumerable.Range(0, 24).Select(tile => (tile / 6, tile % 6))];
        Assert.That(threads == 1 ? [.. asked] : asked.Order().ToArray(), Is.EqualTo(expected));
        ushort[] corner = new ushort[64];
        segmentation.ReadFrame(24, corner);
        for (int pixel = 0; pixel < 64; pixel++)
            Assert.That(corner[pixel], Is.EqualTo(pixel % 8 < 1 && pixel / 8 < 5 ? 1 : 0));
        Assert.That(segmentation.GetStatistics(1).VoxelCount, Is.EqualTo(Columns * Rows));
    }

    [Test]
    public void AddTiles_CallbackThrowsOrIsCancelled_LeavesAsItIs()
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        SlideSegmentationBuilder builder = Builder(slide, SegmentationEncoding.Binary, SlideTiling.Sparse, null);
        Assert.That(() => builder.AddTiles((tile, _) => throw new InvalidDataException($"{tile}")), Throws.TypeOf<InvalidDataException>());
        using var cancel = new CancellationTokenSource();
        Assert.That(() => builder.AddTiles((_, _) => cancel.Cancel(), cancellationToken: cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void AddFractionTiles_Fractions_AreKept([Values] SlideTiling tiling)
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        Segmentation segmentation = Reopened(new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional }, Tiles = new() { Tiling = tiling } }
            .AddFractionTiles((tile, fractions) =>
            {
                for (int pixel = 0; pixel < fractions.Length; pixel++)
                    fractions[pixel] = Fraction(tile.Column + (pixel % 8), tile.Row + (pixel / 8));
            }).Build());

        Volume<float> back = segmentation.ToFractions(1);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
                Assert.That(back[column, row, 0], Is.EqualTo(Fraction(column, row)).Within(1e-6));
        }

        Assert.That(segmentation.Validate(), Is.Empty);

        static float Fraction(int column, int row) => column < 12 ? 0 : ((column * 7) + (row * 13)) % 256 / 255f;
    }

    [Test]
    public void Build_OverlappingInputs_AreToldApartInBinary()
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        Segmentation segmentation = Reopened(new SlideSegmentationBuilder(SourceImages.Load([slide.Stream()]), Labels.Metadata([1], [1]))
            .AddTiles((_, labels) => labels.Fill(1)).AddTiles((tile, labels) => labels[3] = (ushort)(tile.TileRow == 1 ? 1 : 0)).Build());

        Assert.That(segmentation.SegmentsOverlap, Is.EqualTo(SegmentsOverlap.Yes));
        Assert.That(() => segmentation.ToLabelMap(), Throws.TypeOf<ConversionException>().With.Message.Contains("voxel (3, 8, 0)"));
        Assert.That(segmentation.ToLabelMaps().Count(), Is.EqualTo(2));
        Assert.That(segmentation.ReadRegion(0, 8, 8, 8, segments: [2])[3, 0, 0], Is.EqualTo(2));
        Assert.That(segmentation.ToMask(2).Voxels.ToArray().Count(voxel => voxel == 1), Is.EqualTo(5), "The last tile has one column.");
    }

    [Test]
    public void GetStatistics_Tiles_AreThoseOfThePlane([Values] SlideTiling tiling, [Values] SegmentationEncoding encoding)
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        Volume<ushort> labels = Plane(slide, 5);
        Segmentation segmentation = Builder(slide, encoding, tiling, new TileSize(10, 9)).AddLabelMap(labels).Build();

        foreach (SegmentStatistics statistics in segmentation.GetStatistics())
        {
            var places = new List<(int X, int Y)>();
            for (int pixel = 0; pixel < labels.Voxels.Length; pixel++)
            {
                if (labels.Voxels[pixel] == statistics.SegmentNumber)
                    places.Add((pixel % Columns, pixel / Columns));
            }

            Assert.That(statistics.VoxelCount, Is.EqualTo(places.Count));
            Vector3d centre = segmentation.SlideMatrix!.PositionMm(places.Average(place => place.X), places.Average(place => place.Y));
            Assert.That((statistics.CentroidMm!.Value - centre).Length, Is.LessThan(1e-9));
        }
    }

    [Test]
    public void Build_Levels_AreCountedFromTheLargest()
    {
        PhantomSlide[] pyramid =
        [
            new PhantomSlide(5, 4, 5, 4) { Kind = "THUMBNAIL", Instance = 0 },
            new PhantomSlide(10, 7, 8, 8) { SpacingMm = (0.002, 0.002), Instance = 1 },
            new PhantomSlide(Columns, Rows, 8, 8) { Instance = 2, IsFull = true },
            new PhantomSlide(20, 14, 8, 8) { SpacingMm = (0.001, 0.001), Instance = 3 },
            new PhantomSlide(6, 6, 6, 6) { Kind = "LABEL", Instance = 4, Change = image => image.Remove(0x52009229) },
        ];
        SourceImages source = SourceImages.Load(pyramid.Select(slide => slide.Stream()));
        Assert.That(source.SlideLevels.Select(level => level.Matrix.Columns), Is.EqualTo(new[] { 41, 20, 10 }));
        Assert.That(source.Images.Single(image => image.SopInstanceUid == pyramid[0].SopInstanceUid).Slide!.Kind, Is.EqualTo(SlideImageKind.Thumbnail));

        Segmentation segmentation = new SlideSegmentationBuilder(source, Labels.Metadata(1)) { Tiles = new() { Level = 1 } }.AddTiles((_, labels) => labels.Fill(1)).Build();
        Assert.That(segmentation.SlideMatrix, Has.Property("Columns").EqualTo(20).And.Property("ColumnSpacingMm").EqualTo(0.001));
        Assert.That(References(segmentation, 1).Single().GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo(pyramid[3].SopInstanceUid));
        Assert.That(segmentation.DataSet.GetItems(Tags.ReferencedSeriesSequence).SelectMany(series => series.GetItems(Tags.ReferencedInstanceSequence)).Count(), Is.EqualTo(1));
        Assert.That(segmentation.DataSet.GetString(Tags.ContainerIdentifier), Is.EqualTo("S-1"));
        Assert.That(segmentation.DataSet.GetString(Tags.LossyImageCompression), Is.EqualTo("01"));
        Assert.That(() => new SlideSegmentationBuilder(source, Labels.Metadata(1)) { Tiles = new() { Level = 3 } }.AddTiles((_, _) => { }), Throws.TypeOf<ConversionException>().With.Message.Contains("1 (20 x 14)"));
    }

    [Test]
    public void AddLabelMap_OtherSizeOrNoLabels_IsRefused()
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        SlideSegmentationBuilder builder = Builder(slide, SegmentationEncoding.Binary, SlideTiling.Sparse, null);
        var geometry = new VolumeGeometry(new VolumeSize(Columns, Rows + 1, 1), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        Assert.That(() => builder.AddLabelMap(new Volume<byte>(geometry)), Throws.TypeOf<ConversionException>().With.Message.Contains("41 x 29 x 1"));
        var large = new Volume<int>(Plane(slide, 1).Geometry);
        large[3, 3, 0] = 70000;
        Assert.That(() => builder.AddLabelMap(large), Throws.TypeOf<ConversionException>().With.Message.Contains("70000"));
        Assert.That(() => new SlideSegmentationBuilder(CtSeries.Load(Grids.Oblique(4, 4, 2)), Labels.Metadata(1)).AddTiles((_, _) => { }), Throws.TypeOf<ConversionException>());
    }

    [TestCase(0x00289110u, "Pixel Measures Sequence")]
    [TestCase(0x00480102u, "Image Orientation (Slide)")]
    [TestCase(0x00480006u, "Total Pixel Matrix Columns")]
    public void SlideLevels_BrokenSource_SaysWhatIsWrong(uint tag, string name)
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8)
        {
            IsFull = true,
            Change = image => _ = tag == 0x00289110u ? image.Sequence(0x52009229, new PhantomDataSet()) : tag == 0x00480102u ? image.Decimals(tag, 1, 0, 0, 1, 0, 0) : image.Remove(tag),
        };
        SourceImages source = SourceImages.Load([slide.Stream()]);
        Assert.That(() => source.SlideLevels, Throws.TypeOf<DicomFormatException>().With.Message.Contains(name));
    }

    [Test]
    public void SaveConcatenation_SparseIsJoinedAgain_FullIsRefused()
    {
        var slide = new PhantomSlide(Columns, Rows, 8, 8);
        Volume<ushort> labels = Plane(slide, 6);
        using var folder = new TemporaryFolder();
        IReadOnlyList<string> paths = Builder(slide, SegmentationEncoding.LabelMap, SlideTiling.Sparse, null).AddLabelMap(labels).Build()
            .SaveConcatenation(folder["seg.dcm"], Concatenation.ByFrames(5));
        Assert.That(Segmentation.Open(paths.Reverse()).ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));

        Segmentation full = Builder(slide, SegmentationEncoding.LabelMap, SlideTiling.Full, null).AddLabelMap(labels).Build();
        Assert.That(() => full.SaveConcatenation(folder["full.dcm"], Concatenation.ByFrames(5)), Throws.TypeOf<ConversionException>());
    }

    private static IReadOnlyList<DataSet> References(Segmentation segmentation, int frame) =>
        segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[frame - 1].GetItem(Tags.DerivationImageSequence)!.GetItems(Tags.SourceImageSequence);

    private static SlideSegmentationBuilder Builder(PhantomSlide slide, SegmentationEncoding encoding, SlideTiling tiling, TileSize? size) =>
        new(SourceImages.Load([slide.Stream()]), Labels.Metadata(2)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling, Size = size } };

    private static Volume<ushort> Plane(PhantomSlide slide, int seed) => Labels.Random(SourceImages.Load([slide.Stream()]).SlideLevels[0].Matrix.Geometry, 2, seed);

    private static Segmentation Reopened(Segmentation segmentation)
    {
        using var stream = new MemoryStream();
        segmentation.Save(stream);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }
}
