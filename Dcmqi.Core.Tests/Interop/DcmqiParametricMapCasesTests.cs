using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>dcmqi's own test cases for parametric maps, through the command line: values and metadata come back as they went in.</summary>
public class DcmqiParametricMapCasesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("pm-example.json", "pm-example.nrrd")]
    [TestCase("pm-example-float.json", "pm-example-float.nrrd")]
    [TestCase("pm-example.json", "pm-example-3slices-256x256.nrrd")]
    [TestCase("pm-example.json", "pm-example-3slices-252x255.nrrd")]
    [TestCase("pm-example_no_modifier.json", "pm-example-3slices-256x256.nrrd")]
    public void Example_RoundTrip_IsTheSame(string metadata, string volume)
    {
        Convert(metadata, volume, "--inputDICOMList", Map("pm-example-slice.dcm"));
        CommandRun.Succeed("paramap2itkimage", "--inputDICOM", _folder["map.dcm"], "--outputDirectory", _folder["out"], "--prefix", "back");

        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "map.dcm", "out/back-meta.json", "out/back-pmap.nrrd" }));
        RealVoxels.AssertSame(VolumeFile.Read(Map(volume)), VolumeFile.Read(_folder["out/back-pmap.nrrd"]), volume);
        Assert.That(MetadataText.Normal(_folder["out/back-meta.json"]), Is.EqualTo(MetadataText.Normal(Json(metadata)).Replace("\"Prostate\",\n  \"DerivationCode\"", "\"PROSTATE\",\n  \"DerivationCode\"", StringComparison.Ordinal)), "Body parts are capital letters (VR CS).");
        DicomJudges.AssertSound(_folder["map.dcm"]);
        Assert.That(CommandRun.Run("validate", _folder["map.dcm"]).Output, Does.EndWith("0 errors, 0 warnings." + Environment.NewLine));
    }

    [Test]
    public void Example_OnItsWholeSeries_RefersToEachImage()
    {
        ZipFile.ExtractToDirectory(Map("pm-example-dcm.zip"), _folder["dicom"]);
        Convert("pm-example.json", "pm-example.nrrd", "--inputDICOMDirectory", _folder["dicom"]);

        ParametricMap map = ParametricMap.Open(_folder["map.dcm"]);
        Assert.That(Enumerable.Range(1, map.FrameCount).Select(number => map.GetFrame(number).SourceInstanceUids.Single()).Distinct().Count(), Is.EqualTo(20));
        SourceImages source = SourceImages.Load(_folder["dicom"]);
        Assert.That(map.Geometry.IsCloseTo(source.Geometry, 1e-3), $"{map.Geometry} for {source.Geometry}");
        Assert.That(RealVoxels.Of(map.ToVolume()), Is.EqualTo(RealVoxels.Of(VolumeFile.Read(Map("pm-example.nrrd")))), "The images' positions are written as they are; they are rounded.");
        DicomJudges.AssertSound(_folder["map.dcm"]);
    }

    [TestCase("nrrd", ".nrrd")]
    [TestCase("mhd", ".mhd")]
    [TestCase("mha", ".mha")]
    [TestCase("nii", ".nii.gz")]
    [TestCase("hdr", ".hdr")]
    public void OutputType_IsWritten(string type, string extension)
    {
        Convert("pm-example.json", "pm-example-3slices-252x255.nrrd", "--inputDICOMList", Map("pm-example-slice.dcm"));
        CommandRun.Succeed("paramap2itkimage", "--inputDICOM", _folder["map.dcm"], "--outputDirectory", _folder.Root, "--outputType", type);

        Volume back = VolumeFile.Read(_folder["pmap" + extension]);
        Assert.That(back.VoxelType, Is.EqualTo(typeof(float)));
        RealVoxels.AssertSame(VolumeFile.Read(Map("pm-example-3slices-252x255.nrrd")), back, type);
    }

    [TestCase("uint16", "jpegls")]
    [TestCase("uint16", "rle")]
    [TestCase("uint16", "deflated-frame")]
    [TestCase("double", "deflate")]
    public void PixelTypeAndCompression_KeepTheValues(string pixelType, string compression)
    {
        Convert("pm-example.json", "pm-example.nrrd", "--inputDICOMList", Map("pm-example-slice.dcm"), "--pixelType", pixelType, "--compress", compression);
        CommandRun.Succeed("paramap2itkimage", "--inputDICOM", _folder["map.dcm"], "--outputDirectory", _folder.Root, "--prefix", "back");

        RealVoxels.AssertSame(VolumeFile.Read(Map("pm-example.nrrd")), VolumeFile.Read(_folder["back-pmap.nrrd"]), pixelType);
    }

    [Test]
    public void PmInfo_TellsQuantityAndRange()
    {
        Convert("pm-example.json", "pm-example.nrrd", "--inputDICOMList", Map("pm-example-slice.dcm"));

        string text = CommandRun.Succeed("pminfo", _folder["map.dcm"]);
        Assert.That(text, Does.Contain("(113041, DCM, \"Apparent Diffusion Coefficient\")").And.Contain("0, 1400").And.Contain("0 to 4095"));
        string json = CommandRun.Succeed("pminfo", "--json", _folder["map.dcm"]);
        System.Text.Json.Nodes.JsonNode volume = System.Text.Json.Nodes.JsonNode.Parse(json)![0]!["volumes"]![0]!;
        Assert.That((double)volume["maximum"]!, Is.EqualTo(4095));
        Assert.That((string)volume["units"]!["CodeValue"]!, Is.EqualTo("um2/s"));
    }

    [Test]
    public void TwoImages_MakeOneObject()
    {
        CommandRun.Succeed(
            "itkimage2paramap", "--inputMetadata", $"{Json("pm-example.json")},{Json("pm-example_no_modifier.json")}",
            "--inputImage", $"{Map("pm-example-3slices-256x256.nrrd")},{Map("pm-example-3slices-256x256.nrrd")}", "--inputDICOMList", Map("pm-example-slice.dcm"), "--outputDICOM", _folder["map.dcm"]);
        CommandRun.Succeed("paramap2itkimage", "--inputDICOM", _folder["map.dcm"], "--outputDirectory", _folder["out"]);

        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "map.dcm", "out/meta-1.json", "out/meta-2.json", "out/pmap-1.nrrd", "out/pmap-2.nrrd" }));
        Assert.That(ParametricMapMetadata.Load(_folder["out/meta-2.json"]).Quantity, Is.EqualTo(Maps.Ktrans));
        RealVoxels.AssertSame(VolumeFile.Read(Map("pm-example-3slices-256x256.nrrd")), VolumeFile.Read(_folder["out/pmap-2.nrrd"]), "second");
    }

    [Test]
    public void Mistakes_AreTold()
    {
        string[] inputs = ["--inputMetadata", Json("pm-example.json"), "--inputImage", Map("pm-example.nrrd"), "--outputDICOM", _folder["map.dcm"]];
        Assert.That(CommandRun.Fail(["itkimage2paramap", .. inputs]), Does.Contain("--inputDICOMDirectory"));
        Assert.That(CommandRun.Fail(["itkimage2paramap", .. inputs, "--inputDICOMList", Map("pm-example-slice.dcm"), "--compress", "rle"]), Does.Contain("--pixelType uint16"));
        Assert.That(CommandRun.Fail("paramap2itkimage", "--inputDICOM", Map("pm-example-slice.dcm"), "--outputDirectory", _folder.Root), Does.Contain("MR Image Storage"));
        Assert.That(_folder.FileNames(), Is.Empty);
    }

    private static string Map(string name) => Repository.Data("paramaps/" + name);

    private static string Json(string name) => Repository.Data("metadata/" + name);

    private void Convert(string metadata, string volume, params string[] others) => CommandRun.Succeed(
        ["itkimage2paramap", "--inputMetadata", Json(metadata), "--inputImage", Map(volume), "--outputDICOM", _folder["map.dcm"], .. others]);
}
