using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>dcmqi's own test cases for binary segmentations, through the command line: voxels and metadata come back as they went in.</summary>
public class DcmqiCasesTests
{
    private TemporaryFolder _folder = null!;

    private static string LiverSpineHeart => string.Join(',', Seg("liver_seg.nrrd"), Seg("spine_seg.nrrd"), Seg("heart_seg.nrrd"));

    private static string CtFiles => string.Join(',', Seg("ct-3slice/01.dcm"), Seg("ct-3slice/02.dcm"), Seg("ct-3slice/03.dcm"));

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Liver_RoundTrip_IsTheSame()
    {
        CommandRun.Succeed(
            "itkimage2segimage", "--inputMetadata", Json("seg-example.json"), "--inputImageList", Seg("liver_seg.nrrd"),
            "--inputDICOMDirectory", Seg("ct-3slice"), "--outputDICOM", _folder["liver.dcm"]);
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["liver.dcm"], "--outputDirectory", _folder.Root, "--outputType", "nrrd", "--prefix", "back");

        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "back-1.nrrd", "back-meta.json", "liver.dcm" }));
        VoxelEquality.AssertSame(Seg("liver_seg.nrrd"), _folder["back-1.nrrd"]);
        AssertSameMetadata("seg-example.json", "back-meta.json");
        DicomJudges.AssertSound(_folder["liver.dcm"]);
    }

    [TestCase("seg-example_multiple_segments.json", "liver,spine,heart")]
    [TestCase("seg-example_multiple_segments_reordered.json", "heart,liver,spine")]
    public void LiverSpineHeart_RoundTrip_IsTheSame(string metadata, string order)
    {
        string images = string.Join(',', order.Split(',').Select(name => Seg(name + "_seg.nrrd")));
        CommandRun.Succeed(
            "itkimage2segimage", "--inputMetadata", Json(metadata), "--inputImageList", images, "--inputDICOMList", CtFiles, "--outputDICOM", _folder["organs.dcm"]);
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["organs.dcm"], "--outputDirectory", _folder.Root, "--prefix", "back");

        VoxelEquality.AssertSame(Seg("liver_seg.nrrd"), _folder["back-1.nrrd"]);
        VoxelEquality.AssertSame(Seg("spine_seg.nrrd"), _folder["back-2.nrrd"]);
        VoxelEquality.AssertSame(Seg("heart_seg.nrrd"), _folder["back-3.nrrd"]);
        AssertSameMetadata(metadata, "back-meta.json");
        DicomJudges.AssertSound(_folder["organs.dcm"]);
        Assert.That(Segmentation.Open(_folder["organs.dcm"]).SegmentsOverlap, Is.EqualTo(SegmentsOverlap.Yes));
    }

    [Test]
    public void LiverSpineHeart_Merged_GivesTwoFiles()
    {
        CommandRun.Succeed(
            "itkimage2segimage", "--inputMetadata", Json("seg-example_multiple_segments.json"), "--inputImageList", LiverSpineHeart,
            "--inputDICOMList", CtFiles, "--outputDICOM", _folder["organs.dcm"]);
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["organs.dcm"], "--outputDirectory", _folder["out"], "--mergeSegments");

        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "organs.dcm", "out/1.nrrd", "out/2.nrrd", "out/meta.json" }));
        VoxelEquality.AssertSame(Seg("liver_spine_seg.nrrd"), _folder["out/1.nrrd"]);
        VoxelEquality.AssertSame(Seg("heart_seg.nrrd"), _folder["out/2.nrrd"]);
        AssertSameMetadata("seg-example_multiple_segments_merged.json", "out/meta.json");
    }

    [Test]
    public void PartialOverlaps_RoundTrip_IsTheSame()
    {
        CommandRun.Succeed(
            "itkimage2segimage", "--inputMetadata", Json("seg-example_partial_overlaps.json"),
            "--inputImageList", string.Join(',', Enumerable.Range(1, 3).Select(index => Seg($"partial_overlaps-{index}.nrrd"))),
            "--inputDICOMList", CtFiles, "--outputDICOM", _folder["overlaps.dcm"], "--useLabelIDAsSegmentNumber");
        DicomJudges.AssertSound(_folder["overlaps.dcm"]);

        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["overlaps.dcm"], "--outputDirectory", _folder.Root, "--prefix", "merged", "--mergeSegments");
        for (int index = 1; index <= 3; index++)
            VoxelEquality.AssertSame(Seg($"partial_overlaps-{index}.nrrd"), _folder[$"merged-{index}.nrrd"]);
        AssertSameMetadata("seg-example_partial_overlaps.json", "merged-meta.json");

        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["overlaps.dcm"], "--outputDirectory", _folder.Root, "--prefix", "each");
        AssertEachSegment("each");
    }

    [TestCase("23x38x3")]
    [TestCase("24x38x3")]
    public void OddSizes_EmptyFramesKept_RoundTripIsTheSame(string size)
    {
        CommandRun.Succeed(
            "itkimage2segimage", "--inputMetadata", Json("seg-example.json"), "--inputImageList", Seg($"{size}/nrrd/label.nrrd"),
            "--inputDICOMDirectory", Seg($"{size}/image"), "--outputDICOM", _folder["label.dcm"], "--skip", "0");
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["label.dcm"], "--outputDirectory", _folder.Root, "--outputType", "nrrd", "--prefix", size);

        Assert.That(Segmentation.Open(_folder["label.dcm"]).FrameCount, Is.EqualTo(3));
        VoxelEquality.AssertSame(Seg($"{size}/nrrd/label.nrrd"), _folder[$"{size}-1.nrrd"]);
        AssertSameMetadata("seg-example.json", $"{size}-meta.json");
        DicomJudges.AssertSound(_folder["label.dcm"]);
    }

    [TestCase("liver.dcm", "liver_seg.nrrd")]
    [TestCase("23x38x3/seg/label.seg", "23x38x3/nrrd/label.nrrd")]
    [TestCase("24x38x3/seg/label.seg", "24x38x3/nrrd/label.nrrd")]
    public void FilesOfDcmqi_AreRead(string dicom, string labels)
    {
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", Seg(dicom), "--outputDirectory", _folder.Root);
        VoxelEquality.AssertSame(Seg(labels), _folder["1.nrrd"]);
    }

    [Test]
    public void PartialOverlapsOfDcmqi_AreRead()
    {
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", Seg("partial_overlaps.dcm"), "--outputDirectory", _folder.Root, "--mergeSegments", "--prefix", "merged");
        for (int index = 1; index <= 3; index++)
            VoxelEquality.AssertSame(Seg($"partial_overlaps-{index}.nrrd"), _folder[$"merged-{index}.nrrd"]);

        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", Seg("partial_overlaps.dcm"), "--outputDirectory", _folder.Root, "--prefix", "each");
        AssertEachSegment("each");
    }

    private static string Seg(string name) => Repository.Data("segmentations/" + name);

    private static string Json(string name) => Repository.Data("metadata/" + name);

    // Segments 1, 4 and 5 are in the first file, 2 in the second, 3 in the third; each alone keeps its number.
    private void AssertEachSegment(string prefix)
    {
        int[] fileOfSegment = [1, 2, 3, 1, 1];
        for (int number = 1; number <= 5; number++)
        {
            long[] all = VoxelEquality.Values(VolumeFile.Read(Seg($"partial_overlaps-{fileOfSegment[number - 1]}.nrrd")));
            long[] expected = Array.ConvertAll(all, label => label == number ? label : 0);
            Assert.That(expected, Does.Contain(number));
            Assert.That(VoxelEquality.Values(VolumeFile.Read(_folder[$"{prefix}-{number}.nrrd"])), Is.EqualTo(expected), $"segment {number}");
        }
    }

    private void AssertSameMetadata(string expected, string actual) =>
        Assert.That(MetadataText.Normal(_folder[actual]), Is.EqualTo(MetadataText.Normal(Json(expected))));
}
