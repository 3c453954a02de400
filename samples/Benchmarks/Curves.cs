using System.Diagnostics;
using System.Globalization;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>How time grows with frames, and with segments where frames stay the same; printed as tables.</summary>
/// <remarks>Each number is the shortest of several runs in a warm process. All is in memory, so that disks do not count.</remarks>
public static class Curves
{
    private const int Runs = 3;

    private static readonly string[] Steps = ["build", "save", "open", "label map", "statistics", "one segment", "metadata"];

    /// <summary>Runs all and prints the tables.</summary>
    public static void Print()
    {
        foreach (SegmentationEncoding encoding in new[] { SegmentationEncoding.Binary, SegmentationEncoding.LabelMap })
            PrintFrames(encoding);
        foreach (SegmentationEncoding encoding in new[] { SegmentationEncoding.Binary, SegmentationEncoding.LabelMap })
            PrintSegments(encoding);
    }

    // A hundred segments side by side in each slice, or the slices themselves: frames grow with slices.
    private static void PrintFrames(SegmentationEncoding encoding)
    {
        int framesPerSlice = encoding == SegmentationEncoding.Binary ? 100 : 1;
        Console.WriteLine($"\n{encoding}, 40 x 25 pixels, 100 segments in each slice: microseconds for each frame");
        PrintHeader("frames");
        foreach (int frames in new[] { 1_000, 10_000, 100_000 })
        {
            int slices = frames / framesPerSlice;
            double[] seconds = Measure(encoding, 40, 25, slices, 100, (pixel, _) => (ushort)(1 + (pixel / 10)));
            PrintRow(frames, seconds, 1e6 / frames);
        }
    }

    // One frame in each of 10,000 slices, whatever the number of segments.
    private static void PrintSegments(SegmentationEncoding encoding)
    {
        const int Frames = 10_000;
        Console.WriteLine($"\n{encoding}, 32 x 32 pixels, 10,000 frames: milliseconds");
        PrintHeader("segments");
        foreach (int segments in new[] { 1, 10, 100, 1_000, 10_000 })
        {
            double[] seconds = Measure(encoding, 32, 32, Frames, segments, (pixel, slice) => pixel % 32 < 16 ? (ushort)(1 + ((long)slice * segments / Frames)) : (ushort)0);
            PrintRow(segments, seconds, 1e3);
        }
    }

    private static double[] Measure(SegmentationEncoding encoding, int columns, int rows, int slices, int segments, Func<int, int, ushort> labelAt)
    {
        var geometry = new VolumeGeometry(new VolumeSize(columns, rows, slices), default, new Vector3d(1, 1, 1), new Vector3d(1, 0, 0), new Vector3d(0, 1, 0), new Vector3d(0, 0, 1));
        var labels = new Volume<ushort>(geometry);
        for (int slice = 0; slice < slices; slice++)
        {
            Span<ushort> pixels = labels.Slice(slice);
            for (int pixel = 0; pixel < pixels.Length; pixel++)
                pixels[pixel] = labelAt(pixel, slice);
        }

        SourceImages source = SourceImages.Load(new PhantomSeries(geometry).Streams());
        SegmentationMetadata metadata = Metadata(segments);
        var best = new double[Steps.Length];
        Array.Fill(best, double.MaxValue);
        for (int run = 0; run < Runs; run++)
        {
            // What the run before left is not to be counted here.
            GC.Collect();
            using var file = new MemoryStream();
            int step = 0;
            Segmentation built = Time(() => new SegmentationBuilder(source, metadata) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build());
            Time(() =>
            {
                built.Save(file);
                return built;
            });
            file.Position = 0;
            Segmentation opened = Time(() => Segmentation.Open(file));
            Time(() => opened.ToLabelMap());
            Time(() => opened.GetStatistics());
            Time(() => opened.GetStatistics((segments + 1) / 2));
            Time(() => opened.GetMetadata(SegmentGrouping.PerSegment));

            T Time<T>(Func<T> work)
            {
                long start = Stopwatch.GetTimestamp();
                T result = work();
                best[step] = Math.Min(best[step], Stopwatch.GetElapsedTime(start).TotalSeconds);
                step++;
                return result;
            }
        }

        return best;
    }

    private static SegmentationMetadata Metadata(int segments) => new()
    {
        SegmentAttributes =
        [
            [
                .. Enumerable.Range(1, segments).Select(label => new SegmentAttributes
                {
                    LabelId = label,
                    SegmentLabel = $"Segment {label}",
                    SegmentedPropertyCategory = new CodedConcept("123037004", "SCT", "Anatomical Structure"),
                    SegmentedPropertyType = new CodedConcept("10200004", "SCT", "Liver"),
                    AlgorithmType = SegmentAlgorithmType.Automatic,
                    AlgorithmName = "Phantom",
                }),
            ],
        ],
    };

    private static void PrintHeader(string first) =>
        Console.WriteLine($"{first,10}{string.Concat(Steps.Select(step => $"{step,13}"))}");

    private static void PrintRow(int first, double[] seconds, double unit) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{first,10}{string.Concat(seconds.Select(value => (value * unit).ToString("0.00", CultureInfo.InvariantCulture).PadLeft(13)))}"));
}
