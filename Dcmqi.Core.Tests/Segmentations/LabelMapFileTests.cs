using System.IO.Compression;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Files whose slices become runs as they are read give what a volume in memory gives.</summary>
public sealed class LabelMapFileTests
{
    [TestCase("a.nrrd", SegmentationEncoding.Binary)]
    [TestCase("a.nii.gz", SegmentationEncoding.Binary)]
    [TestCase("a.mha", SegmentationEncoding.LabelMap)]
    public void AddLabelMap_AnyOrderOfAxes_IsThatOfTheVolume(string name, SegmentationEncoding encoding)
    {
        using var folder = new VolumeFolder();
        VolumeGeometry geometry = Grids.Axial(13, 7, 5);
        SourceImages source = CtSeries.Load(geometry);
        Volume<ushort> labels = Labels.Random(geometry, 6, seed: 8);
        for (int order = 0; order < Grids.AxisOrders.Length; order++)
        {
            for (int flips = 0; flips < 8; flips++)
            {
                VolumeFile.Write(folder[name], labels.ResampleTo(Grids.Shuffled(geometry, Grids.AxisOrders[order], flips), Resampling.NearestNeighbor));
                SegmentationOptions options = new() { Encoding = encoding };
                byte[] ofFile = Saved(source, options, builder => builder.AddLabelMap(folder[name]));
                Assert.That(ofFile, Is.EqualTo(Saved(source, options, builder => builder.AddLabelMap(VolumeFile.Read(folder[name])))), $"{order} {flips}");
            }
        }
    }

    [TestCase(typeof(byte))]
    [TestCase(typeof(int))]
    [TestCase(typeof(float))]
    [TestCase(typeof(double))]
    public void AddMaskAndFractions_Files_AreThoseOfTheVolumes(Type type)
    {
        using var folder = new VolumeFolder();
        VolumeGeometry geometry = Grids.Oblique(9, 8, 6);
        SourceImages source = CtSeries.Load(geometry);
        Volume labels = OfType(Labels.Random(geometry, 5, seed: 2), type);
        VolumeFile.Write(folder["a.nrrd"], labels);
        SegmentationOptions fractional = new() { Encoding = SegmentationEncoding.Fractional };
        Assert.That(
            Saved(source, new(), builder => builder.AddMask(folder["a.nrrd"]), Labels.Metadata(1)),
            Is.EqualTo(Saved(source, new(), builder => builder.AddMask(VolumeFile.Read(folder["a.nrrd"])), Labels.Metadata(1))));
        Assert.That(
            Saved(source, fractional, builder => builder.AddFractions(folder["a.nrrd"], 5), Labels.Metadata(1)),
            Is.EqualTo(Saved(source, fractional, builder => builder.AddFractions(VolumeFile.Read(folder["a.nrrd"]), 5), Labels.Metadata(1))));
    }

    [TestCase("a.nii.gz", VolumeComponentAxis.Time)]
    [TestCase("a.nrrd", VolumeComponentAxis.Time)]
    [TestCase("a.seg.nrrd", VolumeComponentAxis.List)]
    [TestCase("a.nrrd", VolumeComponentAxis.List)]
    [TestCase("a.mha", VolumeComponentAxis.Vector)]
    public void AddLabelMap_SeveralValuesPerVoxel_AreThoseOfTheVolume(string name, VolumeComponentAxis axis)
    {
        using var folder = new VolumeFolder();
        VolumeGeometry geometry = Grids.Oblique(9, 8, 6);
        SourceImages source = CtSeries.Load(geometry);
        ushort[] voxels = [.. Enumerable.Range(0, 3).SelectMany(component => Labels.Random(geometry, 4, seed: component).Voxels.ToArray())];
        VolumeFile.Write(folder[name], new Volume<ushort>(geometry, voxels, axis, 3));
        bool isOne = axis == VolumeComponentAxis.Time;
        SegmentationMetadata metadata = isOne ? Labels.Metadata(4) : Labels.Metadata([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]);
        byte[] ofFile = Saved(source, new(), builder => builder.AddLabelMap(folder[name]), metadata);
        Assert.That(ofFile, Is.EqualTo(Saved(source, new(), builder => builder.AddLabelMap(VolumeFile.Read(folder[name])), metadata)));
        Assert.That(
            () => new SegmentationBuilder(source) { TimeAxis = TimeAxis.Inputs }.AddLabelMap(folder[name], [Labels.Segment(1)]),
            Throws.ArgumentException.With.Message.Contains($"'{name}' has 3 values per voxel"));
    }

