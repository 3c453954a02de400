using System.IO.Compression;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Files that end, or change, while their slices flow: an error that names the file, and nothing half taken in or written.</summary>
public sealed class StreamFaultTests
{
    private static readonly string[] Names = ["a.nrrd", "a.nhdr", "a.mha", "a.mhd", "a.nii", "a.hdr", "a.nii.gz", "z.nrrd", "z.nhdr", "z.mha", "z.mhd", "a.img.gz"];

    // As the images lie, and with their slices along the second axis of the file, and the first.
    private static readonly int[][] AxisOrders = [[0, 1, 2], [0, 2, 1], [2, 0, 1]];

    /// <summary>What is done to a file while it is read.</summary>
    public enum Fault
    {
        /// <summary>Its end goes.</summary>
        Shrinks,

        /// <summary>Another end is written over its own.</summary>
        IsRewritten,

        /// <summary>Something is added.</summary>
        Grows,
    }

    [TestCaseSource(nameof(Names))]
    public void Add_FileThatEndsWithinASlice_IsRefusedWhole(string name)
    {
        using var folder = new VolumeFolder();
        VolumeGeometry geometry = Grids.Axial(23, 17, 9);
        SourceImages source = CtSeries.Load(geometry);
        var random = new Random(name.GetHashCode(StringComparison.Ordinal) & 0xff);
        foreach (int[] axes in AxisOrders)
        {
            string data = Write(folder, name, new Volume<ushort>(Grids.Shuffled(geometry, axes, 2), Array.ConvertAll(new ushort[23 * 17 * 9], _ => (ushort)random.Next(1, 4))));
            byte[] whole = File.ReadAllBytes(data);
            for (int cut = 0; cut < 6; cut++)
            {
                // Behind the header, somewhere in the voxels.
                File.WriteAllBytes(data, whole[..^(1 + random.Next(whole.Length / 3))]);
                var builder = new SegmentationBuilder(source, Labels.Metadata(3));
                var contours = new RtStructureSetBuilder(source);
                var map = new ParametricMapBuilder(source, Maps.Adc);
                foreach (Action add in new Action[]
                {
                    () => builder.AddLabelMap(folder[name]),
                    () => builder.AddMask(folder[name]),
                    () => contours.AddLabelMap(folder[name], [Labels.Segment(1), Labels.Segment(2), Labels.Segment(3)]),
                    () => map.AddVolume(folder[name]),
                })
                {
                    VolumeFormatException fault = Assert.Throws<VolumeFormatException>(add, $"{cut}")!;
                    Assert.That(fault.Message, Does.Contain(Path.GetFileNameWithoutExtension(name)));
                }

                Assert.That(builder.ToString(), Does.StartWith("SegmentationBuilder: 0 label maps"));
                Assert.That(contours.ToString(), Does.StartWith("RtStructureSetBuilder: 0 regions"));
                Assert.That(map.ToString(), Does.StartWith("ParametricMapBuilder: 0 volumes"));
            }
        }
    }

    [Test]
    public void AddLabelMap_FileThatChangesMeanwhile_IsRefused([Values] Fault fault, [Values("a.mhd", "z.nrrd", "a.nii.gz")] string name, [Values(0, 1, 2)] int order)
    {
        using var folder = new VolumeFolder();

        // Of three blocks of slices: while the first is worked on, the last is still to be read.
        VolumeGeometry geometry = Grids.Axial(301, 290, 100);
        VolumeGeometry placed = Grids.Shuffled(geometry, AxisOrders[order], 0);
        var voxels = new byte[placed.Size.VoxelCount];
        for (int index = 0; index < voxels.Length; index++)
            voxels[index] = (byte)(index * 7919L >> 9 & 3);
        string data = Write(folder, name, new Volume<byte>(placed, voxels));
        var builder = new SegmentationBuilder(CtSeries.Load(Grids.Axial(3, 4, 5)), Labels.Metadata(3)) { Alignment = new() { Matching = SourceMatching.Prefer } };
        int told = 0;
        var follower = new Follower(_ =>
        {
            if (Interlocked.Increment(ref told) == 1)
                Change(data, fault);
        });
        VolumeFormatException refusal = Assert.Throws<VolumeFormatException>(() => builder.AddLabelMap(folder[name], follower))!;
        Assert.That(refusal.Message, Does.Contain(Path.GetFileName(data)).Or.Contain(name));
        Assert.That(refusal.Message, Does.Contain("The file changed while it was read: it was ").Or.Contain("damaged or cut short"));
        Assert.That(builder.ToString(), Does.StartWith("SegmentationBuilder: 0 label maps"));
        Assert.That(Directory.GetFiles(folder[""]), Has.None.Contains(".tmp"));
    }

    [Test]
    public void Add_CancelledBetweenBlocks_AddsNothing([Values(0, 1, 2)] int order, [Values] bool isResampled)
    {
        using var folder = new VolumeFolder();
        VolumeGeometry geometry = Grids.Axial(301, 290, 70);
        VolumeFile.Write(folder["a.nii.gz"], new Volume<byte>(Grids.Shuffled(geometry, AxisOrders[order], 0)), new() { Compression = CompressionLevel.Fastest });
        SourceImages source = CtSeries.Load(Grids.Axial(19, 14, 25));
        SourceAlignment alignment = new() { Matching = SourceMatching.Prefer, Resampling = isResampled ? Resampling.NearestNeighbor : null };
        var labels = new SegmentationBuilder(source, Labels.Metadata(3)) { Alignment = alignment };

        // At the first that is told of each stage: decoding, where it comes first, and slices.
        foreach (string stage in order == 0 && !isResampled ? new[] { "Reading labels" } : new[] { "Reading volume", "Reading labels" })
        {
            using var cancellation = new CancellationTokenSource();
            var follower = new Follower(told =>
            {
                if (told.Stage == stage)
                    cancellation.Cancel();
            });
            Assert.That(() => labels.AddLabelMap(folder["a.nii.gz"], follower, cancellation.Token), Throws.InstanceOf<OperationCanceledException>(), stage);
            Assert.That(labels.ToString(), Does.StartWith("SegmentationBuilder: 0 label maps"));
        }

        using var atOnce = new CancellationTokenSource();
        atOnce.Cancel();
        Assert.That(() => new RtStructureSetBuilder(source).AddLabelMap(folder["a.nii.gz"], [], cancellationToken: atOnce.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    // z: compressed in a format that need not be. Returns the file that the voxels are in.
    private static string Write(VolumeFolder folder, string name, Volume volume)
    {
        VolumeFile.Write(folder[name], volume, name.EndsWith(".gz", StringComparison.Ordinal) ? null : new() { Compression = name[0] == 'z' ? CompressionLevel.Fastest : CompressionLevel.NoCompression });
        string stem = Path.GetFileNameWithoutExtension(name);
        string? beside = new[] { ".raw", ".raw.gz", ".zraw", ".img" }.FirstOrDefault(extension => !name.EndsWith(".gz", StringComparison.Ordinal) && File.Exists(folder[stem + extension]));
        return folder[beside is null ? name : stem + beside];
    }

    // As another program would that asks nobody.
    private static void Change(string path, Fault fault)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        switch (fault)
        {
            case Fault.Shrinks:
                file.SetLength(file.Length / 4);
                break;
            case Fault.IsRewritten:
                file.Position = file.Length / 2;
                file.Write(new byte[1000]);
                break;
            default:
                file.Position = file.Length;
                file.Write(new byte[1000]);
                break;
        }

        file.Flush();
        file.Dispose();
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));
    }

    private sealed class Follower(Action<ConversionProgress> told) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => told(value);
    }
}
