using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.ParametricMaps;

public class SlideParametricMapTests
{
    private const int Columns = 41;
    private const int Rows = 29;

    private static readonly PhantomSlide Slide = new(Columns, Rows, 8, 8) { Orientation = [0.8, 0.6, 0, -0.6, 0.8, 0], SpacingMm = (0.00025, 0.0005) };

    private static IEnumerable<TestCaseData> Kinds() =>
        from type in Enum.GetValues<ParametricMapPixelType>()
        from tiling in Enum.GetValues<SlideTiling>()
        from size in new TileSize?[] { null, new TileSize(7, 12), new TileSize(64, 50) }
        select new TestCaseData(type, tiling, size);

    [TestCaseSource(nameof(Kinds))]
    public void Build_Volume_GivesSameValuesBack(ParametricMapPixelType type, SlideTiling tiling, TileSize? size)
    {
        Volume values = type is ParametricMapPixelType.UInt8 or ParametricMapPixelType.UInt16 ? Whole() : Plane(1);
        using ParametricMap map = Maps.Reopened(Builder(tiling, size, new() { PixelType = type }).AddVolume(values).Build());

        Assert.That(map.ToDoubleVolume().Voxels.ToArray(), Is.EqualTo(values switch { Volume<byte> v => v.Voxels.ToArray().Select(value => (double)value), Volume<float> v => v.Voxels.ToArray().Select(value => (double)value), _ => [] }));
        Assert.That(map.SlideMatrix!.TileSize, Is.EqualTo(size ?? new TileSize(8, 8)));
        Assert.That(map.SlideMatrix.Tiling, Is.EqualTo(tiling));
        Assert.That(map.Geometry.IsCloseTo(SourceImages.Load([Slide.Stream()]).SlideLevels[0].Matrix.Geometry, 1e-9));
        Assert.That(map.Validate().Where(finding => type != ParametricMapPixelType.UInt8 || !finding.ToString().Contains("Bits", StringComparison.Ordinal)), Is.Empty);
        Assert.That(map.Warnings, Is.Empty);
        Assert.That(map.GetFrame(1).SourceInstanceUids.Distinct(), Is.EqualTo(new[] { Slide.SopInstanceUid }));
        Assert.That(map.Metadata.Quantity, Is.EqualTo(Maps.Adc.Quantity));
        Assert.That(map.Metadata.Derivation, Is.EqualTo(Maps.Adc.Derivation));
        Assert.That(map.FrameCount, Is.EqualTo(map.SlideMatrix.TilesAcross * map.SlideMatrix.TilesDown));
        Assert.That(map.ToString(), Does.Contain($"{Columns} x {Rows} in tiles of {map.Columns} x {map.Rows}"));
    }

