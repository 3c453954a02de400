using System.Text.Json.Nodes;
using Dcmqi.Cli;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>What users of the command line see, above all when something is wrong.</summary>
public class CommandLineTests
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

    [Test]
    public void Help_NamesEveryCommand()
    {
        string help = CommandRun.Succeed("--help");
        Assert.That(help, Does.Contain("itkimage2segimage").And.Contain("segimage2itkimage").And.Contain("volumeinfo"));
    }

    [Test]
    public void Help_OfConversion_NamesEveryOption()
    {
        string help = CommandRun.Succeed("itkimage2segimage", "--help");
        foreach (string option in (string[])["--inputMetadata", "--inputImageList", "--inputDICOMList", "--inputDICOMDirectory", "--outputDICOM", "--skip", "--referencesGeometryCheck", "--useLabelIDAsSegmentNumber", "--verbose"])
            Assert.That(help, Does.Contain(option));
    }

    [Test]
    public void UnknownOption_FailsWithAHint()
    {
        string error = CommandRun.Fail([.. Conversion(), "--colour", "red"]);
        Assert.That(error, Does.Contain("--colour").And.Contain("dcmqi itkimage2segimage --help"));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
    }

    [Test]
    public void MissingOptions_AreAllNamed() =>
        Assert.That(CommandRun.Fail("itkimage2segimage"), Does.Contain("--inputMetadata").And.Contain("--inputImageList").And.Contain("--outputDICOM"));

    [Test]
    public void NoCommand_Fails() => Assert.That(CommandRun.Fail(), Does.Contain("dcmqi --help"));

    [Test]
    public void SkipThatIsNoNumber_Fails() => Assert.That(CommandRun.Fail([.. Conversion(), "--skip", "two"]), Does.Contain("'two'"));

    [Test]
    public void MissingFiles_AreAllNamed()
    {
        string error = CommandRun.Fail(
            "itkimage2segimage", "--inputMetadata", _folder["no.json"], "--inputImageList", _folder["labels.nrrd"] + "," + _folder["no.nrrd"],
            "--inputDICOMDirectory", _folder["no"], "--outputDICOM", _folder["nowhere/out.dcm"]);
        Assert.That(error, Does.Contain("no.json").And.Contain("no.nrrd").And.Contain("--inputDICOMDirectory").And.Contain("nowhere"));
        Assert.That(error, Does.Not.Contain("labels.nrrd"));
    }

    [Test]
    public void NoSourceImages_Fails()
    {
        string error = CommandRun.Fail("itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", _folder["labels.nrrd"], "--outputDICOM", _folder["out.dcm"]);
        Assert.That(error, Does.Contain("--inputDICOMDirectory").And.Contain("--inputDICOMList"));
    }

    [Test]
    public void FaultyInputs_AreToldTogether_WithoutStackTrace()
    {
        File.WriteAllText(_folder["labels.json"], "{ \"segmentAttributes\": [] }");
        File.WriteAllText(_folder["labels.nrrd"], "no image");
        string[] before = _folder.FileNames();
        string error = CommandRun.Fail(Conversion());
        Assert.That(error, Does.Contain("labels.json").And.Contain("labels.nrrd"));
        Assert.That(error, Does.Not.Contain("   at Dcmqi"));
        Assert.That(_folder.FileNames(), Is.EqualTo(before));
    }

    [Test]
    public void Verbose_ShowsWhereItFailed()
    {
        File.WriteAllText(_folder["labels.nrrd"], "no image");
        Assert.That(CommandRun.Fail([.. Conversion(), "--verbose"]), Does.Contain("   at Dcmqi"));
    }

    [Test]
    public void LabelWithoutMetadata_FailsAndLeavesAnOlderFileAlone()
    {
        File.WriteAllText(_folder["out.dcm"], "older");
        byte[] labels = new PhantomTorso(_geometry).Labels();
        labels[0] = 77;
        VolumeFile.Write(_folder["labels.nrrd"], new Volume<byte>(_geometry, labels));
        Assert.That(CommandRun.Fail(Conversion()), Does.Contain("77").And.Contain("labels.nrrd"));
        Assert.That(File.ReadAllText(_folder["out.dcm"]), Is.EqualTo("older"));
        Assert.That(_folder.FileNames().Where(name => name.Contains(".tmp")), Is.Empty);
    }

    [Test]
    public void OtherGrid_AskedForByName_IsWrittenWithAWarning()
    {
        var elsewhere = new VolumeGeometry(
            _geometry.Size, _geometry.OriginMm + new Vector3d(0, 0, 500), _geometry.SpacingMm, _geometry.DirectionX, _geometry.DirectionY, _geometry.DirectionZ);
        VolumeFile.Write(_folder["labels.nrrd"], new Volume<byte>(elsewhere, new PhantomTorso(elsewhere).Labels()));
        (int exitCode, _, string error) = CommandRun.Run([.. Conversion(), "--allowUnmatched"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("Warning:"));

        (exitCode, _, error) = CommandRun.Run([.. Conversion(), "--referencesGeometryCheck", "0"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Is.Empty);
    }

    [Test]
    public void FilesAndFolderTogether_AreOneSeries()
    {
        string[] files = Directory.GetFiles(_folder["ct"]);
        Directory.CreateDirectory(_folder["more"]);
        File.Move(files[0], _folder["more/first.dcm"]);
        CommandRun.Succeed([.. Conversion(), "--inputDICOMList", _folder["more/first.dcm"]]);
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["out.dcm"], "--outputDirectory", _folder["back"], "--mergeSegments");
        VoxelEquality.AssertSame(_folder["labels.nrrd"], _folder["back/1.nrrd"]);
    }

    [Test]
    public void Cancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var error = new StringWriter();
        int exitCode = CommandLine.Run(Conversion(), TextWriter.Null, error, cancellationToken: cancellation.Token);
        Assert.That(exitCode, Is.EqualTo(CommandLine.Cancelled));
        Assert.That(error.ToString(), Does.Contain("ancelled"));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
    }

    [Test]
    public void ReadingWhatIsNoSegmentation_FailsAndLeavesNothing()
    {
        string image = Directory.GetFiles(_folder["ct"])[0];
        Assert.That(CommandRun.Fail("segimage2itkimage", "--inputDICOM", image, "--outputDirectory", _folder["back"]), Does.Contain("CT Image Storage"));
        Assert.That(Directory.Exists(_folder["back"]), Is.False);
    }

    [Test]
    public void PrefixThatIsAPath_Fails()
    {
        CommandRun.Succeed(Conversion());
        Assert.That(
            CommandRun.Fail("segimage2itkimage", "--inputDICOM", _folder["out.dcm"], "--outputDirectory", _folder["back"], "--prefix", "a/b"), Does.Contain("--prefix"));
    }

    [TestCase("nrrd", "p-1.nrrd")]
    [TestCase("mha", "p-1.mha")]
    [TestCase("mhd", "p-1.mhd", "p-1.zraw")]
    [TestCase("nii", "p-1.nii.gz")]
    [TestCase("nifti", "p-1.nii.gz")]
    [TestCase("hdr", "p-1.hdr", "p-1.img")]
    [TestCase("img", "p-1.hdr", "p-1.img")]
    public void OutputType_NamesFilesAsDcmqiDoes(string type, params string[] files)
    {
        CommandRun.Succeed(Conversion());
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["out.dcm"], "--outputDirectory", _folder["back"], "--outputType", type, "--prefix", "p", "--mergeSegments");
        Assert.That(Directory.GetFiles(_folder["back"]).Select(Path.GetFileName).Order(), Is.EqualTo(files.Append("p-meta.json")));
        Volume back = VolumeFile.Read(Path.Combine(_folder["back"], files[0]));
        VoxelEquality.AssertSame(new Volume<byte>(_geometry, new PhantomTorso(_geometry).Labels()), back, type);
    }

    [Test]
    public void VolumeInfo_PrintsGeometryAndLabels()
    {
        string text = CommandRun.Succeed("volumeinfo", _folder["labels.nrrd"]);
        Assert.That(text, Does.Contain("24 x 18 x 6").And.Contain("0.75 1.125 2.5 mm").And.Contain("LPS").And.Contain("uint8"));
    }

    [Test]
    public void VolumeInfo_AsJson_CountsEveryLabel()
    {
        JsonArray infos = JsonNode.Parse(CommandRun.Succeed("volumeinfo", "--json", _folder["labels.nrrd"], _folder["labels.nrrd"]))!.AsArray();
        Assert.That(infos, Has.Count.EqualTo(2));
        JsonObject info = infos[1]!.AsObject();
        Assert.That(info["size"]!.ToJsonString(), Is.EqualTo("[24,18,6]"));
        Assert.That(info["orientation"]!.GetValue<string>(), Is.EqualTo("LPS"));
        byte[] labels = new PhantomTorso(_geometry).Labels();
        foreach (JsonNode? label in info["labels"]!.AsArray())
            Assert.That(label!["voxels"]!.GetValue<long>(), Is.EqualTo(labels.Count(value => value == label["label"]!.GetValue<int>())));
        Assert.That(info["labels"]!.AsArray(), Has.Count.EqualTo(labels.Distinct().Count() - 1));
    }

    private string[] Conversion() =>
    [
        "itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", _folder["labels.nrrd"],
        "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder["out.dcm"],
    ];
}
