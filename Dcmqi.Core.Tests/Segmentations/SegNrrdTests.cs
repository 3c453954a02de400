using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Segmentations of 3D Slicer: files of several versions, and ours.</summary>
public class SegNrrdTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(9, 7, 5);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void AddSegNrrd_OneLayer_HasNamesColoursAndCodes()
    {
        var labels = new Volume<byte>(Geometry);
        labels.Voxels[4] = 1;
        labels.Voxels[11] = 2;
        labels.Voxels[12] = 2;
        Write("one.seg.nrrd", labels, """
            Segmentation_MasterRepresentation:=Binary labelmap
            Segmentation_ReferenceImageExtentOffset:=0 0 0
            Segment0_ID:=s1
            Segment0_Name:=Mein Tumor: Ä
            Segment0_Color:=0.8 0.5 0.3
            Segment0_Extent:=0 8 0 6 0 4
            Segment0_LabelValue:=2
            Segment0_Layer:=0
            Segment0_Tags:=Segmentation.Status:inprogress|TerminologyEntry:Ctx~SCT^49755003^Morphologically Altered Structure~SCT^4147007^Mass~^^~Anatomic codes~SCT^64033007^Kidney~SCT^7771000^Left|DICOM.SegmentAlgorithmType:MANUAL|
            Segment1_ID:=s2
            Segment1_Name:=Liver
            Segment1_Color:=0 broken 1
            Segment1_LabelValue:=1
            Segment1_Layer:=0
            Segment1_Tags:=TerminologyEntry:~SRT^T-D0050^Tissue~SRT^T-62000^Liver~^^~~^^~^^|
            """);

        using Segmentation segmentation = Build("one.seg.nrrd");
        SegmentAttributes[] segments = [.. segmentation.Metadata.SegmentAttributes.SelectMany(list => list)];
        Assert.That(segments.Select(segment => segment.SegmentLabel), Is.EqualTo(new[] { "Liver", "Mein Tumor: Ä" }));
        Assert.That(segments[0].SegmentedPropertyType, Is.EqualTo(new CodedConcept("10200004", "SCT", "Liver")), "retired codes become what took their place");
        Assert.That(segments[0].SegmentedPropertyCategory.Value, Is.EqualTo("85756007"));
        Assert.That(segments[0].RecommendedDisplayRgb, Is.EqualTo(new RgbColor(0, 128, 255)));
        Assert.That(segments[0].AlgorithmName, Is.EqualTo("3D Slicer"));
        Assert.That(segments[1].AlgorithmType, Is.EqualTo(SegmentAlgorithmType.Manual));
        Assert.That(segments[1].AnatomicRegion!.Value, Is.EqualTo("64033007"));
        Assert.That(segments[1].AnatomicRegionModifiers.Single().Meaning, Is.EqualTo("Left"));
        Assert.That(segments[1].RecommendedDisplayRgb, Is.EqualTo(new RgbColor(204, 128, 76)));
        Assert.That(segmentation.GetStatistics(2).VoxelCount, Is.EqualTo(2));
    }

    // 4.11 and later: the list comes first; before that, a layer for each segment behind the space.
    [Test]
    public void AddSegNrrd_Layers_MayOverlap_InBothLayouts([Values] bool isFirst, [Values] bool isOld)
    {
        var labels = new Volume<byte>(Geometry, new byte[Geometry.Size.VoxelCount * 2], VolumeComponentAxis.List, 2);
        labels[1, 2, 3, 0] = 1;
        labels[1, 2, 3, 1] = 1;
        labels[5, 6, 4, 1] = 1;
        string placed = isOld ? "" : "Segment0_Layer:=0\nSegment0_LabelValue:=1\nSegment1_Layer:=1\nSegment1_LabelValue:=1\n";
        Write("two.seg.nrrd", labels, $"Segment0_ID:=a\nSegment0_Name:=liver\nSegment1_ID:=b\nSegment1_Name:=left kidney\n{placed}", isFirst);

        using Segmentation segmentation = Build("two.seg.nrrd");
        Assert.That(segmentation.Segments.Select(segment => segment.PropertyType!.Meaning), Is.EqualTo(new[] { "Liver", "Kidney" }), "without codes the names tell");
        Assert.That(segmentation.Segments.Select(segment => segmentation.GetStatistics(segment.Number).VoxelCount), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(segmentation.ToLabelMaps().Count(), Is.EqualTo(2));
    }

    [Test]
    public void SaveSegNrrd_IsReadByUs_AndByAnotherParser([Values] bool overlaps)
    {
        using Segmentation made = Made(overlaps);
        made.SaveSegNrrd(_folder["ours.seg.nrrd"]);

        using Segmentation back = Build("ours.seg.nrrd");
        Assert.That(back.Metadata.SegmentAttributes.SelectMany(list => list).Select(Said), Is.EqualTo(made.Metadata.SegmentAttributes.SelectMany(list => list).Select(Said)));
        for (int number = 1; number <= 3; number++)
            VoxelEquality.AssertSame(made.ToMask(number).ResampleTo(Geometry, Resampling.NearestNeighbor), back.ToMask(number).ResampleTo(Geometry, Resampling.NearestNeighbor), $"segment {number}");
        if (!overlaps)
            Assert.That(LabelTable.Load(_folder["ours.seg.nrrd"]).Find(2)!.Term!.TypeModifier!.Meaning, Is.EqualTo("Left"));
        else
            Assert.That(() => LabelTable.Load(_folder["ours.seg.nrrd"]), Throws.TypeOf<MetadataException>().With.Message.Contains("2 layers"));
        Assert.That(() => made.SaveSegNrrd(_folder["ours.nrrd"]), Throws.ArgumentException);

        (int exitCode, string output) = ExternalProgram.Python("numpy").Run(Path.Combine(Repository.Root, "Dcmqi.Core.Tests/Interop/check_seg_nrrd.py"), _folder["ours.seg.nrrd"]);
        Assert.That(exitCode, Is.Zero, output);
        string[] expected =
        [
            .. made.Segments.Select(segment => $"{segment.Label} {made.GetStatistics(segment.Number).VoxelCount} {segment.PropertyType!.Value} {segment.DisplayColor!.Value}"),
            overlaps ? "list domain domain domain 4" : "domain domain domain 3",
        ];
        Assert.That(output.Trim().ReplaceLineEndings("\n").Split('\n'), Is.EqualTo(expected));
    }

    // Slicer: a layer has the voxels within the union of its segments' extents; where one says none it is the whole image.
    [TestCase("3 5 1 2 1 3", "4 6 2 4 2 3", 2, Description = "union 3-6, 1-4, 1-3")]
    [TestCase("3 5 1 2 1 3", null, 5)]
    [TestCase("0 -1 0 -1 0 -1", "3 3 2 2 1 1", 1, Description = "an empty segment")]
    [TestCase("0 -1 0 -1 0 -1", "5 4 0 9 0 9", 0)]
    [TestCase("-4 99 -4 99 -4 99", "0 -1 0 -1 0 -1", 5, Description = "beyond the image")]
    public void AddSegNrrd_Extents_BoundTheirLayer(string first, string? second, int kept)
    {
        var labels = new Volume<byte>(Geometry);
        foreach ((int x, int y, int z) in new[] { (3, 2, 1), (6, 4, 3), (2, 2, 1), (3, 2, 4), (3, 5, 2) })
            labels[x, y, z] = (byte)(x == 6 ? 2 : 1);
        byte[] before = labels.Voxels.ToArray();
        Write("cut.seg.nrrd", labels, $"Segment0_ID:=a\nSegment0_Name:=liver\nSegment0_Layer:=0\nSegment0_LabelValue:=1\nSegment0_Extent:={first}\nSegment1_ID:=b\nSegment1_Name:=spleen\nSegment1_Layer:=0\nSegment1_LabelValue:=2\n{(second is null ? "" : $"Segment1_Extent:={second}")}");
        Volume volume = VolumeFile.Read(_folder["cut.seg.nrrd"]);

        if (kept == 0)
        {
            Assert.That(() => Build("cut.seg.nrrd"), Throws.TypeOf<ConversionException>());
            return;
        }

        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Geometry)).AddSegNrrd(volume).Build();
        Assert.That(segmentation.Segments.Sum(segment => segmentation.GetStatistics(segment.Number).VoxelCount), Is.EqualTo(kept));
        string told = $"'cut.seg.nrrd': {5 - kept} voxels lie outside the extents of the segments (SegmentN_Extent) and were left out, as 3D Slicer has it.";
        Assert.That(segmentation.Warnings.Where(warning => warning.Contains("Extent", StringComparison.Ordinal)), Is.EqualTo(kept == 5 ? [] : new[] { told }));
        Assert.That(((Volume<byte>)volume).Voxels.ToArray(), Is.EqualTo(before), "the caller's volume");
    }

    [Test]
    public void AddSegNrrd_ExtentOfALayer_LeavesTheOthers()
    {
        var labels = new Volume<byte>(Geometry, new byte[Geometry.Size.VoxelCount * 2], VolumeComponentAxis.List, 2);
        labels[1, 2, 3, 0] = labels[5, 6, 4, 0] = 1;
        labels[1, 2, 3, 1] = labels[5, 6, 4, 1] = 1;
        Write("two.seg.nrrd", labels, "Segment0_ID:=a\nSegment0_Name:=liver\nSegment0_Extent:=0 8 0 6 0 4\nSegment1_ID:=b\nSegment1_Name:=spleen\nSegment1_Extent:=5 5 6 6 4 4");
        using Segmentation segmentation = Build("two.seg.nrrd");
        Assert.That(segmentation.Segments.Select(segment => segmentation.GetStatistics(segment.Number).VoxelCount), Is.EqualTo(new[] { 2, 1 }));
    }

    // Each layer is a label map; 3D Slicer has them side by side.
    [Test]
    public void SaveSegNrrd_AnyGridAndSegments_HasTheLabelsOfTheVolumes([Values] bool overlaps, [Values] SegmentationEncoding encoding, [Values(0, 1, 2)] int kind)
    {
        using Segmentation made = overlaps && encoding == SegmentationEncoding.LabelMap ? Made(overlaps) : Made(overlaps).ConvertTo(new() { Encoding = encoding });
        VolumeGeometry? grid = kind switch { 0 => null, 1 => Grids.Shuffled(Geometry, [2, 0, 1], 3), _ => new(new VolumeSize(18, 14, 10), Geometry.OriginMm, Geometry.SpacingMm * 0.5, Geometry.DirectionX, Geometry.DirectionY, Geometry.DirectionZ) };
        LabelVolume[] layers = [.. grid is null ? made.ToLabelMaps() : made.ToLabelMaps(grid)];
        Assert.That(layers, Has.Length.EqualTo(overlaps ? 2 : 1));
        foreach (CompressionLevel level in (CompressionLevel[])[CompressionLevel.NoCompression, CompressionLevel.Optimal])
        {
            SavedVolume saved = made.SaveSegNrrd(_folder["sliced.seg.nrrd"], new() { Geometry = grid, Writing = new() { Compression = level } });
            var read = (Volume<byte>)VolumeFile.Read(_folder["sliced.seg.nrrd"]);
            Assert.That(read.Voxels.ToArray().AsSpan().SequenceEqual(layers.SelectMany(layer => layer.Voxels.ToArray()).Select(label => (byte)label).ToArray()));
            Assert.That((saved.Geometry, saved.VoxelType, saved.Components), Is.EqualTo((layers[0].Geometry, typeof(byte), layers.Length)));
            Assert.That(saved.Warnings, Is.EqualTo(layers.SelectMany(layer => layer.Warnings).Distinct()));
            VolumeFile.Write(_folder["whole.seg.nrrd"], made.ToSegNrrd(grid), new() { Compression = level });
            Assert.That(File.ReadAllBytes(_folder["sliced.seg.nrrd"]).AsSpan().SequenceEqual(File.ReadAllBytes(_folder["whole.seg.nrrd"])));
            foreach ((Segment segment, int index) in made.Segments.Where(segment => !segment.IsBackground).Select((segment, index) => (segment, index)))
                Assert.That(layers[int.Parse(read.Properties[$"Segment{index}_Layer"], CultureInfo.InvariantCulture)].Voxels.Contains((ushort)segment.Number), Is.True);
        }
    }

    [Test]
    public void SaveSegNrrd_SomeSegments_HasNoOthers()
    {
        using Segmentation made = Made(overlaps: true);
        made.SaveSegNrrd(_folder["some.seg.nrrd"], new() { SegmentNumbers = [1, 2] });
        using Segmentation back = Build("some.seg.nrrd");
        Assert.That(back.Segments.Select(segment => segment.Label), Is.EqualTo(made.Segments.Take(2).Select(segment => segment.Label)));
        Assert.That(back.ToLabelMap(Geometry).Voxels.SequenceEqual(made.ToLabelMaps(Geometry).First().Voxels));
        Assert.That(() => made.SaveSegNrrd(_folder["v.seg.nrrd"], new() { SegmentNumbers = [] }), Throws.ArgumentException);
        Assert.That(() => made.SaveSegNrrd(_folder["v.seg.nrrd"], new() { SegmentNumbers = [1], Voxels = SegmentVoxels.Mask }), Throws.ArgumentException.With.Message.Contains("Mask"));
        Assert.That(() => made.SaveSegNrrd(_folder["v.seg.nrrd"], new() { SegmentNumbers = [9] }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "some.seg.nrrd" }));
    }

    // Numbers beyond 255 take 16 bits.
    [Test]
    public void SaveSegNrrd_ManySegments_HasWords()
    {
        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(300)).AddLabelMap(Labels.Random(Geometry, 300, 3)).Build();
        segmentation.SaveSegNrrd(_folder["many.seg.nrrd"]);
        Assert.That(((Volume<ushort>)VolumeFile.Read(_folder["many.seg.nrrd"])).Voxels.SequenceEqual(segmentation.ToLabelMap().Voxels));
    }

    [Test]
    public void SaveSegNrrd_Cancelled_LeavesTheOlderFile([Values] bool overlaps)
    {
        using Segmentation made = Made(overlaps);
        File.WriteAllText(_folder["v.seg.nrrd"], "older");
        using var cancellation = new CancellationTokenSource();
        Assert.That(() => made.SaveSegNrrd(_folder["v.seg.nrrd"], null, new Cancelling(cancellation), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "v.seg.nrrd" }));
        Assert.That(File.ReadAllText(_folder["v.seg.nrrd"]), Is.EqualTo("older"));
    }

    [Test]
    public void ToSegNrrd_OnTheImagesGrid_IsWrittenByVolumeFile()
    {
        using Segmentation made = Made(overlaps: true);
        Volume volume = made.ToSegNrrd(Geometry);
        Assert.That((volume.Geometry, volume.Components), Is.EqualTo((Geometry, 2)));
        VolumeFile.Write(_folder["whole.seg.nrrd"], volume);
        using Segmentation back = Build("whole.seg.nrrd");
        Assert.That(back.Segments.Select(segment => back.GetStatistics(segment.Number).VoxelCount), Is.EqualTo(made.Segments.Select(segment => made.GetStatistics(segment.Number).VoxelCount)));
    }

    [TestCase("Segment0_ID:=a\nSegment0_Extent:=0 8 0 6 0\n", "Segment0_Extent is '0 8 0 6 0'; expected six whole numbers")]
    [TestCase("Segment0_ID:=a\nSegment0_Extent:=0 8 0 6 0 4 0 4 0 4 0 4 0 4 0 4 0 4 0 4 0 4\n", "expected six whole numbers")]
    [TestCase("Segment0_ID:=a\nSegment0_Extent:=0 8 0 6 0 99999999999\n", "expected six whole numbers")]
    [TestCase("Segment0_ID:=a\nSegment0_Layer:=1\n", "Segment0_Layer is '1'; expected a whole number from 0 to 0")]
    [TestCase("Segment0_ID:=a\nSegment0_LabelValue:=0\n", "Segment0_LabelValue is '0'")]
    [TestCase("Segment0_ID:=a\nSegment0_LabelValue:=99999999999\n", "Segment0_LabelValue is '99999999999'")]
    [TestCase("Segment0_ID:=a\nSegment0_Layer:=0\nSegment1_ID:=b\nSegment1_Layer:=0\n", "Segment1_LabelValue is 1, as that of 'a'")]
    [TestCase("Segment0_ID:=a\nSegment0_Layer:=-1\nSegment1_ID:=b\nSegment1_LabelValue:=x\nSegment1_Layer:=0\n", "Segment1_LabelValue is 'x'")]
    [TestCase("key:=value\n", "names no segments")]
    public void AddSegNrrd_KeysThatContradict_AreRefused(string keys, string told)
    {
        Write("bad.seg.nrrd", new Volume<byte>(Geometry), keys);
        Assert.That(() => Build("bad.seg.nrrd"), Throws.TypeOf<MetadataException>().With.Message.Contains(told));
    }

    [Test]
    public void AddMaskFolder_NamesAreStructures()
    {
        Directory.CreateDirectory(_folder["masks"]);
        foreach ((string name, int voxel) in new[] { ("spleen", 3), ("liver", 3), ("my_thing", 9), ("aorta", -1) })
        {
            var mask = new Volume<byte>(Geometry);
            if (voxel >= 0)
                mask.Voxels[voxel] = 1;
            VolumeFile.Write(_folder[$"masks/{name}.nii.gz"], mask);
        }

        File.WriteAllText(_folder["masks/statistics.json"], "{}");
        using Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Geometry)).AddMaskFolder(_folder["masks"], SegmentPresets.TotalSegmentator).Build();
        Assert.That(segmentation.Segments.Select(segment => (segment.Label, segment.PropertyType!.Meaning)), Is.EqualTo(new[] { ("spleen", "Spleen"), ("liver", "Liver"), ("my_thing", "Anatomical Structure") }));
        Assert.That(segmentation.Warnings, Has.One.EqualTo("TotalSegmentator total has no 'my_thing'.").And.One.Contains("'aorta.nii.gz' holds no voxel"));
        Assert.That(() => new SegmentationBuilder(CtSeries.Load(Geometry)).AddMaskFolder(_folder.Root), Throws.TypeOf<ConversionException>());
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => source.Cancel();
    }

    private static Segmentation Made(bool overlaps)
    {
        byte[] first = new byte[Geometry.Size.VoxelCount], second = new byte[Geometry.Size.VoxelCount];
        first[4] = first[40] = 1;
        first[41] = 2;
        second[overlaps ? 40 : 50] = second[100] = 1;
        SegmentAttributes Segment(string words, int label) => SegmentAttributes.Of(Terms.Search(words)[0], label, SegmentAlgorithmType.Automatic, "A | B");
        return new SegmentationBuilder(CtSeries.Load(Geometry))
            .AddLabelMap(new Volume<byte>(Geometry, first), [Segment("liver", 1), Segment("left kidney", 2)])
            .AddMask(new Volume<byte>(Geometry, second), Segment("cyst of right kidney", 1))
            .Build();
    }

    private static (string?, CodedConcept, CodedConcept, string, CodedConcept?, string, RgbColor?) Said(SegmentAttributes segment) => (
        segment.SegmentLabel, segment.SegmentedPropertyCategory, segment.SegmentedPropertyType, string.Join(' ', segment.SegmentedPropertyTypeModifiers), segment.AnatomicRegion,
        string.Join(' ', segment.AnatomicRegionModifiers), segment.RecommendedDisplayRgb);

    private Segmentation Build(string file) => new SegmentationBuilder(CtSeries.Load(Geometry)).AddSegNrrd(_folder[file]).Build();

    // By the facts of the format alone, not by our writer.
    private void Write(string file, Volume<byte> labels, string keys, bool isFirst = true)
    {
        bool isList = labels.Components > 1;
        Vector3d x = Geometry.DirectionX * Geometry.SpacingMm.X, y = Geometry.DirectionY * Geometry.SpacingMm.Y, z = Geometry.DirectionZ * Geometry.SpacingMm.Z, origin = Geometry.OriginMm;
        string first = isList && isFirst ? "none " : "", last = isList && !isFirst ? " none" : "";
        string size = $"{Geometry.Size.X} {Geometry.Size.Y} {Geometry.Size.Z}", kinds = "domain domain domain";
        string header = FormattableString.Invariant($"""
            NRRD0004
            type: unsigned char
            dimension: {(isList ? 4 : 3)}
            space: left-posterior-superior
            sizes: {(isList && isFirst ? $"2 {size}" : isList ? $"{size} 2" : size)}
            space directions: {first}({x.X:R},{x.Y:R},{x.Z:R}) ({y.X:R},{y.Y:R},{y.Z:R}) ({z.X:R},{z.Y:R},{z.Z:R}){last}
            kinds: {(isList && isFirst ? $"list {kinds}" : isList ? $"{kinds} list" : kinds)}
            encoding: raw
            space origin: ({origin.X:R},{origin.Y:R},{origin.Z:R})
            """).ReplaceLineEndings("\n");
        byte[] voxels = labels.Voxels.ToArray();
        if (isList && isFirst)
            voxels = [.. Enumerable.Range(0, voxels.Length).Select(index => labels.Voxels[(index / 2) + (index % 2 * voxels.Length / 2)])];
        File.WriteAllBytes(_folder[file], [.. Encoding.UTF8.GetBytes($"{header}\n{keys.ReplaceLineEndings("\n").TrimEnd()}\n\n"), .. voxels]);
    }
}
