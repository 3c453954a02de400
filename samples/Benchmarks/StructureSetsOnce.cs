using System.Diagnostics;
using Dcmqi.Tests.Support;

namespace Dcmqi.Benchmarks;

/// <summary>Contours to voxels and back, once in this process, with the processor time and memory that each step takes: for machines that are busy with other work.</summary>
internal static class StructureSetsOnce
{
    public static void Run(string folder)
    {
        (string images, string file) = StructureSetInputs.Make(folder);
        SourceImages source = SourceImages.Load(images);
        for (int round = 0; round < 3; round++)
        {
            using RtStructureSet set = Tell("open", () => RtStructureSet.Open(file));
            using Segmentation segmentation = Tell("rasterise all as segments", () => set.ToSegmentation(source));
            Tell("one mask", () => set.ToMask(set.Rois[0], source));
            Tell("one volume of fractions", () => set.ToFractions(set.Rois[0], source));
            using RtStructureSet back = Tell("outline all segments", () => new RtStructureSetBuilder(source).AddSegmentation(segmentation).Build());
        }

        Console.WriteLine($"largest resident set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
        RunBody(folder);
    }

    private static void RunBody(string folder)
    {
        SourceImages source = SourceImages.Load(BodyInputs.Make(folder).DicomFolder);
        var labels = new Volume<byte>(PhantomBody.Geometry, PhantomBody.Labels());
        IReadOnlyList<SegmentAttributes> segments = PhantomBody.Metadata().SegmentAttributes[0];
        string output = Path.Combine(folder, "body-rt.dcm");
        for (int round = 0; round < 3; round++)
        {
            Tell("contours of 104 segments written", () =>
            {
                using RtStructureSet set = new RtStructureSetBuilder(source).AddLabelMap(labels, segments).Build();
                set.Save(output);
                return set;
            });
        }

        Console.WriteLine($"{output}: {new FileInfo(output).Length / 1e6:0} MB");
    }

    private static T Tell<T>(string name, Func<T> work)
    {
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        T result = work();
        Console.WriteLine($"{name,-35} {clock.ElapsedMilliseconds,6} ms, processor {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds,6:0} ms, {(GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6,7:0} MB allocated");
        return result;
    }
}
