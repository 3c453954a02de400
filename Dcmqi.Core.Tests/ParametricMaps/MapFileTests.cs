using System.IO.Compression;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>Files that are too large to be held give what their volumes in memory give, and nothing else once they change.</summary>
public sealed class MapFileTests
{
    // Some more values than are held.
    private static readonly VolumeGeometry Geometry = Grids.Axial(251, 243, 71);

    private static readonly Volume<float> Values = Made(Geometry);

    [TestCase("a.nrrd", true, null)]
    [TestCase("a.nrrd", false, null)]
    [TestCase("a.nrrd", false, ParametricMapPixelType.UInt16)]
    [TestCase("a.nii", false, ParametricMapPixelType.Double)]
    [TestCase("a.mhd", false, null)]
    [TestCase("a.nii.gz", true, ParametricMapPixelType.UInt16)]
    public void AddVolume_LargeFile_IsThatOfTheVolume(string name, bool isCompressed, ParametricMapPixelType? pixels)
    {
        using var folder = new VolumeFolder();
        Volume<float> shuffled = Values.ResampleTo(Grids.Shuffled(Geometry, [1, 0, 2], pixels is null ? 5 : 0), Resampling.NearestNeighbor);
        VolumeFile.Write(folder[name], shuffled, Plain(isCompressed, isCompressed ? VolumeByteOrder.LittleEndian : VolumeByteOrder.BigEndian));
        using ParametricMap ofFile = Builder(pixels).AddVolume(folder[name]).Build();
        using ParametricMap ofVolume = Builder(pixels).AddVolume(VolumeFile.Read(folder[name])).Build();
        AssertSame(ofFile, ofVolume);
        Assert.That(ofFile.LargestRoundingError, Is.EqualTo(ofVolume.LargestRoundingError));
    }

