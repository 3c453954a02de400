using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Objects split into concatenations, and joined again.</summary>
public class ConcatenationTests
{
    // 35 pixels: frames of single bits begin within bytes.
    private static readonly VolumeGeometry Geometry = Grids.Axial(7, 5, 6);

    private TemporaryFolder _folder = null!;

    private static IEnumerable<TestCaseData> Kinds() =>
        from encoding in Enum.GetValues<SegmentationEncoding>()
        from compression in Enum.GetValues<PixelCompression>()
        where encoding != SegmentationEncoding.Binary || compression != PixelCompression.JpegLs
        select new TestCaseData(encoding, compression);

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCaseSource(nameof(Kinds))]
    public void SaveAndOpen_AnyOrder_IsTheSameObject(SegmentationEncoding encoding, PixelCompression compression)
    {
        Segmentation whole = Build(encoding);
        IReadOnlyList<string> paths = whole.SaveConcatenation(_folder["seg.dcm"], Concatenation.ByFrames(4), new() { Compression = compression });
        Segmentation joined = Segmentation.Open(paths.Reverse());

        Assert.Multiple(() =>
        {
            Assert.That(paths, Has.Count.EqualTo((whole.FrameCount + 3) / 4).And.Count.GreaterThan(1));
            Assert.That(joined.ToString(), Is.EqualTo(whole.ToString()));
            Assert.That(joined.SopInstanceUid, Is.EqualTo(whole.SopInstanceUid));
            Assert.That(joined.Warnings, Is.Empty);
            Assert.That(joined.Validate(), Is.Empty);
            Assert.That(Bytes(joined), Is.EqualTo(Bytes(whole)), "saved as one object, it is the one that was split");
            Assert.That(joined.ToLabelMap().Voxels.SequenceEqual(whole.ToLabelMap().Voxels));
            Assert.That(joined.GetStatistics(), Is.EqualTo(whole.GetStatistics()));
        });
    }

    [Test]
    public void Save_Parts_SayWhatTheyAre()
    {
        Segmentation whole = Build(SegmentationEncoding.Binary);
        IReadOnlyList<string> paths = whole.SaveConcatenation(_folder["seg.dcm"], Concatenation.ByFrames(whole.FrameCount - 1));

        DataSet[] parts = [.. paths.Select(path => DicomFile.Open(path).DataSet)];
        Assert.Multiple(() =>
        {
            Assert.That(paths.Select(Path.GetFileName), Is.EqualTo(new[] { "seg-1.dcm", "seg-2.dcm" }));
            Assert.That(parts.Select(part => part.GetString(Tags.SOPInstanceUID)).Append(whole.SopInstanceUid), Is.Unique);
            Assert.That(parts.Select(part => part.GetString(Tags.SOPInstanceUIDOfConcatenationSource)), Is.All.EqualTo(whole.SopInstanceUid));
            Assert.That(parts.Select(part => part.GetString(Tags.ConcatenationUID)).Distinct().Single(), Is.Not.EqualTo(whole.SopInstanceUid));
            Assert.That(parts.Select(part => part.GetInt32(Tags.InConcatenationNumber)), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(parts.Select(part => part.GetInt32(Tags.InConcatenationTotalNumber)), Is.All.EqualTo(2));
            Assert.That(parts.Select(part => part.GetInt64(Tags.ConcatenationFrameOffsetNumber)), Is.EqualTo(new[] { 0, whole.FrameCount - 1 }));
            Assert.That(parts.Select(part => part.GetInt32(Tags.NumberOfFrames)), Is.EqualTo(new[] { whole.FrameCount - 1, 1 }));
            Assert.That(parts.Select(part => part.GetString(Tags.InstanceNumber)).Distinct().Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Open_OnePartAlone_WorksAndSaysSo()
    {
        Segmentation whole = Build(SegmentationEncoding.Binary);
        IReadOnlyList<string> paths = whole.SaveConcatenation(_folder["seg.dcm"], Concatenation.ByFrames(4));
        Segmentation part = Segmentation.Open(paths[1]);
        Assert.That(part.Warnings, Has.Some.Contains($"part 2 of {paths.Count} of a concatenation"));
        Assert.That(part.FrameCount, Is.EqualTo(4));
        Assert.That(part.Validate(), Is.Empty);
        Assert.That(() => part.SaveConcatenation(_folder["again.dcm"], Concatenation.ByFrames(1)), Throws.InstanceOf<ConversionException>());

        Segmentation own = part.ConvertTo(new() { Encoding = SegmentationEncoding.Binary });
        Assert.That(own.DataSet.Contains(Tags.ConcatenationUID), Is.False, "an object of its own");
    }

    [Test]
    public void Open_Folder_JoinsWhatIsInIt()
    {
        Segmentation whole = Build(SegmentationEncoding.LabelMap);
        whole.SaveConcatenation(_folder["seg.dcm"], Concatenation.ByBytes(2 * 35));
        File.WriteAllText(_folder["notes.txt"], "not DICOM");
        Assert.That(Segmentation.Open(_folder.Root).FrameCount, Is.EqualTo(whole.FrameCount));
    }

    [Test]
    public void OpenAll_ObjectsAndParts_AreToldApart()
    {
        IReadOnlyList<string> first = Build(SegmentationEncoding.Binary).SaveConcatenation(_folder["a.dcm"], Concatenation.ByFrames(5));
        IReadOnlyList<string> second = Build(SegmentationEncoding.LabelMap).SaveConcatenation(_folder["b.dcm"], Concatenation.ByFrames(2));
        Build(SegmentationEncoding.Fractional).Save(_folder["c.dcm"]);
        IReadOnlyList<Segmentation> all = Segmentation.OpenAll([_folder["c.dcm"], .. second.Reverse(), .. first]);
        Assert.That(all.Select(one => one.Encoding), Is.EqualTo(new[] { SegmentationEncoding.Fractional, SegmentationEncoding.LabelMap, SegmentationEncoding.Binary }));
    }

    [Test]
    public void Open_MissingAndDoubleAndForeignParts_AllAreNamed()
    {
        IReadOnlyList<string> paths = Build(SegmentationEncoding.Binary).SaveConcatenation(_folder["a.dcm"], Concatenation.ByFrames(1));
        IReadOnlyList<string> others = Build(SegmentationEncoding.Binary).SaveConcatenation(_folder["b.dcm"], Concatenation.ByFrames(1));
        Build(SegmentationEncoding.Binary).Save(_folder["c.dcm"]);
        File.Copy(paths[0], _folder["copy.dcm"]);

        Assert.That(paths, Has.Count.GreaterThan(6));
        Assert.That(Faults([.. paths.Where((_, index) => index is not (1 or 3 or 4))]), Is.EqualTo(new[] { $"Part 2 of {paths.Count} is missing.", $"Parts 4 to 5 of {paths.Count} are missing." }));
        Assert.That(Faults([.. paths, _folder["copy.dcm"]])[0], Does.StartWith("Part 1 is there 2 times: "));
        Assert.That(Faults([.. paths, others[0], _folder["c.dcm"]]), Has.Count.EqualTo(2).And.Some.Contains("b-1.dcm' belongs to the concatenation").And.Some.Contains("'c.dcm' is no part"));
        Assert.That(Faults([_folder["c.dcm"], _folder["c.dcm"]]), Has.Count.EqualTo(2));
        Assert.That(() => Segmentation.Open(Array.Empty<string>()), Throws.ArgumentException);
    }

    [Test]
    public void Open_PartsThatDiffer_AllDifferencesAreNamed()
    {
        IReadOnlyList<string> paths = Build(SegmentationEncoding.Binary).SaveConcatenation(_folder["a.dcm"], Concatenation.ByFrames(5));
        DicomFile last = DicomFile.Open(paths[^1]);
        DataSet changed = last.DataSet.Clone();
        changed.Set(Tags.Rows, 35);
        changed.Set(Tags.Columns, 1);
        changed.GetItems(Tags.SegmentSequence)[0].Set(Tags.SegmentLabel, "another");
        Stream[] streams = [.. paths.SkipLast(1).Select(path => new MemoryStream(File.ReadAllBytes(path))), Written(changed)];
        ConversionException failure = Assert.Throws<ConversionException>(() => Segmentation.Open(streams))!;
        Assert.That(failure.Faults, Has.Count.EqualTo(3).And.Some.Contains("Rows (0028,0010) is '35', but in 'stream 1' it is '5'").And.Some.Contains("Segment Sequence (0062,0002) is another"));

        changed = last.DataSet.Clone();
        changed.Set(Tags.ConcatenationFrameOffsetNumber, 1);
        streams = [.. paths.SkipLast(1).Select(path => new MemoryStream(File.ReadAllBytes(path))), Written(changed)];
        failure = Assert.Throws<ConversionException>(() => Segmentation.Open(streams))!;
        Assert.That(failure.Faults.Single(), Does.Contain("Concatenation Frame Offset Number (0020,9228) is 1; the parts before have"));
    }

    [Test]
    public void Save_PartTooSmall_IsRefusedAndLeavesNoFile()
    {
        Segmentation whole = Build(SegmentationEncoding.Fractional);
        Assert.That(() => whole.SaveConcatenation(_folder["a.dcm"], Concatenation.ByBytes(34)), Throws.InstanceOf<ConversionException>().With.Message.Contain("35 bytes"));
        Assert.That(() => Concatenation.ByFrames(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.That(() => whole.SaveConcatenation(_folder["a.dcm"], Concatenation.ByFrames(2), new() { Compression = PixelCompression.Rle }, null, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFileSystemEntries(_folder.Root), Is.Empty);
    }

    [Test]
    public void Save_SameSeed_SameBytes()
    {
        Segmentation whole = Build(SegmentationEncoding.Binary);
        whole.SaveConcatenation(_folder["a.dcm"], Concatenation.ByFrames(5) with { Uids = new UidGenerator("parts") });
        whole.SaveConcatenation(_folder["b.dcm"], Concatenation.ByFrames(5) with { Uids = new UidGenerator("parts") });
        Assert.That(File.ReadAllBytes(_folder["a-1.dcm"]), Is.EqualTo(File.ReadAllBytes(_folder["b-1.dcm"])));
    }

    [Test]
    public void Validate_ConcatenationAttributes_AreChecked()
    {
        IReadOnlyList<string> paths = Build(SegmentationEncoding.Binary).SaveConcatenation(_folder["a.dcm"], Concatenation.ByFrames(5));
        DataSet part = DicomFile.Open(paths[0]).DataSet.Clone();
        part.Set(Tags.InConcatenationNumber, paths.Count + 1);
        part.Set(Tags.SOPInstanceUIDOfConcatenationSource, part.GetString(Tags.SOPInstanceUID)!);
        Assert.That(
            Segmentation.Open(Written(part)).Validate().Select(finding => finding.ToString()),
            Has.Exactly(3).Contains("PS3.3 C.7.6.16.2.2.4").And.Some.Contains("it is 0 in the first part").And.Some.Contains("own SOP Instance UID"));
        part.Remove(Tags.ConcatenationUID);
        Assert.That(Segmentation.Open(Written(part)).Validate(), Has.Count.EqualTo(4));
        part = DicomFile.Open(paths[0]).DataSet.Clone();
        part.Remove(Tags.ConcatenationFrameOffsetNumber);
        Assert.That(Segmentation.Open(Written(part)).Validate().Single().ToString(), Does.Contain("Concatenation Frame Offset Number").And.Contain("Error"));
    }

    // 260 frames of 4096 x 4096 bytes.
    [Test]
    public void Build_MoreThanNativePixelDataHolds_IsRefusedUnlessAllowed()
    {
        VolumeGeometry geometry = Grids.Axial(4096, 4096, 1);
        var labels = new Volume<ushort>(geometry);
        int[] numbers = [.. Enumerable.Range(1, 260)];
        foreach (int number in numbers)
            labels.Voxels[number] = (ushort)number;
        SegmentationBuilder Builder(LargeObjects largeObjects) =>
            new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(numbers)) { Options = new() { Encoding = SegmentationEncoding.Fractional, LargeObjects = largeObjects } }.AddLabelMap(labels);

        Assert.That(() => Builder(LargeObjects.Refuse).Build(), Throws.InstanceOf<ConversionException>().With.Message.Contain("4362076160 bytes").And.Message.Contain("concatenation").And.Message.Contain("LabelMap"));
        Segmentation large = Builder(LargeObjects.Allow).Build();
        Assert.That(() => large.Save(_folder["large.dcm"]), Throws.InstanceOf<ConversionException>().With.Message.Contain("concatenation"));
        Assert.That(File.Exists(_folder["large.dcm"]), Is.False);
        IReadOnlyList<string> parts = large.SaveConcatenation(_folder["large.dcm"], Concatenation.ByBytes(3_000_000_000), new() { Compression = PixelCompression.Rle });
        var joined = Segmentation.Open(parts);
        Assert.That(parts, Has.Count.EqualTo(2));
        Assert.That(joined.GetStatistics(260).FirstIndex, Is.EqualTo((260, 0, 0)));
        Assert.That(() => joined.Save(_folder["large.dcm"]), Throws.InstanceOf<ConversionException>());
    }

    private static Segmentation Build(SegmentationEncoding encoding) =>
        new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(3)) { Options = new() { Encoding = encoding } }.AddLabelMap(Labels.Random(Geometry, 3, 8)).Build();

    private static byte[] Bytes(Segmentation segmentation)
    {
        using var stream = new MemoryStream();
        segmentation.Save(stream);
        return stream.ToArray();
    }

    private static MemoryStream Written(DataSet dataSet)
    {
        var stream = new MemoryStream();
        DicomWriter.Write(stream, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        stream.Position = 0;
        return stream;
    }

    private static IReadOnlyList<string> Faults(string[] paths) => Assert.Throws<ConversionException>(() => Segmentation.Open(paths))!.Faults;
}
