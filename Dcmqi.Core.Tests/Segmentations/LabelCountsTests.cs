using System.IO.Compression;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Labels of files are counted as those of their volumes are.</summary>
public sealed class LabelCountsTests
{
    private VolumeFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new VolumeFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("a.nrrd", true)]
    [TestCase("a.nrrd", false)]
    [TestCase("a.seg.nrrd", true)]
    [TestCase("a.nhdr", true)]
    [TestCase("a.mha", true)]
    [TestCase("a.mhd", false)]
    [TestCase("a.nii", false)]
    [TestCase("a.nii.gz", true)]
    [TestCase("a.hdr", false)]
    [TestCase("a.img.gz", true)]
    public void Of_FileOfAnyTypeAndComponents_IsThatOfItsVolume(string name, bool isCompressed)
    {
        var random = new Random(name.Length);
        foreach (Type type in VolumeSamples.Types)
        {
            foreach ((VolumeComponentAxis axis, int components) in new[] { (VolumeComponentAxis.None, 1), (VolumeComponentAxis.Time, 3), (VolumeComponentAxis.Vector, 2) })
            {
                Volume volume = Whole(VolumeSamples.Random(random, VolumeSamples.Plain(7, 5, 9), type, axis, components));
                VolumeFile.Write(_folder[name], volume, new() { ByteOrder = (VolumeByteOrder)random.Next(2), Compression = isCompressed ? null : CompressionLevel.NoCompression });
                IReadOnlyList<LabelCounts> found = LabelCounts.Of(_folder[name]);
                AssertSame(found, LabelCounts.Of(VolumeFile.Read(_folder[name])));
                Assert.That(found, Has.Count.EqualTo(components));
                Assert.That(found.Select(counts => counts.Fault), Has.All.Null);
                for (int component = 0; component < components; component++)
                    Assert.That(found[component].Voxels, Is.EqualTo(Naive(volume, component)), $"{type.Name} {axis}");
            }
        }
    }

    // Blocks of 4 MB end within slices and within volumes.
    [TestCase("a.nrrd", VolumeComponentAxis.Time)]
    [TestCase("a.nii.gz", VolumeComponentAxis.Time)]
    [TestCase("a.seg.nrrd", VolumeComponentAxis.List)]
    [TestCase("a.mha", VolumeComponentAxis.Vector)]
    public void Of_FileOfSomeBlocks_IsThatOfItsVolume(string name, VolumeComponentAxis axis)
    {
        var volume = new Volume<short>(VolumeSamples.Plain(173, 211, 67), new short[173 * 211 * 67 * 3], axis, 3);
        var random = new Random(4);
        for (int at = 0; at < volume.Voxels.Length;)
        {
            int length = Math.Min(random.Next(1, 900), volume.Voxels.Length - at);
            volume.Voxels.Slice(at, length).Fill((short)random.Next(-3, 9));
            at += length;
        }

        VolumeFile.Write(_folder[name], volume);
        var told = new List<ConversionProgress>();
        IReadOnlyList<LabelCounts> found = LabelCounts.Of(_folder[name], new Follower(told.Add));
        for (int component = 0; component < 3; component++)
            Assert.That(found[component].Voxels, Is.EqualTo(Naive(volume, component)));
        Assert.That(told.Select(one => (one.Stage, one.Total)).Distinct(), Is.EqualTo(new[] { ("Reading volume", (long)volume.Voxels.Length) }));
        Assert.That(told, Has.Count.GreaterThan(2));
        Assert.That(told.Select(one => one.Completed), Is.Ordered.Ascending);
        Assert.That(told[^1].Completed, Is.EqualTo(volume.Voxels.Length));
    }

    [TestCase("a.nrrd")]
    [TestCase("a.nii.gz")]
    public void Of_ValuesThatAreNoLabels_NamesTheFirstAndStopsCounting(string name)
    {
        var real = new Volume<float>(VolumeSamples.Plain(1100, 1000, 3));
        (real[2, 1, 0], real[7, 990, 1], real[8, 990, 1], real[3, 2, 2]) = (-4, 5, 0.5f, 6);
        VolumeFile.Write(_folder[name], real);
        LabelCounts ofFile = LabelCounts.Of(_folder[name]).Single();
        Assert.That(ofFile.Fault, Is.EqualTo($"'{name}' is no label map: voxel (8, 990, 1) is 0.5, not a whole number. Give fractions to AddFractions, or threshold them first."));
        Assert.That(ofFile.Voxels.Keys, Is.EqualTo(new[] { -4L, 5 }));
        AssertSame([ofFile], LabelCounts.Of(VolumeFile.Read(_folder[name])));
        Assert.That(ofFile.ToString(), Is.EqualTo("LabelCounts: 2 labels from -4 to 5"));
        Assert.That(LabelCounts.Of(new Volume<byte>(real.Geometry))[0].ToString(), Is.EqualTo("LabelCounts: no label"));
    }

    // Within and beyond 16 bits.
    [Test]
    public void Of_LabelsOfAnySize_AreAscending()
    {
        int[] labels = [65_536, -1, 1, 65_535, -65_537, 65_535, int.MaxValue, -65_536, int.MinValue, 32_768, -1];
        LabelCounts counts = LabelCounts.Of(new Volume<int>(VolumeSamples.Plain(labels.Length, 1, 1), labels))[0];
        Assert.That(counts.Voxels.Keys, Is.EqualTo(labels.Distinct().Order().Select(label => (long)label)));
        Assert.That(counts.Voxels.Values, Is.EqualTo(new[] { 1, 1, 1, 2, 1, 1, 2, 1, 1 }));
    }

    [Test]
    public void Of_LargeUnsignedValues_AreOneLabel()
    {
        var volume = new Volume<ulong>(VolumeSamples.Plain(3, 1, 1), [ulong.MaxValue, 7, ulong.MaxValue - 1]);
        Assert.That(LabelCounts.Of(volume)[0].Voxels, Is.EqualTo(new Dictionary<long, long> { [7] = 1, [long.MaxValue] = 2 }));
    }

    [TestCase("a.nrrd")]
    [TestCase("a.nii.gz")]
    [TestCase("a.mha")]
    public void Of_FileThatIsCutOrDamagedOrCancelled_Throws(string name)
    {
        var labels = new Volume<byte>(VolumeSamples.Plain(512, 512, 70));
        new Random(3).NextBytes(labels.Slice(40));
        VolumeFile.Write(_folder[name], labels);
        using var cancellation = new CancellationTokenSource();
        long last = 0;
        var follower = new Follower(told =>
        {
            last = told.Completed;
            cancellation.Cancel();
        });
        Assert.That(() => LabelCounts.Of(_folder[name], follower, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(last, Is.GreaterThan(0).And.LessThan(labels.Voxels.Length));
        byte[] whole = File.ReadAllBytes(_folder[name]);
        whole[^5] ^= 1;
        File.WriteAllBytes(_folder[name], whole);
        string said = Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(_folder[name]))!.Message;
        Assert.That(() => LabelCounts.Of(_folder[name]), Throws.TypeOf<VolumeFormatException>().With.Message.EqualTo(said));
        File.WriteAllBytes(_folder[name], whole[..(whole.Length / 2)]);
        Assert.That(() => LabelCounts.Of(_folder[name]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains(name));
    }

    [Test]
    public void Of_ReaderOfWhichSlicesWereRead_IsRefused()
    {
        VolumeFile.Write(_folder["a.nii.gz"], Labels.Random(VolumeSamples.Plain(5, 4, 3), 2, seed: 1));
        using VolumeReader reader = VolumeReader.Open(_folder["a.nii.gz"]);
        Assert.That(LabelCounts.Of(reader)[0].Voxels.Keys, Is.EqualTo(new[] { 1L, 2 }));
        Assert.That(() => LabelCounts.Of(reader), Throws.ArgumentException.With.Message.Contains("open the file anew"));
        Assert.That(() => reader.ReadSlices<byte>(2, 1, new byte[20]), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("the next is 3 of 3"));
        reader.Dispose();
        using VolumeReader closed = VolumeReader.Open(_folder["a.nii.gz"]);
        closed.Dispose();
        Assert.That(() => LabelCounts.Of(closed), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void FromPreset_Files_SaysTheSameAsTheirVolumes()
    {
        var time = new Volume<byte>(VolumeSamples.Plain(6, 5, 4), new byte[6 * 5 * 4 * 2], VolumeComponentAxis.Time, 2);
        (time.Voxels[7], time.Voxels[130], time.Voxels[131], time.Voxels[200]) = (5, 5, 3, 250);
        var vector = new Volume<int>(VolumeSamples.Plain(6, 5, 4), new int[6 * 5 * 4 * 2], VolumeComponentAxis.Vector, 2);
        (vector.Voxels[7], vector.Voxels[130], vector.Voxels[131]) = (5, 2, 1000);
        var real = new Volume<double>(VolumeSamples.Plain(6, 5, 4));
        real.Voxels[50] = 44;
        string[] paths = [.. new[] { "time.nii.gz", "vector.mha", "real.nrrd" }.Select(name => _folder[name])];
        Volume[] volumes = [time, vector, real];
        for (int index = 0; index < paths.Length; index++)
            VolumeFile.Write(paths[index], volumes[index]);
        SegmentationMetadata ofFiles = SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, paths);
        SegmentationMetadata ofVolumes = SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, [.. paths.Select(path => VolumeFile.Read(path))]);
        Assert.That(ofFiles, Is.EqualTo(ofVolumes));
        Assert.That(ofFiles.Warnings, Is.EqualTo(ofVolumes.Warnings));
        Assert.That(ofFiles.SegmentAttributes.Select(list => string.Join(' ', list.Select(segment => segment.LabelId))), Is.EqualTo(new[] { "3 5", "5", "2", "44" }));
        Assert.That(ofFiles.Warnings, Has.One.Contains("'time.nii.gz' holds label 250 (1 voxel)").And.One.Contains("'vector.mha' holds label 1000 (1 voxel)"));

        // All faults of all files, in order.
        real.Voxels[77] = 0.25;
        VolumeFile.Write(paths[2], real);
        time.Voxels.Replace<byte>(5, 251);
        time.Voxels.Replace<byte>(3, 252);
        VolumeFile.Write(paths[0], time);
        string said = Assert.Throws<ConversionException>(() => SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, paths))!.Message;
        Assert.That(said, Is.EqualTo(Assert.Throws<ConversionException>(() => SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, [.. paths.Select(path => VolumeFile.Read(path))]))!.Message));
        Assert.That(said, Does.Contain("'time.nii.gz' holds labels 250, 251, 252; TotalSegmentator total names none of them.").And.Contain("'real.nrrd' is no label map: voxel (5, 2, 2) is 0.25"));

        // What is wrong with a file comes before what it holds.
        byte[] whole = File.ReadAllBytes(paths[2]);
        File.WriteAllBytes(paths[2], whole[..^9]);
        Assert.That(() => SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, paths), Throws.TypeOf<VolumeFormatException>());
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.That(() => SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, paths[1], null, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void FromPreset_FaultAtAPointInTime_NamesIt()
    {
        var time = new Volume<float>(VolumeSamples.Plain(6, 5, 4), new float[6 * 5 * 4 * 2], VolumeComponentAxis.Time, 2);
        time.Voxels[121] = 0.5f;
        VolumeFile.Write(_folder["time.nii.gz"], time);
        Assert.That(
            () => SegmentationMetadata.FromPreset(SegmentPresets.TotalSegmentator, _folder["time.nii.gz"]),
            Throws.TypeOf<ConversionException>().With.Message.Contains("At point in time 2: 'time.nii.gz' is no label map: voxel (1, 0, 0) is 0.5"));
    }

    private static void AssertSame(IReadOnlyList<LabelCounts> found, IReadOnlyList<LabelCounts> expected)
    {
        Assert.That(found.Select(counts => counts.Fault), Is.EqualTo(expected.Select(counts => counts.Fault)));
        Assert.That(found.Select(counts => counts.Voxels), Is.EqualTo(expected.Select(counts => counts.Voxels)));
    }

    // Real numbers that are labels are whole.
    private static Volume Whole(Volume volume)
    {
        if (volume is Volume<float> single)
        {
            for (int voxel = 0; voxel < single.Voxels.Length; voxel++)
                single.Voxels[voxel] = MathF.Round(single.Voxels[voxel] / 1e5f);
        }
        else if (volume is Volume<double> real)
        {
            for (int voxel = 0; voxel < real.Voxels.Length; voxel++)
                real.Voxels[voxel] = Math.Round(real.Voxels[voxel] / 1e8);
        }

        return volume;
    }

    private static SortedDictionary<long, long> Naive(Volume volume, int component)
    {
        var counts = new SortedDictionary<long, long>();
        int length = (int)volume.Geometry.Size.VoxelCount;
        for (int voxel = component * length; voxel < (component + 1) * length; voxel++)
        {
            long label = volume switch
            {
                Volume<sbyte> v => v.Voxels[voxel],
                Volume<byte> v => v.Voxels[voxel],
                Volume<short> v => v.Voxels[voxel],
                Volume<ushort> v => v.Voxels[voxel],
                Volume<int> v => v.Voxels[voxel],
                Volume<uint> v => v.Voxels[voxel],
                Volume<long> v => v.Voxels[voxel],
                Volume<ulong> v => (long)Math.Min(v.Voxels[voxel], long.MaxValue),
                Volume<float> v => (long)v.Voxels[voxel],
                _ => (long)((Volume<double>)volume).Voxels[voxel],
            };
            if (label != 0)
                counts[label] = counts.GetValueOrDefault(label) + 1;
        }

        return counts;
    }

    private sealed class Follower(Action<ConversionProgress> follow) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => follow(value);
    }
}
