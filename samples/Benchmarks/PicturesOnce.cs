using System.Diagnostics;

namespace Dcmqi.Benchmarks;

/// <summary>Draws a few times in this process: for machines that are busy with other work.</summary>
internal static class PicturesOnce
{
    private const int Repeats = 9;

    public static void Run()
    {
        var pictures = new Pictures();
        pictures.Setup();
        Tell("one slice", pictures.OneSlice);
        Tell("one slice as PNG", () => pictures.OneSlicePng());
        Tell("montage of 20", pictures.Montage);
        Tell("MIP, coronal", pictures.Mip);
    }

    private static void Tell(string name, Action work)
    {
        work();
        double[] milliseconds = new double[Repeats];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            var clock = Stopwatch.StartNew();
            work();
            milliseconds[repeat] = clock.Elapsed.TotalMilliseconds;
        }

        double used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds / Repeats;
        Array.Sort(milliseconds);
        Console.WriteLine($"{name,-20} {milliseconds[0],7:0.0} ms at best, {milliseconds[Repeats / 2],7:0.0} ms in the middle, processor {used,7:0.0} ms, {(GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6 / Repeats,7:0.0} MB allocated");
    }
}
