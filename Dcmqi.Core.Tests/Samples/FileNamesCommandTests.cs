using Dcmqi.Binary;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What the command line makes of the names of files: nothing that is read is written over, lists by folder and pattern, names after segments.</summary>
public class FileNamesCommandTests
{
    private readonly VolumeGeometry _geometry = ObliqueGrid.Of(24, 18, 6);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        var torso = new PhantomTorso(_geometry);
        new PhantomSeries(_geometry) { Pixels = torso.Slice }.Write(_folder["ct"]);
        VolumeFile.Write(_folder["labels.nrrd"], new Volume<byte>(_geometry, torso.Labels()));
        PhantomTorso.Metadata().Save(_folder["labels.json"]);
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [TestCase("labels.json", "--inputMetadata")]
    [TestCase("labels.nrrd", "--inputImageList")]
    [TestCase("ct/../labels.nrrd", "--inputImageList")]
    [TestCase("first.dcm", "--inputDICOMDirectory")]
    public void OutputThatIsAnInput_IsRefusedAndStays(string output, string option)
    {
        string image = Directory.GetFiles(_folder["ct"]).Order(StringComparer.Ordinal).First();
        File.CreateSymbolicLink(_folder["first.dcm"], image);
        byte[] before = File.ReadAllBytes(_folder[output]);
        string error = CommandRun.Fail(Conversion(_folder["labels.nrrd"], output));
        Assert.That(error, Does.Contain("--outputDICOM").And.Contain(option).And.Contain("written over"));
        Assert.That(File.ReadAllBytes(_folder[output]), Is.EqualTo(before));
    }