    [Test]
    public void AddTiles_Sparse_KeepsTilesWithAValueAndTheirPlaces()
    {
        using ParametricMap map = Maps.Reopened(Builder(SlideTiling.Sparse, null).AddTiles((tile, values) =>
        {
            if ((tile.TileColumn + tile.TileRow) % 3 == 1)
                values[9] = tile.Column + (1000 * tile.Row);
        }).Build());

        Volume<float> plane = map.ToVolume();
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < Columns; x++)
            {
                bool hasValue = ((x / 8) + (y / 8)) % 3 == 1 && x % 8 == 1 && y % 8 == 1;
                Assert.That(plane[x, y, 0], Is.EqualTo(hasValue ? x - 1 + (1000 * (y - 1)) : float.NaN), $"({x}, {y})");
            }
        }

        // Of the last column of tiles one column lies within the plane; what is set beyond is no value.
        Assert.That(map.FrameCount, Is.EqualTo(Enumerable.Range(0, 6 * 4).Count(tile => tile % 6 < 5 && ((tile % 6) + (tile / 6)) % 3 == 1)));
        for (int number = 1; number <= map.FrameCount; number++)
        {
            ParametricMapFrame frame = map.GetFrame(number);
            (double x, double y) = Slide.PlaceMm(frame.MatrixColumn!.Value, frame.MatrixRow!.Value);
            Assert.That(frame.PositionMm.X, Is.EqualTo(x).Within(1e-6));
            Assert.That(frame.PositionMm.Y, Is.EqualTo(y).Within(1e-6));
            DataSet source = map.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[number - 1].GetItem(Tags.DerivationImageSequence)!.GetItems(Tags.SourceImageSequence).Single();
            Assert.That(source.GetInt32s(Tags.ReferencedFrameNumber), Is.EqualTo(new[] { Slide.FrameOf(frame.MatrixColumn.Value / 8, frame.MatrixRow.Value / 8) }));
        }

        Assert.That(map.Warnings, Is.Empty);
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void ReadRegion_AnyRegion_IsThatPartOfThePlane([Values] SlideTiling tiling)
    {
        Volume<float> values = Plane(2);
        using ParametricMap map = Maps.Reopened(Builder(tiling, new TileSize(9, 5)).AddVolume(values).Build());
        var random = new Random(7);
        for (int repeat = 0; repeat < 60; repeat++)
        {
            int column = random.Next(Columns), row = random.Next(Rows);
            int columns = 1 + random.Next(Columns - column), rows = 1 + random.Next(Rows - row);
            Volume<float> region = map.ReadRegion(column, row, columns, rows);
            for (int y = 0; y < rows; y++)
                Assert.That(region.Slice(0).Slice(y * columns, columns).ToArray(), Is.EqualTo(values.Slice(0).Slice(((row + y) * Columns) + column, columns).ToArray()), $"{column}, {row}, {columns} x {rows}");
            Assert.That((region.Geometry.OriginMm - map.SlideMatrix!.PositionMm(column, row)).Length, Is.LessThan(1e-9));
        }
    }

    [Test]
    public void ToVolume_Reduced_TakesThePixelInTheMiddle([Values(2, 3, 7, 50)] int reduction)
    {
        Volume<float> values = Plane(3);
        using ParametricMap map = Builder(SlideTiling.Sparse, new TileSize(9, 5)).AddVolume(values).Build();
        Volume<float> small = map.ToVolume(new ParametricMapReadOptions { Region = new SlideRegion { Column = 4, Row = 3, Reduction = reduction } });

        Assert.That(small.Geometry.Size, Is.EqualTo(new VolumeSize((Columns - 4 + reduction - 1) / reduction, (Rows - 3 + reduction - 1) / reduction, 1)));
        for (int y = 0; y < small.Geometry.Size.Y; y++)
        {
            for (int x = 0; x < small.Geometry.Size.X; x++)
                Assert.That(small[x, y, 0], Is.EqualTo(values[Math.Min(4 + (x * reduction) + ((reduction - 1) / 2), Columns - 1), Math.Min(3 + (y * reduction) + ((reduction - 1) / 2), Rows - 1), 0]));
        }

        Vector3d middle = (map.SlideMatrix!.PositionMm(4, 3) + map.SlideMatrix.PositionMm(4 + reduction - 1, 3 + reduction - 1)) * 0.5;
        Assert.That((small.Geometry.OriginMm - middle).Length, Is.LessThan(1e-9));
        Assert.That(small.Geometry.SpacingMm.X, Is.EqualTo(0.00025 * reduction).Within(1e-12));
    }

    [Test]
    public void Build_SeveralQuantities_AreVolumesOfTheirOwnWithTheirOwnTiles()
    {
        Volume<float> first = Plane(4), second = Plane(5);
        using ParametricMap map = Maps.Reopened(Builder(SlideTiling.Sparse, null)
            .AddVolume(first)
            .AddTiles((tile, values) => values[0] = tile.TileRow == 2 ? tile.TileColumn : float.NaN, Maps.Transfer)
            .AddVolume(second).Build());

        Assert.That(map.Volumes.Select(volume => (volume.Mapping.Quantity, volume.FrameCount)), Is.EqualTo(new[] { (Maps.Adc.Quantity, 24), (Maps.Adc.Quantity, 24), (Maps.Transfer.Quantity, 6) }));
        Assert.That(map.ToVolume(new ParametricMapReadOptions { VolumeIndex = 0 }).Voxels.ToArray(), Is.EqualTo(first.Voxels.ToArray()));
        Assert.That(map.ToVolume(new ParametricMapReadOptions { VolumeIndex = 1 }).Voxels.ToArray(), Is.EqualTo(second.Voxels.ToArray()));
        Assert.That(map.ReadRegion(0, 16, Columns, 1, volumeIndex: 2).Voxels.ToArray().Where(float.IsFinite), Is.EqualTo(new float[] { 0, 1, 2, 3, 4, 5 }));
        Assert.That(map.ToVolume().Components, Is.EqualTo(3));
        Assert.That(map.Warnings, Is.Empty);
        Assert.That(map.Validate(), Is.Empty);
        Assert.That(() => Builder(SlideTiling.Full, null).AddVolume(first).AddVolume(second).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("SlideTiling.Sparse"));
    }

    [Test]
    public void Build_SmallerLevelAndFocalPlanes_LieWhereTheyAre([Values] SlideTiling tiling)
    {
        var large = new PhantomSlide(40, 30, 8, 8) { FocalPlanesUm = [0, 2.5] };
        var small = new PhantomSlide(20, 15, 8, 8) { Instance = 1, SpacingMm = (0.001, 0.001), FocalPlanesUm = [0, 2.5] };
        SourceImages source = SourceImages.Load([large.Stream(), small.Stream()]);
        Volume<float> values = Maps.Float(source.SlideLevels[1].Matrix.Geometry, 6);
        using ParametricMap map = Maps.Reopened(new SlideParametricMapBuilder(source, Maps.Transfer) { Tiles = new() { Level = 1, Tiling = tiling } }.AddVolume(values).Build());

        Assert.That(map.ToVolume().Voxels.ToArray(), Is.EqualTo(values.Voxels.ToArray()));
        Assert.That(map.Geometry.IsCloseTo(source.SlideLevels[1].Matrix.Geometry, 1e-9));
        Assert.That(map.ReadRegion(3, 2, 5, 4, focalPlane: 1)[4, 3, 0], Is.EqualTo(values[7, 5, 1]));
        Assert.That(map.GetFrame(1).SourceInstanceUids.Distinct(), Is.EqualTo(new[] { small.SopInstanceUid }));
        Assert.That(map.Validate(), Is.Empty);
        Assert.That(() => new SlideParametricMapBuilder(source, Maps.Transfer).AddVolume(values), Throws.TypeOf<ConversionException>().With.Message.Contains("40 x 30 x 2"));
    }

    [Test]
    public void Build_WholeNumbersWithoutPadding_AsksForItWhereTilesLackValues([Values] SlideTiling tiling)
    {
        SlideParametricMapBuilder With(double? padding) => Builder(tiling, null, new() { PixelType = ParametricMapPixelType.UInt16, PaddingValue = padding })
            .AddTiles((tile, values) => values.Fill(tile.TileColumn == 0 ? 5 + tile.TileRow : float.NaN));

        using (ParametricMap map = Maps.Reopened(With(65535).Build()))
        {
            Volume<float> plane = map.ToVolume();
            Assert.That((plane[7, 28, 0], plane[8, 28, 0]), Is.EqualTo((8f, float.NaN)));
            Assert.That(map.FrameCount, Is.EqualTo(tiling == SlideTiling.Full ? 24 : 4));
        }

        if (tiling == SlideTiling.Full)
            Assert.That(() => With(null).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("PaddingValue"));
        else
            Assert.That(With(null).Build().FrameCount, Is.EqualTo(4));
    }

    [Test]
    public void Build_NothingHasAValue_IsOneTile()
    {
        using ParametricMap map = Maps.Reopened(Builder(SlideTiling.Sparse, null).AddTiles((_, _) => { }).Build());
        Assert.That(map.FrameCount, Is.EqualTo(1));
        Assert.That(map.ReadRegion(0, 0, 3, 3).Voxels.ToArray(), Is.All.NaN);
        Assert.That(() => Builder(SlideTiling.Sparse, null).Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("AddTiles or AddVolume"));
    }

    // PS3.3 C.7.6.17.3 has no word on several quantities of a TILED_FULL map; what others write comes in sets of all tiles.
    [Test]
    public void Open_FullWithTwoSetsOfTiles_IsTwoVolumesWithAWarning()
    {
        using ParametricMap one = Builder(SlideTiling.Full, null).AddVolume(Plane(8)).Build();
        byte[] pixels = new byte[24 * 64 * 4 * 2];
        for (int pixel = 0; pixel < pixels.Length / 4; pixel++)
            BitConverter.TryWriteBytes(pixels.AsSpan(pixel * 4), pixel < 24 * 64 ? 1.5f : 2.5f);
        using ParametricMap two = Maps.Changed(one, dataSet =>
        {
            dataSet.Set(Tags.NumberOfFrames, 48);
            dataSet.SetBulk(Tags.FloatPixelData, VR.OF, new MemoryBulkValue(pixels));
        });

        Assert.That(two.Volumes.Select(volume => volume.FrameCount), Is.EqualTo(new[] { 24, 24 }));
        Assert.That(two.ReadRegion(40, 28, 1, 1, volumeIndex: 1).Voxels[0], Is.EqualTo(2.5f));
        Assert.That(two.Warnings, Has.Some.Contains("in order of the frames"));
        Assert.That(() => Maps.Changed(one, dataSet => dataSet.Set(Tags.NumberOfFrames, 23)), Throws.TypeOf<DicomFormatException>().With.Message.Contains("TILED_FULL"));
    }

    [Test]
    public void Open_AskewTiles_LaterOnesStand()
    {
        using ParametricMap map = Maps.Changed(Builder(SlideTiling.Sparse, null).AddTiles((tile, values) => values.Fill(tile is { TileRow: 0, TileColumn: < 2 } ? tile.TileColumn : float.NaN)).Build(), dataSet =>
            dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[1].GetItem(Tags.PlanePositionSlideSequence)!.Set(Tags.ColumnPositionInTotalImagePixelMatrix, 6));

        Assert.That(map.ReadRegion(0, 3, 14, 1).Voxels.ToArray(), Is.EqualTo(new float[] { 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, float.NaN }));
    }

    [Test]
    public void Save_SameSeedAnyThreads_IsTheSameBytes()
    {
        byte[][] files = [.. new[] { 1, 4 }.Select(threads =>
        {
            var stream = new MemoryStream();
            new SlideParametricMapBuilder(SourceImages.Load([Slide.Stream()]), Maps.Adc)
            {
                Tiles = new() { MaxDegreeOfParallelism = threads },
                Authorship = new() { Uids = new UidGenerator("slide"), TimeProvider = new FixedTime() },
            }.AddTiles((tile, values) => values.Fill(tile.TileColumn % 2 == 0 ? tile.Row : float.NaN)).Build().Save(stream);
            return stream.ToArray();
        })];
        Assert.That(files[0], Is.EqualTo(files[1]));
    }

    [Test]
    public void Region_OfAMapOfAVolume_IsRefused()
    {
        VolumeGeometry geometry = Grids.Axial(5, 4, 3);
        using ParametricMap map = new ParametricMapBuilder(CtSeries.Load(geometry), Maps.Adc).AddVolume(Maps.Float(geometry, 1)).Build();
        Assert.That(map.SlideMatrix, Is.Null);
        Assert.That(() => map.ReadRegion(0, 0, 1, 1), Throws.TypeOf<ConversionException>().With.Message.Contains("no tiles"));
    }

    private static SlideParametricMapBuilder Builder(SlideTiling tiling, TileSize? size, ParametricMapOptions? options = null) =>
        new(SourceImages.Load([Slide.Stream()]), Maps.Adc) { Tiles = new() { Tiling = tiling, Size = size }, Options = options ?? new() };

    private static Volume<float> Plane(int seed) => Maps.Float(SourceImages.Load([Slide.Stream()]).SlideLevels[0].Matrix.Geometry, seed);

    private static Volume<byte> Whole()
    {
        var volume = new Volume<byte>(SourceImages.Load([Slide.Stream()]).SlideLevels[0].Matrix.Geometry);
        new Random(3).NextBytes(volume.Voxels);
        return volume;
    }
}
