using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>segimage2surface.</summary>
public class SurfaceCommandTests
{
    private readonly VolumeGeometry _geometry = ObliqueGrid.Of(24, 18, 6);
    private TemporaryFolder _folder = null!;
    private Segmentation _segmentation = null!;

    [OneTimeSetUp]
    public void MakeInputs()
    {
        _folder = new TemporaryFolder();
        SegmentationMetadata metadata = Labels.Metadata(3);
        _segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(_geometry).Streams()), metadata with { SegmentAttributes = [[Labels.Segment(1, "Liver"), Labels.Segment(2, "Left kidney"), Labels.Segment(3, "Liver")]] })
        { Authorship = new() { Equipment = new Equipment { Manufacturer = "Others", ModelName = "Other", DeviceSerialNumber = "7", SoftwareVersions = "7.7" } } }
            .AddLabelMap(Labels.Random(_geometry, 3, 8)).Build();
        _segmentation.Save(_folder["seg.dcm"]);
    }

    [OneTimeTearDown]
    public void RemoveInputs()
    {
        _segmentation.Dispose();
        _folder.Dispose();
    }

    [TestCase("stl")]
    [TestCase("ply")]
    [TestCase("obj")]
    public void EachSegment_HasAFileThatGivesItsVoxels(string type)
    {
        string output = CommandRun.Succeed("segimage2surface", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder[type], "-t", type, "--prefix", "P");
        string[] names = ["P-Left_kidney", "P-Liver-1", "P-Liver-3"];
        Assert.That(Names(type), Is.EqualTo(type == "obj" ? names.SelectMany(name => new[] { name + ".mtl", name + ".obj" }) : names.Select(name => $"{name}.{type}")));
        Assert.That(output, Does.Contain($"P-Liver-3.{type}."));
        foreach ((string name, int number) in names.Zip((int[])[2, 1, 3]))
            AssertIs(SurfaceFile.Read(Path.Combine(_folder[type], $"{name}.{type}")).Single(), number);
    }

    [Test]
    public void OneFile_Smoothed_SaysHowVolumesChange()
    {
        (int exitCode, string output, string error) = CommandRun.Run("segimage2surface", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["one"], "-t", "glb", "--oneFile", "--segments", "Left kidney,3", "--smooth", "--iterations", "10");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(Names("one"), Is.EqualTo(new[] { "surfaces.glb" }));
        Assert.That(output, Does.Match(@"Left kidney: smoothing changed the volume from \d+\.\d+ to \d+(\.\d+)? ml \([+-]\d+(\.\d+)? %\)\."));
        Assert.That(error, Does.Match(@"Left kidney: Smoothing changed the volume by -\d+(\.\d+)? %: the surface is too small or too thin"), "boxes of a few voxels");
    }

    [Test]
    public void Dicom_IsWrittenAsSurfaceSegmentationAndEncapsulated()
    {
        CommandRun.Succeed("segimage2surface", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["dicom"], "-t", "dicom", "--segments", "2,1");
        using SurfaceSegmentation surfaces = SurfaceSegmentation.Open(Path.Combine(_folder["dicom"], "surfaces.dcm"));
        Assert.That(surfaces.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "Left kidney", "Liver" }));
        Assert.That(surfaces.StudyInstanceUid, Is.EqualTo(_segmentation.StudyInstanceUid));
        Assert.That(surfaces.Context.Equipment, Is.EqualTo(Equipment.Library), "made here, whatever made the segmentation");
        AssertIs(surfaces.ToMesh(1), 2);
        CommandRun.Succeed("validate", Path.Combine(_folder["dicom"], "surfaces.dcm"));
        foreach (string type in (string[])["dicom-stl", "dicom-obj"])
        {
            CommandRun.Succeed("segimage2surface", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder[type], "-t", type);
            using EncapsulatedSurface model = EncapsulatedSurface.Open(Path.Combine(_folder[type], "Left_kidney.dcm"));
            Assert.That(model.Title, Is.EqualTo("Left kidney"));
            AssertIs(model.ToMeshes().Single(), 2);
        }
    }

    [Test]
    public void Faults_AreToldInOptions()
    {
        string[] run = ["segimage2surface", "--inputDICOM", _folder["seg.dcm"], "--outputDirectory", _folder["none"]];
        Assert.That(CommandRun.Fail([.. run, "--segments", "Liver,9,2"]), Does.Contain("--segments: there is more than one segment 'Liver'. The segments are 1 'Liver', 2 'Left kidney', 3 'Liver'.").And.Contain("there is no segment '9'"));
        Assert.That(CommandRun.Fail([.. run, "--iterations", "3"]), Does.Contain("--iterations is for --smooth."));
        Assert.That(CommandRun.Fail([.. run, "--smooth", "--iterations", "0", "--passBand", "3"]), Does.Contain("--iterations is 0; from 1 to 500 was expected.").And.Contain("--passBand is 3"));
        Assert.That(CommandRun.Fail([.. run, "-t", "vtk"]), Does.Contain("dicom-stl"));
        Assert.That(Directory.Exists(_folder["none"]), Is.False);
    }

    private string[] Names(string folder) => [.. Directory.GetFiles(_folder[folder]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private void AssertIs(SurfaceMesh mesh, int segmentNumber) =>
        Assert.That(mesh.ToMask(_segmentation.Geometry).Voxels.SequenceEqual(_segmentation.ToMask(segmentNumber).Voxels));
}