    [Test]
    public void OutputThatIsAnInput_ByALinkedFolder_IsRefused()
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "seg.dcm"));
        Directory.CreateSymbolicLink(_folder["same"], ".");
        foreach (string command in (string[])["segconvert", "bin2labelsegimage"])
            Assert.That(CommandRun.Fail(command, "--inputDICOM", _folder["seg.dcm"], "--outputDICOM", _folder["same/seg.dcm"]), Does.Contain("is read as --inputDICOM"));
        Assert.That(CommandRun.Fail("tid1500tocsv", "--inputDICOM", _folder["seg.dcm"], "--outputCSV", _folder["same/seg.dcm"]), Does.Contain("is read as --inputDICOM"));
        Assert.That(CommandRun.Fail("tid1500reader", "--inputDICOM", _folder["seg.dcm"], "--outputMetadata", _folder["seg.dcm"]), Does.Contain("is read as --inputDICOM"));
    }

    [Test]
    public void TwoOutputsAtOnePath_AreRefused()
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "seg.dcm"));
        string error = CommandRun.Fail(
            "measure", "--inputDICOM", _folder["seg.dcm"], "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["out"], "--csv", _folder["ct/../out"]);
        Assert.That(error, Does.Contain("--csv and --outputDICOM name the same file"));
        Assert.That(File.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void PartThatIsAnInput_IsRefused()
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "seg.dcm", "--concatenation", "7"));
        string[] parts = [.. _folder.FileNames().Where(name => name.StartsWith("seg-", StringComparison.Ordinal))];
        byte[][] before = Array.ConvertAll(parts, part => File.ReadAllBytes(_folder[part]));
        string error = CommandRun.Fail(
            "segconvert", "--inputDICOM", string.Join(',', parts.Select(part => _folder[part])), "--outputDICOM", _folder["seg.dcm"], "--concatenation", "9");
        Assert.That(error, Does.Contain(parts[0]).And.Contain("read as --inputDICOM"));
        Assert.That(Array.ConvertAll(parts, part => File.ReadAllBytes(_folder[part])), Is.EqualTo(before));
    }

    [Test]
    public void OutputInAFolder_ThatIsTheInput_IsRefused()
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "1.nrrd"));
        byte[] before = File.ReadAllBytes(_folder["1.nrrd"]);
        Assert.That(
            CommandRun.Fail("segimage2itkimage", "--inputDICOM", _folder["1.nrrd"], "--outputDirectory", _folder.Root),
            Does.Contain("--outputDirectory").And.Contain("is read as --inputDICOM"));
        Assert.That(File.ReadAllBytes(_folder["1.nrrd"]), Is.EqualTo(before));
        Assert.That(_folder.FileNames(), Has.None.Contains(".tmp"));
    }

    [Test]
    [Platform(Include = "Linux")]
    public void Devices_AreWrittenToAndStay()
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "/dev/null"));
        Assert.That(CommandRun.Fail(Conversion(_folder["labels.nrrd"], "/dev/full")), Does.Contain("/dev/full").Or.Contain("No space left"));
        Assert.That(Paths.KindOf("/dev/full"), Is.EqualTo(PathKind.Device));
    }

    [Test]
    public void FolderOfMasks_NamedByLabel_ReadsBackByName([Values("nrrd", "mhd", ".nii", "nii", ".hdr.gz")] string type)
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "seg.dcm"));
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["masks"], "--outputNames", "label", "--outputType", type);
        Segmentation first = Segmentation.Open(_folder["seg.dcm"]);
        string ending = type switch { "nii" => ".nii.gz", ".nii" or ".hdr.gz" => type, _ => "." + type };
        string[] names = [.. Directory.GetFiles(_folder["masks"], "*" + ending).Select(path => Path.GetFileName(path))];
        Assert.That(names, Is.EquivalentTo(first.Segments.Select(segment => segment.Label.Replace(' ', '_') + ending)));
        File.Move(_folder["masks/meta.json"], _folder["meta.json"]);

        CommandRun.Succeed(ConversionWith("meta.json", _folder["masks"], "again.dcm"));
        Segmentation again = Segmentation.Open(_folder["again.dcm"]);
        Assert.That(again.Segments.Select(segment => segment.Label), Is.EqualTo(first.Segments.Select(segment => segment.Label)));
        VoxelEquality.AssertSame(VolumeFile.Read(_folder["labels.nrrd"]), again.ToLabelMap(_geometry), type);
    }

    [Test]
    public void PatternOfMasks_IsReadInOrderOfNumbers()
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "seg.dcm"));
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["masks"], "--prefix", "m");
        Segmentation first = Segmentation.Open(_folder["seg.dcm"]);

        // m-10 stands before m-2 in the order of letters.
        int shift = 11 - first.Segments.Count;
        for (int number = first.Segments.Count; number >= 1; number--)
            File.Move(_folder[$"masks/m-{number}.nrrd"], _folder[$"masks/m-{number + shift}.nrrd"]);
        File.Move(_folder["masks/m-meta.json"], _folder["meta.json"]);
        File.WriteAllText(_folder["masks/other.nrrd"], "no volume");
        CommandRun.Succeed(ConversionWith("meta.json", _folder["masks/m-*.nrrd"], "again.dcm"));
        Assert.That(Segmentation.Open(_folder["again.dcm"]).Segments.Select(segment => segment.Label), Is.EqualTo(first.Segments.Select(segment => segment.Label)));

        Assert.That(CommandRun.Fail(Conversion(_folder["masks/x*"], "no.dcm")), Does.Contain("no volume fits"));
        Assert.That(CommandRun.Fail(Conversion(_folder["ct"], "no.dcm")), Does.Contain("no volume in the folder"));
    }

    [TestCase("--outputType", ".nii", "--compression", "fastest")]
    [TestCase("--outputType", ".nii.gz", "--compression", "none")]
    [TestCase("--outputNames", "label", "--mergeSegments")]
    public void OptionsThatContradictEachOther_AreRefused(params string[] options)
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "seg.dcm"));
        string error = CommandRun.Fail(["segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["back"], .. options]);
        Assert.That(error, Does.Contain(options[0]).And.Not.Contain("VolumeWriteOptions"));
        Assert.That(Directory.Exists(_folder["back"]), Is.False);
    }

    [Test]
    public void CompressionNone_OfNifti_IsPlain()
    {
        CommandRun.Succeed(Conversion(_folder["labels.nrrd"], "seg.dcm"));
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["back"], "--outputType", "nii", "--compression", "none", "--mergeSegments");
        Assert.That(File.ReadAllBytes(_folder["back/1.nii"])[..4], Is.EqualTo(new byte[] { 0x5C, 1, 0, 0 }));
    }

    [Test]
    public void Layers_OfAFourthAxisCalledTime_AreLabelMapsOfTheirOwn()
    {
        // Two organs that overlap, as the layers of one file; NIfTI calls the axis time.
        int perLayer = (int)_geometry.Size.VoxelCount;
        var layers = new Volume<byte>(_geometry, new byte[2 * perLayer], VolumeComponentAxis.Time, 2);
        layers.Voxels.Slice(100, 60).Fill(1);
        layers.Voxels.Slice(perLayer + 130, 70).Fill(1);
        VolumeFile.Write(_folder["layers.nii.gz"], layers);
        Labels.Metadata([1], [1]).Save(_folder["two.json"]);

        (int exitCode, _, string said) = CommandRun.Run(ConversionWith("two.json", _folder["layers.nii.gz"], "seg.dcm", "--layers"));
        Assert.That(exitCode, Is.Zero, said);
        Assert.That(said, Does.Contain("2 volumes were taken as label maps of their own"));
        Segmentation segmentation = Segmentation.Open(_folder["seg.dcm"]);
        Assert.That((segmentation.Segments.Count, segmentation.TimePoints), Is.EqualTo((2, 1)));
        Assert.That(segmentation.ToMask(2).Voxels.IndexOf((byte)1), Is.GreaterThanOrEqualTo(0));
        Assert.That(segmentation.GetStatistics().Select(segment => segment.VoxelCount), Is.EqualTo(new[] { 60L, 70 }));

        Labels.Metadata(1).Save(_folder["one.json"]);
        said = CommandRun.Run(ConversionWith("one.json", _folder["layers.nii.gz"], "times.dcm")).Error;
        Assert.That(said, Does.Contain("points in time of one label map; --layers"));
        Assert.That(Segmentation.Open(_folder["times.dcm"]).TimePoints, Is.EqualTo(2));
    }

    private string[] Conversion(string images, string output, params string[] options) =>
    [
        "itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", images, "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder[output], .. options,
    ];

    private string[] ConversionWith(string metadata, string images, string output, params string[] options)
    {
        string[] arguments = Conversion(images, output, options);
        arguments[2] = _folder[metadata];
        return arguments;
    }
}