    [Test]
    public void AddLabelMap_FileOfRealNumbers_SaysTheSameAsTheVolume()
    {
        using var folder = new VolumeFolder();
        VolumeGeometry geometry = Grids.Axial(5, 4, 3);
        var real = new Volume<float>(Grids.Shuffled(geometry, [1, 0, 2], 6));
        real[1, 2, 1] = 0.5f;
        VolumeFile.Write(folder["real.nrrd"], real);
        SourceImages source = CtSeries.Load(geometry);
        string ofFile = Assert.Throws<ConversionException>(() => new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(folder["real.nrrd"]).Build())!.Message;
        Assert.That(ofFile, Does.Contain("'real.nrrd' is no label map: voxel (1, 2, 1) is 0.5"));
        Assert.That(ofFile, Is.EqualTo(Assert.Throws<ConversionException>(() => new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(VolumeFile.Read(folder["real.nrrd"])).Build())!.Message));
    }

    [Test]
    public void AddLabelMap_DamagedOrCutOrCancelled_AddsNothing()
    {
        using var folder = new VolumeFolder();

        // Of some blocks of slices.
        VolumeGeometry geometry = Grids.Axial(512, 512, 70);
        var labels = new Volume<byte>(geometry);
        for (int z = 0; z < geometry.Size.Z; z++)
            labels.Slice(z).Slice(z * 1000, 500 + z).Fill((byte)(1 + (z % 3)));
        VolumeFile.Write(folder["a.nrrd"], labels);
        byte[] whole = File.ReadAllBytes(folder["a.nrrd"]);
        byte[] damaged = [.. whole];
        damaged[^5] ^= 1;
        File.WriteAllBytes(folder["damaged.nrrd"], damaged);
        File.WriteAllBytes(folder["cut.nrrd"], whole[..^200]);
        var builder = new SegmentationBuilder(SourceImages.None(new CompositeContext()), Labels.Metadata(3));

        Assert.That(() => builder.AddLabelMap(folder["damaged.nrrd"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("damaged or cut short"));
        Assert.That(() => builder.AddLabelMap(folder["cut.nrrd"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains("damaged or cut short"));
        using var cancellation = new CancellationTokenSource();
        long last = 0;
        var progress = new Follower(told =>
        {
            Interlocked.Exchange(ref last, told.Completed);
            if (told.Completed == 20)
                cancellation.Cancel();
        });
        Assert.That(() => builder.AddLabelMap(folder["a.nrrd"], progress, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(last, Is.LessThan(geometry.Size.Z));
        Assert.That(builder.ToString(), Does.StartWith("SegmentationBuilder: 0 label maps"));

        Segmentation built = builder.AddLabelMap(folder["a.nrrd"]).Build();
        Assert.That(built.ToLabelMap(geometry).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray().Select(label => (ushort)label)));
    }

    [Test]
    public void AddLabelMap_File_TellsOfEachSlice()
    {
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder["a.nrrd"], Labels.Random(Grids.Axial(5, 4, 11), 2, seed: 1), new() { Compression = CompressionLevel.NoCompression });
        var told = new List<ConversionProgress>();
        new SegmentationBuilder(SourceImages.None(new CompositeContext()), Labels.Metadata(2)).AddLabelMap(folder["a.nrrd"], new Follower(one =>
        {
            lock (told)
                told.Add(one);
        }));
        Assert.That(told.Select(one => (one.Stage, one.Total)).Distinct(), Is.EqualTo(new[] { ("Reading labels", 11L) }));
        Assert.That(told.Select(one => one.Completed), Is.EquivalentTo(Enumerable.Range(1, 11)));
    }

    // Nearest for labels, linear for fractions; larger and smaller steps, turned by some degrees; axes in any order.
    [TestCase("a.nrrd")]
    [TestCase("a.nii.gz")]
    public void Add_OnAnotherGrid_IsThatOfTheVolume(string name)
    {
        using var folder = new VolumeFolder();
        SourceImages source = CtSeries.Load(Grids.Axial(13, 11, 9));
        var random = new Random(6);
        foreach ((int size, double spacing, double angle) in new[] { (24, 0.4, 0.0), (9, 1.1, 0.4), (17, 0.5, -0.9), (12, 0.5, 1.4) })
        {
            (double sin, double cos) = Math.SinCos(angle);
            Vector3d row = new(cos, 0, sin), column = new Vector3d(-sin * sin, cos, sin * cos).Normalize();
            var grid = new VolumeGeometry(new VolumeSize(size, size + 1, size - 2), new Vector3d(-10.2, -20.4, -30), new Vector3d(spacing, spacing * 1.3, spacing * 3), row, column, row.Cross(column).Normalize());
            Volume<ushort> labels = Labels.Random(grid, 5, size);
            int flips = random.Next(8);
            foreach (int[] axes in Grids.AxisOrders)
            {
                Volume<ushort> ordered = labels.ResampleTo(Grids.Shuffled(grid, axes, flips), Resampling.NearestNeighbor);
                VolumeFile.Write(folder[name], ordered);
                AssertSame(new() { EmptyFrames = EmptyContent.Keep }, Resampling.NearestNeighbor, (builder, path) => builder.AddLabelMap(path), (builder, volume) => builder.AddLabelMap(volume), Labels.Metadata(5));
                VolumeFile.Write(folder[name], OfType(ordered, typeof(float)));
                AssertSame(new() { Encoding = SegmentationEncoding.Fractional }, Resampling.Linear, (builder, path) => builder.AddFractions(path, 5), (builder, volume) => builder.AddFractions(volume, 5), Labels.Metadata(1));
            }
        }

        void AssertSame(SegmentationOptions options, Resampling resampling, Action<SegmentationBuilder, string> ofFile, Action<SegmentationBuilder, Volume> ofVolume, SegmentationMetadata metadata) => Assert.That(
            Saved(source, options, builder => ofFile(builder, folder[name]), metadata, resampling),
            Is.EqualTo(Saved(source, options, builder => ofVolume(builder, VolumeFile.Read(folder[name])), metadata, resampling)));
    }

    [Test]
    public void Add_TimePointsOnAnotherGrid_AreThoseOfTheVolume()
    {
        using var folder = new VolumeFolder();
        VolumeGeometry grid = Grids.Axial(11, 9, 7);
        ushort[] voxels = [.. Enumerable.Range(0, 3).SelectMany(component => Labels.Random(grid, 4, seed: component).Voxels.ToArray())];
        VolumeFile.Write(folder["a.nii.gz"], new Volume<ushort>(Grids.Shuffled(grid, [2, 0, 1], 5), voxels, VolumeComponentAxis.Time, 3));
        SourceImages source = CtSeries.Load(new VolumeGeometry(new VolumeSize(9, 8, 6), new Vector3d(-9.8, -19.7, -29), new Vector3d(0.6, 0.8, 2.2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ));
        Assert.That(
            Saved(source, new(), builder => builder.AddLabelMap(folder["a.nii.gz"]), Labels.Metadata(4), Resampling.NearestNeighbor),
            Is.EqualTo(Saved(source, new(), builder => builder.AddLabelMap(VolumeFile.Read(folder["a.nii.gz"])), Labels.Metadata(4), Resampling.NearestNeighbor)));
        Assert.That(
            () => new SegmentationBuilder(source, Labels.Metadata(4)) { Alignment = new() { Resampling = Resampling.Linear } }.AddLabelMap(folder["a.nii.gz"]),
            Throws.ArgumentException.With.Message.Contains("Labels have nothing between them"));
    }

    // Layers side by side and one behind the other, extents that cut, a layer without segments; as it lies, across, and on another grid.
    [Test]
    public void AddSegNrrd_File_IsThatOfTheVolume([Values] bool isSideBySide, [Values] bool isResampled)
    {
        using var folder = new VolumeFolder();
        VolumeGeometry geometry = Grids.Axial(13, 8, 6);
        SourceImages source = CtSeries.Load(isResampled ? Grids.Axial(12, 10, 5) : geometry);
        Dictionary<string, string> keys = new()
        {
            ["Segment0_ID"] = "a",
            ["Segment0_Name"] = "liver",
            ["Segment0_Layer"] = "0",
            ["Segment0_LabelValue"] = "1",
            ["Segment0_Extent"] = "1 9 2 5 1 4",
            ["Segment1_ID"] = "b",
            ["Segment1_Name"] = "spleen",
            ["Segment1_Layer"] = "0",
            ["Segment1_LabelValue"] = "2",
            ["Segment1_Extent"] = "2 7 0 3 2 3",
            ["Segment2_ID"] = "c",
            ["Segment2_Name"] = "kidney",
            ["Segment2_Layer"] = "2",
            ["Segment2_LabelValue"] = "1",
            ["Segment3_ID"] = "d",
            ["Segment3_Name"] = "aorta",
            ["Segment3_Layer"] = "2",
            ["Segment3_LabelValue"] = "2",
        };
        string name = isSideBySide ? "a.seg.nrrd" : "a.nrrd";
        foreach (int[] axes in Grids.AxisOrders)
        {
            ushort[] voxels = [.. Enumerable.Range(0, 3).SelectMany(layer => Labels.Random(geometry, 2, seed: layer).Voxels.ToArray())];
            VolumeFile.Write(folder[name], new Volume<ushort>(Grids.Shuffled(geometry, axes, 3), voxels, VolumeComponentAxis.List, 3) { Properties = keys });
            byte[] ofFile = Saved(source, new(), builder => builder.AddSegNrrd(folder[name]), new(), isResampled ? Resampling.NearestNeighbor : null);
            Assert.That(ofFile, Is.EqualTo(Saved(source, new(), builder => builder.AddSegNrrd(VolumeFile.Read(folder[name])), new(), isResampled ? Resampling.NearestNeighbor : null)));
            Assert.That(System.Text.Encoding.UTF8.GetString(ofFile), Does.Contain("outside the extents of the segments"));
        }
    }

    private static byte[] Saved(SourceImages source, SegmentationOptions options, Action<SegmentationBuilder> add, SegmentationMetadata? metadata = null, Resampling? resampling = null)
    {
        var builder = new SegmentationBuilder(source, metadata ?? Labels.Metadata(6))
        {
            Options = options,
            Authorship = new() { Uids = new UidGenerator("7"), TimeProvider = new FixedTime() },
            Alignment = new() { Matching = SourceMatching.Prefer, Resampling = resampling },
        };
        add(builder);
        using Segmentation built = builder.Build();
        using var stream = new MemoryStream();
        built.Save(stream);
        return [.. stream.ToArray(), .. System.Text.Encoding.UTF8.GetBytes(string.Join("\n", built.Warnings))];
    }

    private static Volume OfType(Volume<ushort> labels, Type type)
    {
        return type == typeof(byte) ? Of(label => (byte)label)
            : type == typeof(int) ? Of(label => (int)label)
            : type == typeof(float) ? Of(label => (float)label)
            : Of(label => (double)label);

        Volume Of<T>(Func<ushort, T> convert)
            where T : unmanaged => new Volume<T>(labels.Geometry, Array.ConvertAll(labels.Voxels.ToArray(), label => convert(label)));
    }

    private sealed class Follower(Action<ConversionProgress> told) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => told(value);
    }
}
