using System.IO.Compression;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Labels written onto another grid slice by slice are those of the volume that is resampled in memory.</summary>
[NonParallelizable]
public class SaveOnGridTests
{
    private static readonly VolumeGeometry Own = Grids.Oblique(37, 29, 11);

    private TemporaryFolder _folder = null!;

    private static IEnumerable<TestCaseData> OtherGrids()
    {
        foreach (int[] axes in Grids.AxisOrders)
        {
            for (int flips = 0; flips < 8; flips++)
                yield return new TestCaseData(Grids.Shuffled(Own, axes, flips)).SetArgDisplayNames(string.Join("", axes), $"{flips}");
        }

        yield return new TestCaseData(Part(Own, 5, 3, 2, 20, 40, 30)).SetArgDisplayNames("part");
        yield return new TestCaseData(Part(Own, -9, -9, -9, 60, 60, 40)).SetArgDisplayNames("more");
        yield return new TestCaseData(Part(Own, 100, 0, 0, 5, 5, 5)).SetArgDisplayNames("elsewhere");
        yield return new TestCaseData(Stepped(Own, 3)).SetArgDisplayNames("one in three");
        yield return new TestCaseData(Stepped(Own, 0.4)).SetArgDisplayNames("finer");
        yield return new TestCaseData(Stepped(Grids.Shuffled(Own, [1, 2, 0], 5), 1.7)).SetArgDisplayNames("across, coarser");
        yield return new TestCaseData(Grids.Oblique(40, 50, 21, 0.9)).SetArgDisplayNames("turned");
        yield return new TestCaseData(Grids.Axial(33, 44, 25)).SetArgDisplayNames("axial");
    }

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(nameof(OtherGrids))]
    public void SaveVolume_AnyGrid_GivesTheFileOfTheWholeVolume(VolumeGeometry grid)
    {
        using Segmentation segmentation = Built(Own, SegmentationEncoding.LabelMap, 3);
        AssertSame(segmentation, grid, ".nrrd", null);
        AssertSame(segmentation, grid, ".nii", null);
    }

    [Test]
    public void SaveVolume_AllEncodingsAndFormats_GivesTheFileOfTheWholeVolume([Values] SegmentationEncoding encoding)
    {
        using Segmentation segmentation = Built(Own, encoding, 3);
        foreach (string extension in (string[])[".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".img.gz"])
            AssertSame(segmentation, Grids.Shuffled(Own, [2, 0, 1], 3), extension, null);
        AssertSame(segmentation, Stepped(Own, 0.7), ".nrrd", new() { Compression = CompressionLevel.NoCompression, ByteOrder = VolumeByteOrder.BigEndian, MaxDegreeOfParallelism = 1 });
    }

    // More than 16 MB of labels, so that those across go through a file.
    [TestCase(new[] { 0, 1, 2 }, 4)]
    [TestCase(new[] { 2, 0, 1 }, 1)]
    [TestCase(new[] { 0, 2, 1 }, 6)]
    public void SaveVolume_LargeVolume_GivesTheFileOfTheWholeVolume(int[] axes, int flips)
    {
        VolumeGeometry own = Grids.Oblique(301, 283, 103);
        using Segmentation segmentation = Built(own, SegmentationEncoding.Binary, 40);
        foreach (CompressionLevel level in (CompressionLevel[])[CompressionLevel.NoCompression, CompressionLevel.Fastest])
            AssertSame(segmentation, Grids.Shuffled(own, axes, flips), ".nrrd", new() { Compression = level });
    }

    [Test]
    public void SaveVolumes_OverlappingAndPerSegment_GiveTheFilesOfTheVolumes([Values] SegmentGrouping grouping, [Values(0, 1)] int turned)
    {
        using Segmentation segmentation = Overlapping();
        VolumeGeometry grid = turned == 0 ? Stepped(Own, 0.8) : Grids.Shuffled(Own, [1, 2, 0], 2);
        SegmentationVolumeOptions options = new() { Geometry = grid };
        IReadOnlyList<SavedVolume> saved = segmentation.SaveVolumes(index => _folder[$"sliced{index}.nrrd"], grouping, options);
        LabelVolume[] whole = [.. segmentation.ToLabelMaps(grid, grouping)];
        Assert.That(whole, Has.Length.GreaterThan(1));
        Assert.That(saved, Has.Count.EqualTo(whole.Length));
        for (int index = 0; index < whole.Length; index++)
            AssertSame($"{index}.nrrd", saved[index], whole[index], null);
        Assert.That(() => segmentation.SaveVolume(_folder["one.nrrd"], options), Throws.TypeOf<ConversionException>().With.Message.EndsWith("SaveVolumes gives as few as hold all."));
        Assert.That(_folder.FileNames(), Has.No.Member("one.nrrd"));
    }

    // What is asked for decides which slices are written, not what the segmentation holds; its own grid begins with slice 2.
    [Test]
    public void SaveVolume_SegmentsMeetOutsideTheGrid_IsRefusedAllTheSame([Values(-40, 0)] int from)
    {
        VolumeGeometry own = Grids.Axial(9, 8, 30);
        Volume<byte> first = new(own), second = new(own);
        (first[1, 1, 2], first[1, 1, 20], second[1, 1, 20]) = (1, 1, 1);
        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(own), Labels.Metadata([1], [1])).AddLabelMap(first).AddLabelMap(second).Build();
        Assert.That(() => segmentation.SaveVolume(_folder["v.nrrd"], new() { Geometry = Part(own, 0, 0, from, 9, 8, 6) }), Throws.TypeOf<ConversionException>().With.Message.Contains("(1, 1, 18)"));
        Assert.That(_folder.FileNames(), Is.Empty);
    }

    // Times one behind the other, and side by side.
    [Test]
    public void SaveVolume_SeveralTimes_GivesTheFileOfTheWholeVolume([Values(".nrrd", ".mha", ".nii")] string extension)
    {
        ushort[] voxels = [.. Enumerable.Range(0, 3).SelectMany(time => Labels.Random(Own, 2, 4 + time).Voxels.ToArray())];
        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Own), Labels.Metadata(2)).AddLabelMap(new Volume<ushort>(Own, voxels, VolumeComponentAxis.Time, 3)).Build();
        Assert.That(segmentation.TimePoints, Is.EqualTo(3));
        foreach (VolumeGeometry grid in (VolumeGeometry[])[Stepped(Own, 0.7), Grids.Shuffled(Own, [0, 1, 2], 4), Grids.Shuffled(Own, [1, 2, 0], 3)])
        {
            AssertSame(segmentation, grid, extension, null);
            AssertSame(segmentation, grid, extension, new() { Compression = CompressionLevel.NoCompression });
        }
    }

    [Test]
    public void SaveVolume_UnevenFrames_GivesTheFileOfTheWholeVolume([Values(SegmentationEncoding.Binary, SegmentationEncoding.LabelMap)] SegmentationEncoding encoding)
    {
        using Segmentation segmentation = Uneven(encoding);
        foreach (VolumeGeometry grid in (VolumeGeometry[])[segmentation.CoveringGrid, .. segmentation.Grids, Own, Grids.Shuffled(Own, [2, 1, 0], 1), Stepped(Own, 0.6)])
        {
            AssertSame(segmentation, grid, ".nrrd", null);
            AssertSame(segmentation, grid, ".mha", new() { Compression = CompressionLevel.NoCompression });
        }

        Assert.That(() => segmentation.SaveVolume(_folder["v.nrrd"]), Throws.TypeOf<ConversionException>());
    }

    [Test]
    public void SaveVolume_CancelledBetweenSlices_LeavesNothing([Values(0, 1)] int turned, [Values(CompressionLevel.NoCompression, CompressionLevel.Fastest)] CompressionLevel level)
    {
        VolumeGeometry own = Grids.Oblique(301, 283, 103);
        using Segmentation segmentation = Built(own, SegmentationEncoding.Binary, 4);
        string[] temporary = TemporaryFiles();
        using var cancellation = new CancellationTokenSource();
        var progress = new Told(done =>
        {
            if (done == 30)
                cancellation.Cancel();
        });
        SegmentationVolumeOptions options = new() { Geometry = Grids.Shuffled(own, turned == 0 ? [0, 1, 2] : [1, 2, 0], 4), Writing = new() { Compression = level } };
        Assert.That(() => segmentation.SaveVolume(_folder["v.nrrd"], options, progress, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.FileNames(), Is.Empty);
        Assert.That(TemporaryFiles(), Is.EqualTo(temporary));
    }

    [Test]
    public void SaveVolume_FileThatIsCut_WritesNothing([Values(0, 1)] int turned)
    {
        VolumeGeometry own = Grids.Oblique(301, 283, 103);
        using (Segmentation built = Built(own, SegmentationEncoding.LabelMap, 4))
            built.Save(_folder["s.dcm"]);
        using Segmentation segmentation = Segmentation.Open(_folder["s.dcm"]);
        using (FileStream cut = new(_folder["s.dcm"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            cut.SetLength(cut.Length / 2);
        string[] temporary = TemporaryFiles();
        SegmentationVolumeOptions options = new() { Geometry = Grids.Shuffled(own, turned == 0 ? [0, 1, 2] : [1, 2, 0], 2) };
        Assert.That(() => segmentation.SaveVolume(_folder["v.nrrd"], options), Throws.InstanceOf<IOException>());
        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "s.dcm" }));
        Assert.That(TemporaryFiles(), Is.EqualTo(temporary));
    }

    [Test]
    public void SaveVolume_TakesMemoryForSomeSlicesNotForTheVolume([Values(0, 1)] int turned)
    {
        VolumeGeometry own = Grids.Axial(256, 256, 400);
        using Segmentation segmentation = Built(own, SegmentationEncoding.Binary, 3);
        SegmentationVolumeOptions options = new()
        {
            Geometry = turned == 0 ? Part(own, 0, 0, -2, 256, 256, 410) : Grids.Shuffled(own, [0, 2, 1], 0),
            Writing = new() { Compression = CompressionLevel.NoCompression, MaxDegreeOfParallelism = 2 },
        };
        segmentation.SaveVolume(_folder["v.nrrd"], options);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        segmentation.SaveVolume(_folder["v.nrrd"], options);

        // The volume is 52 MB; it was there twice.
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(25_000_000));
    }

    private static VolumeGeometry Part(VolumeGeometry geometry, int x, int y, int z, int columns, int rows, int slices) => new(
        new VolumeSize(columns, rows, slices), geometry.IndexToPatient(x, y, z), geometry.SpacingMm, geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);

    private static VolumeGeometry Stepped(VolumeGeometry geometry, double step) => new(
        new VolumeSize((int)(geometry.Size.X / step), (int)(geometry.Size.Y / step), (int)(geometry.Size.Z / step)),
        geometry.OriginMm,
        geometry.SpacingMm * step,
        geometry.DirectionX,
        geometry.DirectionY,
        geometry.DirectionZ);

    private static Segmentation Built(VolumeGeometry geometry, SegmentationEncoding encoding, int segments) =>
        new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(segments)) { Options = new() { Encoding = encoding } }.AddLabelMap(Labels.Random(geometry, segments, 5)).Build();

    private static Segmentation Overlapping()
    {
        Volume<ushort> second = Labels.Random(Own, 2, 8);
        foreach (ref ushort label in second.Voxels)
            label = label == 0 ? (ushort)0 : (ushort)(label + 3);
        return new SegmentationBuilder(CtSeries.Load(Own), Labels.Metadata([1, 2, 3], [4, 5])).AddLabelMap(Labels.Random(Own, 3, 5)).AddLabelMap(second).Build();
    }

    private static Segmentation Uneven(SegmentationEncoding encoding)
    {
        DataSet dataSet = new SegmentationBuilder(CtSeries.Load(Own), Labels.Metadata(3)) { Options = new() { Encoding = encoding, EmptyFrames = EmptyContent.Keep } }.AddLabelMap(Labels.Random(Own, 3, 5)).Build().DataSet;
        foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
        {
            double[] origin = frame.GetItem(Tags.PlanePositionSequence)!.GetDoubles(Tags.ImagePositionPatient);
            double slice = Math.Round(Own.PatientToIndex(new Vector3d(origin[0], origin[1], origin[2])).Z);
            Vector3d moved = Own.IndexToPatient(0, 0, slice < 4 ? slice : slice + 1.5);
            var position = new DataSet();
            position.Set(Tags.ImagePositionPatient, moved.X, moved.Y, moved.Z);
            frame.SetItems(Tags.PlanePositionSequence, position);
        }

        return Written.AndOpened(dataSet);
    }

    // Those with a name, and on Linux those without that are open.
    private static string[] TemporaryFiles() =>
    [
        .. Directory.GetFiles(Path.GetTempPath(), ".dcmqi-*").Order(StringComparer.Ordinal),
        .. !Directory.Exists("/proc/self/fd") ? [] : Directory.GetFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget ?? "").Where(target => target.Contains(".dcmqi-", StringComparison.Ordinal)),
    ];

    private void AssertSame(Segmentation segmentation, VolumeGeometry grid, string extension, VolumeWriteOptions? writing) =>
        AssertSame(extension, segmentation.SaveVolume(_folder["sliced" + extension], new() { Geometry = grid, Writing = writing }), segmentation.ToLabelMap(grid), writing);

    private void AssertSame(string extension, SavedVolume saved, Volume whole, VolumeWriteOptions? writing) => SavedFiles.AssertSame(_folder, extension, saved, whole, writing);

    private sealed class Told(Action<int> tell) : IProgress<ConversionProgress>
    {
        private int _done;

        public void Report(ConversionProgress value) => tell(Interlocked.Increment(ref _done));
    }
}
