using System.Diagnostics;

namespace Dcmqi.Benchmarks;

/// <summary>Measures the whole body a few times, with the processor time that each family takes and the memory that it adds.</summary>
internal static class MeasuringOnce
{
    public static void Run(bool isReal)
    {
        (Segmentation segmentation, Volume image) = Measuring.Inputs(Path.Combine(Path.GetTempPath(), "dcmqi-benchmarks"), isReal);
        Tell("labels", () => segmentation.ToLabelMap());
        foreach (FeatureFamily families in (FeatureFamily[])[FeatureFamily.None, FeatureFamily.Shape, FeatureFamily.Intensity, FeatureFamily.Histogram, FeatureFamily.Peak, FeatureFamily.Mesh, FeatureFamily.Diameters, FeatureFamily.Shape | FeatureFamily.Intensity | FeatureFamily.Peak | FeatureFamily.Histogram, FeatureFamily.Default, FeatureFamily.Hull, FeatureFamily.VolumeHistogram, FeatureFamily.Spatial])
            Tell(families.ToString(), () => SegmentMeasurements.Measure(segmentation, image, new SegmentMeasurementOptions { Families = families }));
    }

    private static void Tell(string name, Func<object> work)
    {
        work();
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true), peak = before;
        using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(false)), null, 0, 5);
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        work();
        Console.WriteLine($"{name,-30} {clock.ElapsedMilliseconds,6} ms, processor {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds,6:0} ms, memory at most {(peak - before) / 1e6,6:0} MB more");
    }
}
