using System.Text.Json.Nodes;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>dcmqi's own test cases for label maps and compression, through the command line: voxels and metadata come back as they went in.</summary>
public class DcmqiLabelMapCasesTests
{
    private TemporaryFolder _folder = null!;

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
            "--inputDICOMDirectory", Seg("ct-3slice"), "--outputDICOM", _folder["liver.dcm"], "--segmentationType", "labelmap");
        ReadBack("liver.dcm");

        VoxelEquality.AssertSame(Seg("liver_seg.nrrd"), _folder["back-1.nrrd"]);
        AssertSameMetadata("seg-example.json");
        AssertSoundLabelMap("liver.dcm");
    }

    [TestCase]
    [TestCase("--useLabelIDAsSegmentNumber")]
    public void LiverSpine_RoundTrip_IsOneVolume(params string[] options)
    {
        Convert("seg-example_liver_spine.json", "liver_seg.nrrd,spine_seg.nrrd", ["--segmentationType", "labelmap", .. options]);
        ReadBack("out.dcm");

        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "back-1.nrrd", "back-meta.json", "out.dcm" }));
        VoxelEquality.AssertSame(Seg("liver_spine_seg.nrrd"), _folder["back-1.nrrd"]);
        AssertSoundLabelMap("out.dcm");
    }

    [Test]
    public void GappedLabels_RoundTrip_KeepTheirNumbers()
    {
        Convert("seg-example_liver_spine_gapped.json", "liver_seg.nrrd,spine_seg_label5.nrrd", "--segmentationType", "labelmap", "--useLabelIDAsSegmentNumber");
        ReadBack("out.dcm");

        VoxelEquality.AssertSame(Seg("liver_spine_gapped_seg.nrrd"), _folder["back-1.nrrd"]);
        AssertSoundLabelMap("out.dcm");

        // In dcmqi's document a colour has gone through CIELab in fewer bits, and is off by one step; ours is the input's.
        JsonNode input = JsonNode.Parse(File.ReadAllText(Json("seg-example_liver_spine_gapped.json")))!;
        input["segmentAttributes"] = new JsonArray(new JsonArray([.. input["segmentAttributes"]!.AsArray().SelectMany(group => group!.AsArray()).Select(segment => segment!.DeepClone())]));
        File.WriteAllText(_folder["expected.json"], input.ToJsonString());
        Assert.That(MetadataText.Normal(_folder["back-meta.json"]), Is.EqualTo(MetadataText.Normal(_folder["expected.json"])));
        Assert.That(WithoutColors(_folder["back-meta.json"]), Is.EqualTo(WithoutColors(Json("seg-example_liver_spine_gapped_merged.json"))));
    }

    [Test]
    public void GappedLabels_Binary_AreRefused()
    {
        string error = Refuse("seg-example_liver_spine_gapped.json", "liver_seg.nrrd,spine_seg_label5.nrrd", "--useLabelIDAsSegmentNumber");
        Assert.That(error, Does.Contain("2, 3, 4"));
    }

    [Test]
    public void Overlap_AsLabelMap_IsRefused()
    {
        string error = Refuse("seg-example_multiple_segments.json", "liver_seg.nrrd,spine_seg.nrrd,heart_seg.nrrd", "--segmentationType", "labelmap");
        Assert.That(error, Does.Contain("1 (Liver)").And.Contain("3 (Heart)").And.Contain("column 348, row 218 of position 1"));
    }

    [TestCase("deflate", "1.2.840.10008.1.2.1.99")]
    [TestCase("rle", "1.2.840.10008.1.2.5")]
    [TestCase("deflated-frame", "1.2.840.10008.1.2.8.1")]
    public void Liver_Compressed_RoundTripIsTheSame(string compression, string transferSyntax) => AssertCompressed("binary", compression, transferSyntax);

    [TestCase("labelmap", "jpegls", "1.2.840.10008.1.2.4.80")]
    [TestCase("labelmap", "deflate", "1.2.840.10008.1.2.1.99")]
    [TestCase("fractional", "jpegls", "1.2.840.10008.1.2.4.80")]
    public void Liver_OtherTypesCompressed_RoundTripIsTheSame(string type, string compression, string transferSyntax) => AssertCompressed(type, compression, transferSyntax);

    [TestCase("mono8")]
    [TestCase("mono16", "--force16Bit")]
    [TestCase("palette8", "--usePalette")]
    [TestCase("palette16", "--usePalette", "--force16Bit")]
    [TestCase("rle", "--compress", "rle")]
    [TestCase("deflate", "--compress", "deflate")]
    public void BinToLabel_EveryForm_RoundTripIsTheSame(string form, params string[] options)
    {
        Convert("seg-example.json", "liver_seg.nrrd");
        CommandRun.Succeed(["bin2labelsegimage", "--inputDICOM", _folder["out.dcm"], "--outputDICOM", _folder["labelmap.dcm"], .. options]);
        ReadBack("labelmap.dcm");

        VoxelEquality.AssertSame(Seg("liver_seg.nrrd"), _folder["back-1.nrrd"]);
        AssertSoundLabelMap("labelmap.dcm");
        string dump = Dump("labelmap.dcm");
        Assert.Multiple(() =>
        {
            Assert.That(dump, Does.Match(@"\(0028,0100\) US " + (form.EndsWith("16", StringComparison.Ordinal) ? "16" : "8")));
            Assert.That(dump, Does.Contain(form.StartsWith("palette", StringComparison.Ordinal) ? "[PALETTE COLOR]" : "[MONOCHROME2"));
        });

        // A palette leaves no colour with the segments: the document has none to give.
        if (form.StartsWith("palette", StringComparison.Ordinal))
            Assert.That(WithoutColors(_folder["back-meta.json"]), Is.EqualTo(WithoutColors(Json("seg-example.json"))));
        else
            AssertSameMetadata("seg-example.json");
    }

    [TestCase("liver.dcm", "liver_seg.nrrd")]
    [TestCase("23x38x3/seg/label.seg", "23x38x3/nrrd/label.nrrd")]
    [TestCase("24x38x3/seg/label.seg", "24x38x3/nrrd/label.nrrd")]
    public void BinToLabel_FilesOfDcmqi_AreConverted(string dicom, string labels)
    {
        CommandRun.Succeed("bin2labelsegimage", "--inputDICOM", Seg(dicom), "--outputDICOM", _folder["labelmap.dcm"]);
        Volume expected = VolumeFile.Read(Seg(labels));
        Volume back = Segmentation.Open(_folder["labelmap.dcm"]).ToLabelMap(expected.Geometry);
        VoxelEquality.AssertSame(expected, back, dicom);
        AssertSoundLabelMap("labelmap.dcm");
    }

    [Test]
    public void BinToLabel_Overlaps_AreRefused([Values] bool withoutChecks)
    {
        string[] arguments = ["bin2labelsegimage", "--inputDICOM", Seg("partial_overlaps.dcm"), "--outputDICOM", _folder["labelmap.dcm"]];
        string error = CommandRun.Fail(withoutChecks ? [.. arguments, "--noCheck"] : arguments);
        Assert.That(error, Does.Contain("1 (GREEN)").And.Contain("2 (ORANGE)").And.Contain("column 245, row 203 of position 2"));
        Assert.That(_folder.FileNames(), Is.Empty);
    }

    [TestCase("ppv5", "filled with 5")]
    [TestCase("noppv", "filled with 0")]
    public void SparseLabelMap_MissingFrame_IsFilledAsDcmqiDoes(string which, string warning)
    {
        (int exitCode, _, string error) = CommandRun.Run("segimage2itkimage", "--inputDICOM", Seg($"sparse-labelmap-{which}.dcm"), "--outputDirectory", _folder.Root, "--prefix", "back");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("Warning: ").And.Contain(warning));
        VoxelEquality.AssertSame(Seg($"sparse_labelmap_{which}_seg.nrrd"), _folder["back-1.nrrd"]);
        Assert.That(_folder.FileNames(), Is.EqualTo(new[] { "back-1.nrrd", "back-meta.json" }));
    }

    private static string Seg(string name) => Repository.Data("segmentations/" + name);

    private static string Json(string name) => Repository.Data("metadata/" + name);

    private static string WithoutColors(string path)
    {
        JsonNode document = JsonNode.Parse(MetadataText.Normal(path))!;
        foreach (JsonNode? segment in document["segmentAttributes"]!.AsArray().SelectMany(group => group!.AsArray()))
            segment!.AsObject().Remove("recommendedDisplayRGBValue");
        return document.ToJsonString();
    }

    private string[] Arguments(string metadata, string images, string[] options) =>
    [
        "itkimage2segimage", "--inputMetadata", Json(metadata), "--inputImageList", string.Join(',', images.Split(',').Select(Seg)),
        "--inputDICOMList", CtFiles, "--outputDICOM", _folder["out.dcm"], .. options,
    ];

    private void Convert(string metadata, string images, params string[] options) => CommandRun.Succeed(Arguments(metadata, images, options));

    private string Refuse(string metadata, string images, params string[] options)
    {
        string error = CommandRun.Fail(Arguments(metadata, images, options));
        Assert.That(_folder.FileNames(), Is.Empty, "no file is left");
        return error;
    }

    private void ReadBack(string dicom, params string[] options) =>
        CommandRun.Succeed(["segimage2itkimage", "--inputDICOM", _folder[dicom], "--outputDirectory", _folder.Root, "--outputType", "nrrd", "--prefix", "back", .. options]);

    private void AssertCompressed(string type, string compression, string transferSyntax)
    {
        Convert("seg-example.json", "liver_seg.nrrd", "--segmentationType", type, "--compress", compression);
        ReadBack("out.dcm", type == "fractional" ? ["--fractions", "threshold"] : []);
        VoxelEquality.AssertSame(Seg("liver_seg.nrrd"), _folder["back-1.nrrd"]);
        AssertSameMetadata("seg-example.json");

        // PS3.10 7.1: group 0002 is never compressed, so the transfer syntax stands there in plain.
        Assert.That(File.ReadAllText(_folder["out.dcm"], System.Text.Encoding.Latin1)[..1024], Does.Contain(transferSyntax + "\0").Or.Contain(transferSyntax + "\u0002"));
    }

    // dciodvfy is older than label maps: validate judges, and dcmdump reads.
    private void AssertSoundLabelMap(string name)
    {
        Assert.That(CommandRun.Succeed("validate", _folder[name]), Does.Contain("0 errors"));
        Assert.That(Dump(name), Does.Contain("(0062,0001) CS [LABELMAP]"));
    }

    private string Dump(string name)
    {
        (int exitCode, string output) = ExternalProgram.Find("dcmdump", "dcmtk").Run("-q", _folder[name]);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }

    private void AssertSameMetadata(string expected) =>
        Assert.That(MetadataText.Normal(_folder["back-meta.json"]), Is.EqualTo(MetadataText.Normal(Json(expected))));
}
