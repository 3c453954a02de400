using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Which images the commands take, which volumes they refuse beside them, and on which grid volumes come back.</summary>
public class SourceInputCommandTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(7, 5, 6);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        new PhantomSeries(Geometry).Write(_folder["ct"]);
        VolumeFile.Write(_folder["labels.nrrd"], Labels.Random(Geometry, 2, seed: 7));
        Labels.Metadata(2).Save(_folder["labels.json"]);
    }

    [TearDown]
    public void RemoveInputs() => _folder.Dispose();

    [Test]
    public void ItkImageToSegImage_FolderWithWhatIsNoFile_TakesTheRestAndNamesIt()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Links and pipes as on Unix.");
        File.CreateSymbolicLink(_folder["ct/gone.dcm"], "nowhere.dcm");
        Assert.That(ExternalProgram.Find("mkfifo", "coreutils").Run(_folder["ct/pipe"]).ExitCode, Is.Zero);

        (int exitCode, _, string error) = CommandRun.Run(Conversion("out.dcm"));
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("Warning: gone.dcm: left out. It is a link to nothing."));
        Assert.That(error, Does.Contain("Warning: pipe: left out. It is a device, pipe or socket, not a file."));

        // A pipe that is named must be an image.
        Assert.That(CommandRun.Fail("sourceinfo", _folder["ct/pipe"]), Does.Contain("device, pipe or socket"));
    }

    [Test]
    public void ItkImageToSegImage_VolumeElsewhere_IsRefusedUnlessAskedFor()
    {
        var lost = new VolumeGeometry(Geometry.Size, default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        VolumeFile.Write(_folder["labels.nrrd"], Labels.Random(lost, 2, seed: 7));

        string error = CommandRun.Fail(Conversion("out.dcm"));
        Assert.That(error, Does.Contain("No source image lies in the plane of a slice of 'labels.nrrd'"));
        Assert.That(error, Does.Contain("bring it onto their grid (--resample), or write it where it lies, without references to single images (--allowUnmatched)"));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
        CommandRun.Succeed([.. Conversion("out.dcm"), "--allowUnmatched"]);
        CommandRun.Succeed([.. Conversion("all.dcm"), "--referencesGeometryCheck", "0"]);
    }

    [TestCase("--resample", "nearest")]
    [TestCase("--referencesGeometryCheck", "0")]
    [TestCase("--allowUnmatched")]
    public void ItkImageToSegImage_OnASlide_RefusesWhatHasNoMeaningThere(params string[] options)
    {
        Directory.CreateDirectory(_folder["slide"]);
        File.WriteAllBytes(_folder["slide/0.dcm"], new PhantomSlide(20, 15, 8, 8).File());
        VolumeFile.Write(_folder["labels.nrrd"], Labels.Random(SourceImages.Load(_folder["slide"]).SlideLevels[0].Matrix.Geometry, 2, 1));
        string[] arguments = Conversion("out.dcm");
        arguments[Array.IndexOf(arguments, _folder["ct"])] = _folder["slide"];

        Assert.That(CommandRun.Fail([.. arguments, .. options]), Does.Contain(options[0]).And.Contain("not for slides"));
        CommandRun.Succeed(arguments);
    }

    [Test]
    public void SegImageToItkImage_OnSourceGrid_HasEverySliceOfTheImages()
    {
        var labels = new Volume<byte>(Geometry);
        labels[2, 1, 3] = 1;
        labels[5, 4, 4] = 2;
        VolumeFile.Write(_folder["labels.nrrd"], labels);
        CommandRun.Succeed(Conversion("seg.dcm"));

        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["out"], "--mergeSegments", "--onSourceGrid", "--inputDICOMDirectory", _folder["ct"]);
        Volume back = VolumeFile.Read(_folder["out/1.nrrd"]);
        Assert.That(back.Geometry.IsCloseTo(Geometry, 1e-6), back.Geometry.ToString());
        VoxelEquality.AssertSame(labels, back, "on the grid of the images");

        Assert.That(CommandRun.Fail("segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["o"], "--onSourceGrid"), Does.Contain("--onSourceGrid needs the images"));
        Assert.That(CommandRun.Fail("segimage2itkimage", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["o"], "--inputDICOMDirectory", _folder["ct"]), Does.Contain("are for --onSourceGrid"));
    }

    [Test]
    public void SegImageToItkImage_UnevenFrames_SaysWhichDistanceDiffersAndOffersTwoWays()
    {
        CommandRun.Succeed([.. Conversion("seg.dcm"), "--skip", "0"]);
        DataSet dataSet = Segmentation.Open(_folder["seg.dcm"]).DataSet;
        foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
        {
            double[] position = frame.GetItem(Tags.PlanePositionSequence)!.GetDoubles(Tags.ImagePositionPatient);
            double z = Geometry.PatientToIndex(new Vector3d(position[0], position[1], position[2])).Z;
            Vector3d moved = Geometry.IndexToPatient(0, 0, z > 2.5 ? z + 0.5 : z);
            frame.GetItem(Tags.PlanePositionSequence)!.Set(Tags.ImagePositionPatient, moved.X, moved.Y, moved.Z);
        }

        DicomWriter.Write(_folder["uneven.dcm"], dataSet, TransferSyntax.ExplicitVRLittleEndian);
        string[] command = ["segimage2itkimage", "--inputDICOM", _folder["uneven.dcm"], "--outputDirectory", _folder["out"], "--mergeSegments"];

        string error = CommandRun.Fail(command);
        Assert.That(error, Does.Contain("3.75 mm between positions 3 and 4").And.Contain("--resample nearest").And.Contain("--evenParts for 2 volumes"));
        CommandRun.Succeed([.. command, "--evenParts"]);
        Assert.That(VolumeFile.Read(_folder["out/1-part1.nrrd"]).Geometry.Size.Z, Is.EqualTo(3));
        Assert.That(VolumeFile.Read(_folder["out/1-part2.nrrd"]).Geometry.Size.Z, Is.EqualTo(3));
        CommandRun.Succeed([.. command, "--resample", "nearest"]);
        Assert.That(VolumeFile.Read(_folder["out/1.nrrd"]).Geometry.Size.Z, Is.EqualTo(7));
        Assert.That(CommandRun.Fail([.. command, "--resample", "nearest", "--evenParts"]), Does.Contain("give one of them"));
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["uneven.dcm"], "--outputDICOM", _folder["map.dcm"], "--segmentationType", "labelmap");
        CommandRun.Succeed("bin2labelsegimage", "--inputDICOM", _folder["uneven.dcm"], "--outputDICOM", _folder["map2.dcm"]);
    }

    private string[] Conversion(string output) =>
    [
        "itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", _folder["labels.nrrd"],
        "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder[output],
    ];
}
