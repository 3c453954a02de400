using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary><c>--for</c> and <c>--split</c>.</summary>
public class ReceiverCommandTests
{
    // 17 x 11 pixels are no whole bytes.
    private readonly VolumeGeometry _geometry = ObliqueGrid.Of(17, 11, 5);
    private TemporaryFolder _folder = null!;
    private Volume<byte> _first = null!;
    private Volume<byte> _second = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        new PhantomSeries(_geometry).Write(_folder["ct"]);
        (_first, _second) = (new Volume<byte>(_geometry), new Volume<byte>(_geometry));
        _first[3, 4, 1] = _first[4, 4, 1] = _first[9, 9, 4] = 1;
        _second[4, 4, 1] = _second[5, 5, 3] = 1;
        VolumeFile.Write(_folder["a.nrrd"], _first);
        VolumeFile.Write(_folder["b.nrrd"], _second);
        Labels.Metadata([1], [1]).Save(_folder["two.json"]);
        Labels.Metadata(1).Save(_folder["one.json"]);
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [Test]
    public void ItkImageToSegImage_ForOhif_SplitsOverlapsAndSaysWhy()
    {
        (int exitCode, string output, string error) = CommandRun.Run([.. Conversion("two.json", "a.nrrd", "b.nrrd"), "--for", "ohif"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.StartWith("For OHIF 3.13.2: label map, not compressed, segments that overlap in objects of their own (exact). Not binary").And.Contain($"Saved {_folder["out-object1.dcm"]}.").And.Contain($"Saved {_folder["out-object2.dcm"]}."));
        Assert.That(error, Does.Contain("Note: Segments overlap: 2 objects are written, each in a series of its own."));
        Assert.That(Directory.GetFiles(_folder.Root, "*.dcm").Select(Path.GetFileName), Is.EquivalentTo(new[] { "out-object1.dcm", "out-object2.dcm" }));
        AssertObject("out-object1.dcm", _first, "301");
        AssertObject("out-object2.dcm", _second, "302");
    }

    [Test]
    public void ItkImageToSegImage_ForReceiverWithoutOverlaps_IsOneFile([Values("any", "ohif", "slicer", "orthanc", "highdicom", "fo-dicom")] string receiver)
    {
        string output = CommandRun.Succeed([.. Conversion("one.json", "a.nrrd"), "--for", receiver]);
        using Segmentation segmentation = Segmentation.Open(_folder["out.dcm"]);
        Assert.That(segmentation.Encoding, Is.EqualTo(receiver is "ohif" or "fo-dicom" ? SegmentationEncoding.LabelMap : SegmentationEncoding.Binary));
        Assert.That(output, Does.StartWith("For "));
        VoxelEquality.AssertSame(_first, segmentation.ToLabelMap(_geometry), receiver);
        CommandRun.Succeed("validate", _folder["out.dcm"]);
    }

    [Test]
    public void ItkImageToSegImage_LabelsAsNumbersForOhif_KeepsGaps()
    {
        VolumeFile.Write(_folder["seven.nrrd"], new Volume<byte>(_geometry, Array.ConvertAll(_first.Voxels.ToArray(), voxel => (byte)(voxel * 7))));
        Labels.Metadata([7]).Save(_folder["seven.json"]);
        CommandRun.Succeed([.. Conversion("seven.json", "seven.nrrd"), "--for", "ohif", "--useLabelIDAsSegmentNumber"]);
        Assert.That(Segmentation.Open(_folder["out.dcm"]).FindSegments(new()).Single().Number, Is.EqualTo(7));
    }

    [Test]
    public void ItkImageToSegImage_GivenOptions_StandOrContradict()
    {
        string error = CommandRun.Fail([.. Conversion("one.json", "a.nrrd"), "--for", "ohif", "--segmentationType", "binary"]);
        Assert.That(error, Does.Contain("--for ohif: OHIF 3.13.2 does not show this segmentation in any form that is left: binary, not compressed, rows x columns no multiple of 8: garbled").And.Contain("Leave out --segmentationType"));
        Assert.That(CommandRun.Fail([.. Conversion("one.json", "a.nrrd"), "--for", "fo-dicom", "--compress", "deflated-frame", "--segmentationType", "binary", "--segmentationType", "fractional"]), Is.Not.Empty);
        Assert.That(CommandRun.Fail([.. Conversion("one.json", "a.nrrd"), "--for", "ohif", "--segmentationType", "fractional"]), Does.Contain("never loaded"));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
        CommandRun.Succeed([.. Conversion("one.json", "a.nrrd"), "--for", "ohif", "--compress", "jpegls"]);
        Assert.That(Segmentation.Open(_folder["out.dcm"]).Encoding, Is.EqualTo(SegmentationEncoding.LabelMap));
    }

    [Test]
    public void SegConvert_Split_WritesObjectsThatOthersReadWhole([Values("binary", "labelmap")] string type)
    {
        CommandRun.Succeed(Conversion("two.json", "a.nrrd", "b.nrrd"));
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["out.dcm"], "--outputDICOM", _folder["apart.dcm"], "--segmentationType", type, "--split");
        AssertObject("apart-object1.dcm", _first, "301");
        AssertObject("apart-object2.dcm", _second, "302");
        for (int number = 1; number <= 2; number++)
        {
            string file = _folder[$"apart-object{number}.dcm"];

            // A label map keeps Segment Numbers, as it may (PS3.3 C.8.20.2); dicom3tools does not know the SOP Class, and wants numbers from 1 in order.
            string[] explained = type == "binary" ? [] :
            [
                "Error - Information Object Not found",
                "Error - SegmentNumber not monotonically increasing from one by one - have SegmentSequence item number 2 (from one) with SegmentNumber of 0",
                "Error - SegmentNumber not monotonically increasing from one by one - have SegmentSequence item number 1 (from one) with SegmentNumber of 2",
            ];
            DicomJudges.AssertSound(file, explained);
            int label = type == "binary" ? 1 : number;
            VolumeFile.Write(_folder["expected.nrrd"], new Volume<byte>(_geometry, Array.ConvertAll((number == 1 ? _first : _second).Voxels.ToArray(), voxel => (byte)(voxel * label))));
            (int exitCode, string output) = ExternalProgram.Python("pydicom", "numpy").Run("-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/check_encoding.py"), file, _folder["expected.nrrd"]);
            Assert.That(exitCode, Is.Zero, output);
        }
    }

    [Test]
    public void SegConvert_MergedForOhif_SplitsWhatOverlapsOnlyTogether()
    {
        CommandRun.Succeed(Conversion("one.json", "a.nrrd"));
        File.Move(_folder["out.dcm"], _folder["a.dcm"]);
        CommandRun.Succeed(Conversion("one.json", "b.nrrd"));
        CommandRun.Succeed("segconvert", "--inputDICOM", $"{_folder["a.dcm"]},{_folder["out.dcm"]}", "--outputDICOM", _folder["both.dcm"], "--for", "ohif", "--concatenation", "1");
        Assert.That(
            Directory.GetFiles(_folder.Root, "both*.dcm").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "both-object1-1.dcm", "both-object1-2.dcm", "both-object2-1.dcm", "both-object2-2.dcm" }));
        Assert.That(CommandRun.Fail("segconvert", "--inputDICOM", _folder["a.dcm"], "--outputDICOM", _folder["x.dcm"], "--for", "ohif", "--usePalette"), Does.Contain("garbage"));
    }

    [Test]
    public void SegConvert_OutputThatIsAnInput_IsRefused()
    {
        CommandRun.Succeed(Conversion("two.json", "a.nrrd", "b.nrrd"));
        File.Move(_folder["out.dcm"], _folder["x-object2.dcm"]);
        Assert.That(CommandRun.Fail("segconvert", "--inputDICOM", _folder["x-object2.dcm"], "--outputDICOM", _folder["x.dcm"], "--split"), Does.Contain("may be called"));
    }

    private void AssertObject(string name, Volume<byte> expected, string seriesNumber)
    {
        using Segmentation segmentation = Segmentation.Open(_folder[name]);
        VoxelEquality.AssertSame(expected, segmentation.ToMask(segmentation.FindSegments(new()).Single().Number).ResampleTo(_geometry, Resampling.NearestNeighbor), name);
        Assert.That(segmentation.Metadata.SeriesNumber, Is.EqualTo(seriesNumber));
        CommandRun.Succeed("validate", _folder[name]);
    }

    private string[] Conversion(string metadata, params string[] images) =>
    [
        "itkimage2segimage", "--inputMetadata", _folder[metadata], "--inputImageList", string.Join(',', images.Select(image => _folder[image])),
        "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["out.dcm"],
    ];
}
