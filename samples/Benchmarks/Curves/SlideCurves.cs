using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>Slides of many tiles, each tile a frame with one of three labels.</summary>
internal static class SlideCurves
{
    private const int Tile = 16;

    public static void Print()
    {
        foreach (SegmentationEncoding encoding in new[] { SegmentationEncoding.Binary, SegmentationEncoding.LabelMap })
        {
            var curve = new Curve($"Slides, {encoding}, tiles of {Tile} x {Tile} pixels", "tiles", runs: 2);
            foreach (int side in new[] { 32, 100, 316, 1_000 })
                Measure(curve, encoding, side);
            curve.Print();
        }
    }

    private static void Measure(Curve curve, SegmentationEncoding encoding, int side)
    {
        var slide = new PhantomSlide(side * Tile, side * Tile, Tile, Tile) { IsFull = true, HasPixels = false, SpacingMm = (0.00025, 0.00025) };
        SourceImages source = SourceImages.Load([slide.Stream()]);
        var metadata = new SegmentationMetadata { SegmentAttributes = [[Segment(1), Segment(2), Segment(3)]] };
        curve.Row(side * side, () =>
        {
            using var file = new MemoryStream();
            SlideSegmentationBuilder builder = curve.Time("tiles", () => new SlideSegmentationBuilder(source, metadata) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = SlideTiling.Sparse } }
                .AddTiles((tile, labels) => labels[..Tile].Fill((ushort)(1 + ((tile.TileRow + tile.TileColumn) % 3)))));
            using Segmentation built = curve.Time("build", () => builder.Build());
            curve.Time("save", () => built.Save(file));
            file.Position = 0;
            using Segmentation opened = curve.Time("open", () => Segmentation.Open(file));
            curve.Time("region", () => opened.ReadRegion(0, 0, side * Tile, side * Tile));
            curve.Time("statistics", () => opened.GetStatistics());
        });
    }

    private static SegmentAttributes Segment(int label) => new()
    {
        LabelId = label,
        SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
        SegmentedPropertyType = new CodedConcept("84640000", "SCT", "Nucleus"),
        AlgorithmType = SegmentAlgorithmType.Automatic,
        AlgorithmName = "Pattern",
    };
}
