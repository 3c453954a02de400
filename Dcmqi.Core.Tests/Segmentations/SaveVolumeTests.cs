using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Volumes that are written slice by slice are those that are made whole and written then.</summary>
[NonParallelizable]
public class SaveVolumeTests
{
    // Blocks of 1 MiB are compressed at once: slices of these sizes lie in several blocks, one block in several slices, and both.
    private static readonly VolumeGeometry[] Geometries = [Grids.Oblique(61, 43, 7), Grids.Oblique(301, 333, 9), Grids.Oblique(803, 701, 2)];

    [Test]
    public void SaveVolume_AllEncodings_GivesTheFilesOfTheWholeVolume(
        [Values] SegmentationEncoding encoding, [Values(PixelCompression.None, PixelCompression.Rle, PixelCompression.Deflated)] PixelCompression compression, [Values(0, 1, 2)] int geometry)
    {
        using Segmentation segmentation = Reopened(Built(encoding, Geometries[geometry]), compression);
        using var folder = new TemporaryFolder();
        foreach (string extension in geometry == 0 ? (string[])[".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".hdr", ".img.gz"] : [".nrrd", ".nii"])
        {
            SavedVolume saved = segmentation.SaveVolume(folder["sliced" + extension]);
            SavedFiles.AssertSame(folder, extension, saved, segmentation.ToLabelMap(), null);
        }

        VolumeWriteOptions options = new() { Compression = CompressionLevel.NoCompression, ByteOrder = VolumeByteOrder.BigEndian };
        SavedFiles.AssertSame(folder, ".nrrd", segmentation.SaveVolume(folder["sliced.nrrd"], new() { Writing = options }), segmentation.ToLabelMap(), options);
        SavedFiles.AssertSame(folder, ".nrrd", segmentation.SaveVolume(folder["sliced.nrrd"], new() { Voxels = SegmentVoxels.Mask, SegmentNumbers = [2] }), segmentation.ToMask(2), null);
        SavedFiles.AssertSame(folder, ".nrrd", segmentation.SaveVolume(folder["sliced.nrrd"], new() { Voxels = SegmentVoxels.Fractions, SegmentNumbers = [3] }), segmentation.ToFractions(3), null);
        Assert.That(folder.FileNames().Where(name => name.EndsWith(".tmp", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void SaveVolumes_PerSegment_GivesOneFileEach([Values] SegmentationEncoding encoding)
    {
        using Segmentation segmentation = Reopened(Built(encoding, Geometries[0]), PixelCompression.None);
        using var folder = new TemporaryFolder();
        IReadOnlyList<SavedVolume> saved = segmentation.SaveVolumes(index => folder[$"sliced{index}.nrrd"], SegmentGrouping.PerSegment);
        LabelVolume[] whole = [.. segmentation.ToLabelMaps(SegmentGrouping.PerSegment)];
        Assert.That(saved, Has.Count.EqualTo(whole.Length));
        for (int index = 0; index < whole.Length; index++)
            SavedFiles.AssertSame(folder, $"{index}.nrrd", saved[index], whole[index], null);
        if (encoding != SegmentationEncoding.Fractional)
            return;
        saved = segmentation.SaveVolumes(index => folder[$"stored{index}.nrrd"], options: new() { Voxels = SegmentVoxels.StoredFractions });
        for (int index = 0; index < whole.Length; index++)
        {
            var stored = (Volume<byte>)VolumeFile.Read(saved[index].Path);
            Assert.That(stored.Voxels.ToArray().Select(value => value / (float)segmentation.MaximumFractionalValue!), Is.EqualTo(segmentation.ToFractions(index + 1).Voxels.ToArray()));
        }
    }

    [Test]
    public void SaveVolumes_Overlapping_GivesTheFilesOfTheGroups([Values(SegmentationEncoding.Binary, SegmentationEncoding.Fractional)] SegmentationEncoding encoding)
    {
        VolumeGeometry geometry = Geometries[0];
        using Segmentation segmentation = Reopened(
            new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1, 2, 3], [4, 5])) { Options = new() { Encoding = encoding } }
                .AddLabelMap(Labels.Random(geometry, 3, 5)).AddLabelMap(Moved(Labels.Random(geometry, 2, 8), 3)).Build(),
            PixelCompression.None);
        using var folder = new TemporaryFolder();
        Assert.That(() => segmentation.SaveVolume(folder["sliced0.nrrd"]), Throws.InstanceOf<ConversionException>().With.Message.Contains("overlap").And.Message.EndsWith("One label map cannot hold both; SaveVolumes gives as few as hold all."));
        Assert.That(folder.FileNames(), Is.Empty);

        IReadOnlyList<SavedVolume> saved = segmentation.SaveVolumes(index => folder[$"sliced{index}.nrrd"]);
        LabelVolume[] whole = [.. segmentation.ToLabelMaps()];
        Assert.That(whole, Has.Length.GreaterThan(1));
        Assert.That(saved, Has.Count.EqualTo(whole.Length));
        for (int index = 0; index < whole.Length; index++)
            SavedFiles.AssertSame(folder, $"{index}.nrrd", saved[index], whole[index], null);
    }

    [Test]
    public void SaveVolume_OtherGrid_IsThatOfToLabelMap()
    {
        using Segmentation segmentation = Built(SegmentationEncoding.LabelMap, Geometries[0]);
        using var folder = new TemporaryFolder();
        VolumeGeometry other = Grids.Oblique(40, 50, 11);
        SavedVolume saved = segmentation.SaveVolume(folder["sliced.nrrd"], new() { Geometry = other });
        SavedFiles.AssertSame(folder, ".nrrd", saved, segmentation.ToLabelMap(other), null);
        saved = segmentation.SaveVolume(folder["sliced.nrrd"], new() { Geometry = segmentation.Geometry });
        SavedFiles.AssertSame(folder, ".nrrd", saved, segmentation.ToLabelMap(segmentation.Geometry), null);
    }

    [TestCase(".nrrd")]
    [TestCase(".nii")]
    [TestCase(".mhd")]
    public void SaveVolume_CancelledBetweenSlices_LeavesTheOlderFile(string extension)
    {
        using Segmentation segmentation = Built(SegmentationEncoding.Binary, Geometries[1]);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["v" + extension], "older");
        using var cancellation = new CancellationTokenSource();
        var progress = new Told(done =>
        {
            if (done == 4)
                cancellation.Cancel();
        });
        Assert.That(() => segmentation.SaveVolume(folder["v" + extension], null, progress, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { "v" + extension }));
        Assert.That(File.ReadAllText(folder["v" + extension]), Is.EqualTo("older"));
    }

    [TestCase(".nrrd", CompressionLevel.NoCompression)]
    [TestCase(".nrrd", CompressionLevel.Optimal)]
    public void SaveVolume_FileThatIsCutWhileItIsRead_WritesNothing(string extension, CompressionLevel level)
    {
        using var folder = new TemporaryFolder();
        Built(SegmentationEncoding.LabelMap, Geometries[1]).Save(folder["s.dcm"]);
        using Segmentation segmentation = Segmentation.Open(folder["s.dcm"]);
        using (FileStream cut = new(folder["s.dcm"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(cut.Length - 150_000);
        VolumeWriteOptions options = new() { Compression = level };
        Assert.That(() => segmentation.SaveVolume(folder["v" + extension], new() { Writing = options }), Throws.InstanceOf<IOException>().With.Message.Contains("it had"));
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { "s.dcm" }));
    }

    [Test]
    public void SaveVolume_DiskFullOrFolderMissing_SaysSo([Values(CompressionLevel.NoCompression, CompressionLevel.Optimal)] CompressionLevel level)
    {
        using Segmentation segmentation = Built(SegmentationEncoding.LabelMap, Geometries[1]);
        using var folder = new TemporaryFolder();
        SegmentationVolumeOptions options = new() { Writing = new() { Compression = level } };
        Assert.That(() => segmentation.SaveVolume(folder["none/v.nrrd"], options), Throws.InstanceOf<DirectoryNotFoundException>());
        if (!File.Exists("/dev/full"))
            Assert.Ignore("There is no /dev/full here.");
        File.CreateSymbolicLink(folder["v.nrrd"], "/dev/full");
        Assert.That(() => segmentation.SaveVolume(folder["v.nrrd"], options), Throws.InstanceOf<IOException>().With.Message.Contains("space"));
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { "v.nrrd" }));
    }

    [Test]
    public void SaveVolume_OptionsThatDoNotGoTogether_AreRefused()
    {
        using Segmentation segmentation = Built(SegmentationEncoding.Binary, Geometries[0]);
        using var folder = new TemporaryFolder();
        string path = folder["v.nrrd"];
        Assert.That(() => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.Mask }), Throws.ArgumentException.With.Message.Contains("SegmentNumbers"));
        Assert.That(() => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.StoredFractions, SegmentNumbers = [1] }), Throws.ArgumentException.With.Message.Contains("fractional"));
        Assert.That(() => segmentation.SaveVolume(path, new() { Voxels = SegmentVoxels.Mask, SegmentNumbers = [1], Geometry = Geometries[1] }), Throws.ArgumentException);
        Assert.That(() => segmentation.SaveVolume(path, new() { SegmentNumbers = [9] }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => segmentation.SaveVolume(path, new() { Region = new() { Columns = 2, Rows = 2 } }), Throws.InstanceOf<ConversionException>());
        Assert.That(() => segmentation.SaveVolume(folder["v.foo"]), Throws.ArgumentException);
        Assert.That(folder.FileNames(), Is.Empty);
    }

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void SaveVolume_TakesMemoryForBlocksNotForTheVolume(CompressionLevel level)
    {
        VolumeGeometry geometry = Grids.Axial(256, 256, 400);
        using Segmentation segmentation = Reopened(Built(SegmentationEncoding.Binary, geometry), PixelCompression.None);
        using var folder = new TemporaryFolder();
        SegmentationVolumeOptions options = new() { Writing = new() { Compression = level, MaxDegreeOfParallelism = 2 } };
        segmentation.SaveVolume(folder["v.nrrd"], options);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        segmentation.SaveVolume(folder["v.nrrd"], options);

        // The volume is 52 MB.
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(12_000_000));
    }

    private static Segmentation Built(SegmentationEncoding encoding, VolumeGeometry geometry) =>
        new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(3)) { Options = new() { Encoding = encoding } }.AddLabelMap(Labels.Random(geometry, 3, 5)).Build();

    private static Volume<ushort> Moved(Volume<ushort> volume, ushort by)
    {
        foreach (ref ushort label in volume.Voxels)
            label = label == 0 ? (ushort)0 : (ushort)(label + by);
        return volume;
    }

    private static Segmentation Reopened(Segmentation segmentation, PixelCompression compression)
    {
        var stream = new MemoryStream();
        segmentation.Save(stream, new() { Compression = compression });
        return Segmentation.Open(stream.ToArray());
    }

    private sealed class Told(Action<int> tell) : IProgress<ConversionProgress>
    {
        private int _done;

        public void Report(ConversionProgress value) => tell(Interlocked.Increment(ref _done));
    }
}
