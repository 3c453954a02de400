using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Regions of slides in lower resolutions, and on other levels of the pyramid.</summary>
public class SlideRegionTests
{
    private const int Columns = 83;
    private const int Rows = 59;

    private static readonly PhantomSlide Large = new(Columns, Rows, 16, 16);
    private static readonly PhantomSlide Small = new(21, 15, 16, 16) { Instance = 1, SpacingMm = (0.002, 0.002) };

    [Test]
    public void ReadRegion_Reduced_TakesThePixelInTheMiddle([Values(1, 2, 3, 16, 100)] int reduction, [Values] SlideTiling tiling, [Values] SegmentationEncoding encoding)
    {
        Volume<ushort> labels = Plane();
        using Segmentation segmentation = Builder(tiling, encoding).AddLabelMap(labels).Build();
        LabelVolume small = segmentation.ReadRegion(new SlideRegion { Column = 5, Row = 2, Columns = 70, Rows = 50, Reduction = reduction });

        Assert.That(small.Geometry.Size, Is.EqualTo(new VolumeSize((70 + reduction - 1) / reduction, (50 + reduction - 1) / reduction, 1)));
        for (int y = 0; y < small.Geometry.Size.Y; y++)
        {
            for (int x = 0; x < small.Geometry.Size.X; x++)
                Assert.That(small[x, y, 0], Is.EqualTo(labels[5 + Math.Min((x * reduction) + ((reduction - 1) / 2), 69), 2 + Math.Min((y * reduction) + ((reduction - 1) / 2), 49), 0]), $"({x}, {y})");
        }

        Volume<float> fractions = segmentation.ReadFractions(new SlideRegion { Column = 5, Row = 2, Columns = 70, Rows = 50, Reduction = reduction }, 2);
        Assert.That(fractions.Voxels.ToArray(), Is.EqualTo(small.Voxels.ToArray().Select(label => label == 2 ? 1f : 0f)));
    }

    [Test]
    public void ReadRegion_OnALowerLevel_TakesTheNearestPixel([Values] SlideTiling tiling)
    {
        Volume<ushort> labels = Plane();
        using Segmentation segmentation = Builder(tiling, SegmentationEncoding.LabelMap).AddLabelMap(labels).Build();
        SlideMatrix level = Source().SlideLevels[1].Matrix;
        LabelVolume onLevel = segmentation.ReadRegion(new SlideRegion { Level = level });

        Assert.That(onLevel.Geometry.IsCloseTo(level.Geometry, 1e-9));
        for (int y = 0; y < 15; y++)
        {
            // The level's last row begins where the plane's last is.
            for (int x = 0; x < 21; x++)
                Assert.That(onLevel[x, y, 0], Is.EqualTo(x * 4 < Columns && y * 4 < Rows ? labels[x * 4, y * 4, 0] : 0), $"({x}, {y})");
        }

        LabelVolume part = segmentation.ReadRegion(new SlideRegion { Level = level, Column = 7, Row = 4, Columns = 9, Rows = 6 });
        Assert.That(part[8, 5, 0], Is.EqualTo(onLevel[15, 9, 0]));
        Assert.That((part.Geometry.OriginMm - level.PositionMm(7, 4)).Length, Is.LessThan(1e-9));
    }

    [Test]
    public void ReadRegion_OnAHigherLevel_RepeatsPixels()
    {
        SourceImages source = Source();
        Volume<ushort> labels = Labels.Random(source.SlideLevels[1].Matrix.Geometry, 2, 5);
        using Segmentation segmentation = new SlideSegmentationBuilder(source, Labels.Metadata(2)) { Tiles = new() { Level = 1 } }.AddLabelMap(labels).Build();
        LabelVolume onLarge = segmentation.ReadRegion(new SlideRegion { Level = source.SlideLevels[0].Matrix, Column = 2, Columns = 20, Rows = 9 });

        for (int y = 0; y < 9; y++)
        {
            // The nearest of pixels at 0, 4, 8...; half way it is the first.
            for (int x = 0; x < 20; x++)
                Assert.That(onLarge[x, y, 0], Is.EqualTo(labels[(x + 2 + 1) / 4, (y + 1) / 4, 0]), $"({x}, {y})");
        }
    }

    [Test]
    public void ReadRegion_LevelElsewhereOrTurned_IsRefused()
    {
        using Segmentation segmentation = Builder(SlideTiling.Sparse, SegmentationEncoding.Binary).AddLabelMap(Plane()).Build();
        SlideMatrix turned = SourceImages.Load([new PhantomSlide(21, 15, 16, 16) { Orientation = [-1, 0, 0, 0, 1, 0] }.Stream()]).SlideLevels[0].Matrix;
        SlideMatrix elsewhere = SourceImages.Load([new PhantomSlide(21, 15, 16, 16) { OriginMm = (70, 70) }.Stream()]).SlideLevels[0].Matrix;

        Assert.That(() => segmentation.ReadRegion(new SlideRegion { Level = turned }), Throws.TypeOf<ConversionException>().With.Message.Contains("other directions"));
        Assert.That(() => segmentation.ReadRegion(new SlideRegion { Level = elsewhere }), Throws.TypeOf<ConversionException>().With.Message.Contains("no pixel in common"));
        Assert.That(() => segmentation.ReadRegion(new SlideRegion { Reduction = 0 }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => segmentation.ReadRegion(new SlideRegion { Column = Columns }), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => segmentation.ReadRegion(new SlideRegion { Rows = Rows + 1 }), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // What is kept in memory is what is asked for, not the plane.
    [Test]
    public void ReadRegion_ReducedPlaneOfManyPixels_TakesTheMemoryOfTheResult()
    {
        var huge = new PhantomSlide(90_000, 80_000, 500, 500) { IsFull = true, HasPixels = false, Change = image => image.Bytes(0x00282000, "OB", new byte[30_000]) };
        using Segmentation segmentation = new SlideSegmentationBuilder(SourceImages.Load([huge.Stream()]), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.LabelMap } }
            .AddTiles((tile, labels) => labels[..(tile is { TileColumn: 100, TileRow: < 30 } ? 250_000 : 0)].Fill(1)).Build();
        Assert.That(() => segmentation.ToLabelMap(), Throws.TypeOf<ConversionException>().With.Message.Contains("SlideRegion.Reduction"));
        segmentation.ReadRegion(new SlideRegion { Column = 50_000, Columns = 500, Rows = 500, Reduction = 100 });

        long before = GC.GetAllocatedBytesForCurrentThread();
        LabelVolume small = segmentation.ReadRegion(new SlideRegion { Reduction = 1000 });
        Assert.That(small.Geometry.Size, Is.EqualTo(new VolumeSize(90, 80, 1)));
        Assert.That(small.Voxels.ToArray().Count(label => label == 1), Is.EqualTo(15));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(40_000_000));
    }

    private static SourceImages Source() => SourceImages.Load([Large.Stream(), Small.Stream()]);

    private static SlideSegmentationBuilder Builder(SlideTiling tiling, SegmentationEncoding encoding) =>
        new(Source(), Labels.Metadata(3)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling } };

    private static Volume<ushort> Plane() => Labels.Random(Source().SlideLevels[0].Matrix.Geometry, 3, 11);
}