    // Slices along the second axis of the file, which are read where they lie, and along the first.
    [TestCase("a.nrrd", false, 0, 2, 1, null)]
    [TestCase("a.nii.gz", true, 1, 2, 0, null)]
    [TestCase("a.nrrd", false, 2, 0, 1, ParametricMapPixelType.UInt16)]
    [TestCase("a.nrrd", false, 0, 2, 1, null, Resampling.Linear)]
    [TestCase("a.nii.gz", true, 0, 1, 2, null, Resampling.NearestNeighbor)]
    public void AddVolume_LargeFileInAnyOrderOrGrid_IsThatOfTheVolume(string name, bool isCompressed, int x, int y, int z, ParametricMapPixelType? pixels, Resampling? resampling = null)
    {
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder[name], Values.ResampleTo(Grids.Shuffled(Geometry, [x, y, z], 3), Resampling.NearestNeighbor), isCompressed ? new() { Compression = CompressionLevel.Fastest } : Plain(false));
        SourceImages source = CtSeries.Load(resampling is null ? Grids.Axial(3, 4, 5) : Grids.Axial(260, 231, 5));
        SourceAlignment alignment = new() { Matching = SourceMatching.Prefer, Resampling = resampling };
        ParametricMapBuilder Builder() => new(source, Maps.Adc)
        {
            Options = new() { PixelType = pixels, PaddingValue = resampling is null ? null : -9999 },
            Authorship = new() { Uids = new UidGenerator("3"), TimeProvider = new FixedTime() },
            Alignment = alignment,
        };
        using ParametricMap ofFile = Builder().AddVolume(folder[name]).Build();
        using ParametricMap ofVolume = Builder().AddVolume(VolumeFile.Read(folder[name])).Build();
        AssertSame(ofFile, ofVolume);
    }

    // Components side by side, and one behind the other.
    [TestCase("a.mha", VolumeComponentAxis.Vector)]
    [TestCase("a.nrrd", VolumeComponentAxis.Time)]
    public void AddVolume_SeveralValuesPerVoxel_AreThoseOfTheVolume(string name, VolumeComponentAxis axis)
    {
        using var folder = new VolumeFolder();
        VolumeGeometry half = Grids.Axial(251, 243, 36);
        var two = new Volume<float>(half, [.. Made(half).Voxels, .. Values.Voxels[..(int)half.Size.VoxelCount]], axis, 2);
        VolumeFile.Write(folder[name], two, Plain(false));
        using ParametricMap ofFile = Builder(null).AddVolume(folder[name]).Build();
        using ParametricMap ofVolume = Builder(null).AddVolume(VolumeFile.Read(folder[name])).Build();
        AssertSame(ofFile, ofVolume);
    }

    [TestCase("a.nrrd")]
    [TestCase("a.nii.gz")]
    public void Save_FileReplacedAndGone_IsThatOfTheFirst(string name)
    {
        if (OperatingSystem.IsWindows() && name == "a.nrrd")
            Assert.Ignore("An open file cannot be replaced there.");
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder[name], Values, Plain(name != "a.nrrd"));
        using ParametricMap expected = Builder(null).AddVolume(Values).Build();
        using ParametricMap built = Builder(null).AddVolume(folder[name]).Build();
        VolumeFile.Write(folder[name], new Volume<float>(Geometry), Plain(name != "a.nrrd"));
        File.Delete(folder[name]);
        AssertSame(built, expected);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Save_FileWrittenTo_IsRefusedAndLeavesNothing(bool isCut)
    {
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder["a.nrrd"], Values, Plain(false));
        ParametricMapBuilder builder = Builder(null).AddVolume(folder["a.nrrd"]);
        using ParametricMap built = builder.Build();
        using (FileStream file = File.Open(folder["a.nrrd"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            if (isCut)
                file.SetLength(file.Length / 2);
            file.Position = 5000;
            file.WriteByte(7);
        }

        File.SetLastWriteTimeUtc(folder["a.nrrd"], DateTime.UtcNow.AddSeconds(5));
        ConversionException fault = Assert.Throws<ConversionException>(() => built.Save(folder["out.dcm"]))!;
        Assert.That(fault.Message, Does.StartWith("'a.nrrd' changed since it was added: it was ").And.Contain("give it as a Volume"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(folder["x"])!).Select(Path.GetFileName), Is.EqualTo(new[] { "a.nrrd" }));
        built.Dispose();
        Assert.That(() => builder.Build(), Throws.TypeOf<ConversionException>().With.Message.Contains("changed since it was added"));
    }

    [TestCase("a.nrrd")]
    [TestCase("a.nii.gz")]
    public void Build_Again_ReadsAgain(string name)
    {
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder[name], Values, Plain(name != "a.nrrd"));
        ParametricMapBuilder builder = Builder(null).AddVolume(folder[name]);
        ParametricMap first = builder.Build(), second = builder.Build();
        first.Dispose();
        first.Dispose();
        Assert.That(((Volume<float>)second.ToVolume()).Voxels.SequenceEqual(Values.Voxels), Is.True);
        second.Dispose();
        Assert.That(() => second.ToVolume(), Throws.TypeOf<ObjectDisposedException>());
        using ParametricMap third = builder.Build();
        Assert.That(((Volume<float>)third.ToVolume()).Voxels.SequenceEqual(Values.Voxels), Is.True);
    }

    [Test]
    public void AddVolume_DamagedOrCancelled_AddsNothing()
    {
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder["a.nii.gz"], Values);
        byte[] whole = File.ReadAllBytes(folder["a.nii.gz"]);
        File.WriteAllBytes(folder["cut.nii.gz"], whole[..^9]);
        ParametricMapBuilder builder = Builder(null);
        string[] before = Temporary();
        Assert.That(() => builder.AddVolume(folder["cut.nii.gz"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("damaged or cut short"));
        using var cancellation = new CancellationTokenSource();
        Assert.That(() => builder.AddVolume(folder["a.nii.gz"], null, new Follower(told => cancellation.Cancel()), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(builder.ToString(), Does.StartWith("ParametricMapBuilder: 0 volumes"));
        builder.AddVolume(folder["a.nii.gz"]);
        if (!OperatingSystem.IsWindows())
            Assert.That(Temporary(), Is.SubsetOf(before));

        static string[] Temporary() => Directory.GetFiles(Path.GetTempPath(), ".dcmqi-*.tmp");
    }

    private static VolumeWriteOptions Plain(bool isCompressed, VolumeByteOrder order = VolumeByteOrder.LittleEndian) =>
        new() { Compression = isCompressed ? CompressionLevel.Fastest : CompressionLevel.NoCompression, ByteOrder = order };

    private static ParametricMapBuilder Builder(ParametricMapPixelType? pixels) => new(CtSeries.Load(Geometry), Maps.Adc)
    {
        Options = new() { PixelType = pixels },
        Authorship = new() { Uids = new UidGenerator("7"), TimeProvider = new FixedTime() },
        Alignment = new() { Matching = SourceMatching.Prefer },
    };

    private static void AssertSame(ParametricMap actual, ParametricMap expected)
    {
        using var stream = new MemoryStream();
        actual.Save(stream);
        using var wanted = new MemoryStream();
        expected.Save(wanted);
        Assert.That(stream.GetBuffer().AsSpan(0, (int)stream.Length).SequenceEqual(wanted.GetBuffer().AsSpan(0, (int)wanted.Length)), Is.True);
        Assert.That(actual.Warnings, Is.EqualTo(expected.Warnings));
    }

    private static Volume<float> Made(VolumeGeometry geometry)
    {
        var volume = new Volume<float>(geometry);
        for (int index = 0; index < volume.Voxels.Length; index++)
            volume.Voxels[index] = (index % 1013) - 300.25f;
        volume[3, 2, 1] = -4000.5f;
        return volume;
    }

    private sealed class Follower(Action<ConversionProgress> told) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => told(value);
    }
}
