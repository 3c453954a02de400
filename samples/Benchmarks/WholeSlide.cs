using System.Diagnostics;
using System.Globalization;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>A slide of 100,000 x 100,000 pixels with large regions and 200,000 nuclei, written and read in a process of its own whose memory is measured.</summary>
public static class WholeSlide
{
    private const int Side = 100_000;
    private const int NucleusCount = 200_000;

    /// <summary>Writes a slide, or reads one.</summary>
    /// <param name="args"><c>write FILE Binary|LabelMap Sparse|Full None|Rle|DeflatedFrame|JpegLs [TILE]</c> or <c>read FILE</c>.</param>
    public static int Run(string[] args)
    {
        long started = Stopwatch.GetTimestamp();
        switch (args)
        {
            case ["write", string file, string encoding, string tiling, string compression, ..]:
                Write(file, Enum.Parse<SegmentationEncoding>(encoding), Enum.Parse<SlideTiling>(tiling), Enum.Parse<PixelCompression>(compression), args.Length > 5 ? int.Parse(args[5], CultureInfo.InvariantCulture) : 512);
                break;
            case ["read", string file]:
                Read(file);
                break;
            default:
                Console.Error.WriteLine("slide write FILE Binary|LabelMap Sparse|Full None|Rle|DeflatedFrame|JpegLs [TILE]\nslide read FILE");
                return 1;
        }

        Tell("all", started);
        return 0;
    }

    private static void Write(string file, SegmentationEncoding encoding, SlideTiling tiling, PixelCompression compression, int tile)
    {
        long started = Stopwatch.GetTimestamp();
        var slide = new PhantomSlide(Side, Side, tile, tile) { IsFull = true, HasPixels = false, SpacingMm = (0.00025, 0.00025) };
        SourceImages source = SourceImages.Load([slide.Stream()]);
        Tell($"source of {slide.FrameCount} frames", started);
        var metadata = new SegmentationMetadata { SegmentAttributes = [[Segment(1, "Nucleus"), Segment(2, "Tumour"), Segment(3, "Stroma")]] };
        var pattern = new Pattern(tile);
        started = Stopwatch.GetTimestamp();
        SlideSegmentationBuilder builder = new SlideSegmentationBuilder(source, metadata) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling } }.AddTiles(pattern.Fill);
        Tell("tiles filled", started);
        started = Stopwatch.GetTimestamp();
        Segmentation segmentation = builder.Build();
        Tell($"built: {segmentation}", started);
        started = Stopwatch.GetTimestamp();
        segmentation.Save(file, new() { Compression = compression });
        Tell($"saved {new FileInfo(file).Length / 1e6:0} MB", started);
    }

    private static void Read(string file)
    {
        long started = Stopwatch.GetTimestamp();
        Segmentation segmentation = Segmentation.Open(file);
        Tell($"opened: {segmentation}", started);
        started = Stopwatch.GetTimestamp();
        LabelVolume region = segmentation.ReadRegion(50_000, 50_000, 4096, 4096);
        Tell($"region of 4096 x 4096: {region.Voxels.ToArray().Count(label => label != 0)} labelled", started);
        started = Stopwatch.GetTimestamp();
        foreach (SegmentStatistics statistics in segmentation.GetStatistics())
            Console.WriteLine($"  {statistics}");
        Tell("statistics", started);
    }

    private static SegmentAttributes Segment(int label, string name) => new()
    {
        LabelId = label,
        SegmentLabel = name,
        SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
        SegmentedPropertyType = new CodedConcept("84640000", "SCT", "Nucleus"),
        AlgorithmType = SegmentAlgorithmType.Automatic,
        AlgorithmName = "Pattern",
    };

    private static void Tell(string what, long started)
    {
        string peak = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)) : $"peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1024} kB";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds,7:0.0} s  {peak}  {what}"));
    }

    // Discs with wavy edges, and ellipses on top of them; each tile asks for its own part.
    private sealed class Pattern
    {
        private readonly int _tile;
        private readonly (int X, int Y, int Radius, ushort Label)[] _regions;
        private readonly List<(int X, int Y, int Width, int Height)>?[] _nuclei;

        public Pattern(int tile)
        {
            _tile = tile;
            var random = new Random(20260201);
            _regions = [.. Enumerable.Range(0, 12).Select(index => (random.Next(Side), random.Next(Side), random.Next(5_000, 16_000), (ushort)(2 + (index % 2))))];
            int across = (Side + tile - 1) / tile;
            _nuclei = new List<(int, int, int, int)>?[across * across];
            for (int nucleus = 0; nucleus < NucleusCount; nucleus++)
            {
                (int x, int y, int width, int height) = (random.Next(Side), random.Next(Side), random.Next(10, 24), random.Next(10, 24));
                for (int down = Math.Max(0, y - height) / tile; down <= Math.Min(Side - 1, y + height) / tile; down++)
                {
                    for (int column = Math.Max(0, x - width) / tile; column <= Math.Min(Side - 1, x + width) / tile; column++)
                        (_nuclei[(down * across) + column] ??= []).Add((x, y, width, height));
                }
            }
        }

        public void Fill(SlideTile tile, Span<ushort> labels)
        {
            int across = (Side + _tile - 1) / _tile;
            for (int row = 0; row < tile.UsedRows; row++)
            {
                Span<ushort> line = labels.Slice(row * _tile, tile.UsedColumns);
                int y = tile.Row + row;
                foreach ((int x, int centre, int radius, ushort label) in _regions)
                {
                    double wavy = radius + (40 * Math.Sin(y / 37.0)) + (9 * Math.Sin(y / 3.0));
                    Ellipse(line, tile.Column, x, y - centre, wavy, wavy, label);
                }

                foreach ((int x, int centre, int width, int height) in _nuclei[(tile.TileRow * across) + tile.TileColumn] ?? [])
                    Ellipse(line, tile.Column, x, y - centre, width, height, 1);
            }
        }

        private static void Ellipse(Span<ushort> line, int first, int x, int dy, double width, double height, ushort label)
        {
            double part = 1 - (dy / height * (dy / height));
            if (part <= 0)
                return;
            int half = (int)(width * Math.Sqrt(part));
            int from = Math.Clamp(x - half - first, 0, line.Length);
            int to = Math.Clamp(x + half + 1 - first, 0, line.Length);
            line[from..to].Fill(label);
        }
    }
}
