using System.Text.Json.Nodes;
using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>segconvert, seginfo and validate, and the options of itkimage2segimage that choose how voxels are held.</summary>
public class SegmentationCommandTests
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
    public void Convert_AnyToAny_KeepsVoxels([Values("binary", "labelmap", "fractional")] string to, [Values("none", "rle", "deflate", "deflated-frame")] string compression)
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["out.dcm"], "--segmentationType", to, "--compress", compression);
        Segmentation converted = Segmentation.Open(_folder["out.dcm"]);
        Assert.That(converted.Encoding.ToString(), Is.EqualTo(to).IgnoreCase);
        VoxelEquality.AssertSame(VolumeFile.Read(_folder["labels.nrrd"]), converted.ToLabelMap(_geometry), to);
        CommandRun.Succeed("validate", _folder["out.dcm"]);
    }

    [Test]
    public void ItkImageToSegImage_Slide_TakesTheLevelOfTheLabelMap([Values("binary", "labelmap")] string to)
    {
        Directory.CreateDirectory(_folder["slide"]);
        File.WriteAllBytes(_folder["slide/0.dcm"], new PhantomSlide(40, 30, 8, 8) { IsFull = true }.File());
        File.WriteAllBytes(_folder["slide/1.dcm"], new PhantomSlide(20, 15, 8, 8) { Instance = 1, SpacingMm = (0.001, 0.001) }.File());
        Volume<ushort> labels = Labels.Random(SourceImages.Load(_folder["slide"]).SlideLevels[1].Matrix.Geometry, 2, 1);
        VolumeFile.Write(_folder["plane.nrrd"], labels);
        Labels.Metadata(2).Save(_folder["plane.json"]);
        CommandRun.Succeed(
            "itkimage2segimage", "--inputMetadata", _folder["plane.json"], "--inputImageList", _folder["plane.nrrd"], "--inputDICOMDirectory", _folder["slide"],
            "--outputDICOM", _folder["slide.dcm"], "--segmentationType", to);
        Assert.That(Segmentation.Open(_folder["slide.dcm"]).ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        CommandRun.Succeed("validate", _folder["slide.dcm"]);
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["slide.dcm"], "--outputDirectory", _folder["back"], "--outputType", "nrrd", "--mergeSegments");
        CommandRun.Succeed("seginfo", _folder["slide.dcm"]);
    }

    [Test]
    public void Convert_WithoutType_KeepsTheEncoding()
    {
        CommandRun.Succeed([.. Conversion("in.dcm"), "--segmentationType", "labelmap"]);
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["out.dcm"], "--compress", "jpegls");
        Assert.That(Segmentation.Open(_folder["out.dcm"]).Encoding, Is.EqualTo(SegmentationEncoding.LabelMap));
        Assert.That(new FileInfo(_folder["out.dcm"]).Length, Is.LessThan(new FileInfo(_folder["in.dcm"]).Length));
    }

    [Test]
    public void Convert_SeveralInputs_MergesAndPicks()
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["first.dcm"], "--segments", "1,3");
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["second.dcm"], "--segments", "2");
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["first.dcm"] + "," + _folder["second.dcm"], "--outputDICOM", _folder["out.dcm"], "--segmentationType", "labelmap");

        IReadOnlyList<Segment> original = Segmentation.Open(_folder["in.dcm"]).Segments;
        Assert.That(
            Segmentation.Open(_folder["out.dcm"]).Segments.Where(segment => !segment.IsBackground).Select(segment => (segment.Number, segment.Label)),
            Is.EqualTo(new[] { (1, original[0].Label), (2, original[2].Label), (3, original[1].Label) }));
    }

    [Test]
    public void Fractions_ThroughTheCommandLine_AreRoundedAndCutAtTheThreshold()
    {
        var stored = new Volume<ushort>(_geometry);
        for (int voxel = 0; voxel < stored.Voxels.Length; voxel++)
            stored.Voxels[voxel] = (ushort)(voxel % 1001);
        VolumeFile.Write(_folder["fractions.nrrd"], stored);
        File.WriteAllText(_folder["one.json"], Labels.Metadata(1).ToJson());
        string[] conversion =
        [
            "itkimage2segimage", "--inputMetadata", _folder["one.json"], "--inputImageList", _folder["fractions.nrrd"], "--inputDICOMDirectory", _folder["ct"],
            "--outputDICOM", _folder["fractions.dcm"], "--segmentationType", "fractional",
        ];
        Assert.That(CommandRun.Fail(conversion), Does.Contain("voxel (2, 0, 0) is 2").And.Contain("from 0 to 1"));
        Assert.That(File.Exists(_folder["fractions.dcm"]), Is.False);
        CommandRun.Succeed([.. conversion, "--fractionMaximum", "1000", "--fractionalType", "occupancy"]);
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["fractions.dcm"], "--outputDICOM", _folder["mask.dcm"], "--segmentationType", "binary", "--threshold", "0.8");

        // 0.8 of 255 steps is 204: a value is inside where it rounds to that or more.
        int expected = stored.Voxels.ToArray().Count(value => Math.Floor((value * 255 / 1000.0) + 0.5) >= 204);
        Assert.That(Segmentation.Open(_folder["mask.dcm"]).GetStatistics(1).VoxelCount, Is.EqualTo(expected));
    }

    [Test]
    public void Fractions_ToVolumes_KeepTheirValues()
    {
        var stored = new Volume<byte>(_geometry);
        for (int voxel = 0; voxel < stored.Voxels.Length; voxel++)
            stored.Voxels[voxel] = (byte)(voxel % 201);
        VolumeFile.Write(_folder["fractions.nrrd"], stored);
        File.WriteAllText(_folder["one.json"], Labels.Metadata(1).ToJson());
        SegmentationBuilder builder = new SegmentationBuilder(SourceImages.Load(_folder["ct"]), SegmentationMetadata.Load(_folder["one.json"]))
        {
            Options = new() { Encoding = SegmentationEncoding.Fractional, MaximumFractionalValue = 200 },
        }.AddFractions(stored, 200);
        builder.Build().Save(_folder["fractions.dcm"]);

        string[] back = ["segimage2itkimage", "--inputDICOM", _folder["fractions.dcm"], "--outputDirectory", _folder["out"]];
        CommandRun.Succeed(back);
        Volume<float> real = ((Volume<float>)VolumeFile.Read(_folder["out/1.nrrd"])).ResampleTo(_geometry, Resampling.NearestNeighbor);
        Assert.That(real.Voxels.ToArray(), Is.EqualTo(stored.Voxels.ToArray().Select(value => value / 200f)));
        CommandRun.Succeed([.. back, "--fractions", "stored"]);
        Assert.That(((Volume<byte>)VolumeFile.Read(_folder["out/1.nrrd"])).ResampleTo(_geometry, Resampling.NearestNeighbor).Voxels.ToArray(), Is.EqualTo(stored.Voxels.ToArray()));
        CommandRun.Succeed([.. back, "--fractions", "threshold"]);
        Assert.That(VolumeFile.Read(_folder["out/1.nrrd"]).VoxelType, Is.Not.EqualTo(typeof(float)));
        Assert.That(Segmentation.Open(_folder["fractions.dcm"]).MaximumFractionalValue, Is.EqualTo(200));

        Assert.That(CommandRun.Fail([.. back, "--evenParts"]), Does.Contain("--fractions threshold"));

        // Maximum Fractional Value (0062,000E) of 64 in place of 200: what is above is 1.
        byte[] file = File.ReadAllBytes(_folder["fractions.dcm"]);
        int at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x62, 0, 0x0E, 0, (byte)'U', (byte)'S', 2, 0, 200, 0]);
        file[at + 8] = 64;
        File.WriteAllBytes(_folder["above.dcm"], file);
        Segmentation above = Segmentation.Open(_folder["above.dcm"]);
        Volume<float> clamped = above.ToFractions(1);
        Assert.That(clamped.Voxels.ToArray().Max(), Is.EqualTo(1));
        Assert.That(clamped.Warnings.Single(), Does.Contain("Maximum Fractional Value (0062,000E) is 64"));
        Assert.That(above.Validate().Single().ToString(), Does.Contain("Maximum Fractional Value (0062,000E) is 64"));
        CommandRun.Succeed(Conversion("in.dcm"));
        Assert.That(CommandRun.Fail("segimage2itkimage", "--inputDICOM", _folder["in.dcm"], "--outputDirectory", _folder["out"], "--fractions", "real"), Does.Contain("this one is binary"));
    }

    [Test]
    public void Concatenation_WrittenAndRead_IsOneObject()
    {
        CommandRun.Succeed(Conversion("whole.dcm"));
        CommandRun.Succeed([.. Conversion("out.dcm"), "--concatenation", "7"]);
        string[] parts = [.. _folder.FileNames().Where(name => name.StartsWith("out-", StringComparison.Ordinal)).Select(name => _folder[name])];
        Assert.That(parts, Has.Length.GreaterThan(2));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
        CommandRun.Succeed(["validate", .. parts]);
        string list = string.Join(',', Enumerable.Reverse(parts));

        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", list, "--outputDirectory", _folder["back"], "--mergeSegments");
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", _folder["whole.dcm"], "--outputDirectory", _folder["backWhole"], "--mergeSegments");
        Assert.That(File.ReadAllBytes(_folder["back/1.nrrd"]), Is.EqualTo(File.ReadAllBytes(_folder["backWhole/1.nrrd"])));
        JsonObject info = JsonNode.Parse(CommandRun.Succeed(["seginfo", "--json", .. parts]))!.AsArray().Single()!.AsObject();
        Assert.That(info["files"]!.AsArray(), Has.Count.EqualTo(parts.Length));

        CommandRun.Succeed("segconvert", "--inputDICOM", list, "--outputDICOM", _folder["map.dcm"], "--segmentationType", "labelmap", "--concatenation", "4", "--compress", "rle");
        Assert.That(Segmentation.Open([_folder["map-1.dcm"], _folder["map-2.dcm"]]).Encoding, Is.EqualTo(SegmentationEncoding.LabelMap));
        Assert.That(CommandRun.Fail("segimage2itkimage", "--inputDICOM", string.Join(',', parts[1..]), "--outputDirectory", _folder["back2"]), Does.Contain("Part 1 of"));
        Assert.That(CommandRun.Fail([.. Conversion("out.dcm"), "--concatenation", "0"]), Does.Contain("--concatenation"));
    }

    [TestCase("binary", true)]
    [TestCase("labelmap", false)]
    public void Convert_WithRle_WarnsOfReadersThatFindItEmpty(string type, bool isTold)
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        (int exitCode, _, string error) = CommandRun.Run("segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["out.dcm"], "--segmentationType", type, "--compress", "rle");
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error.Contains("fo-dicom 5.1", StringComparison.Ordinal), Is.EqualTo(isTold), error);
    }

    [TestCase("--segmentationType", "binary", "--usePalette")]
    [TestCase("--segmentationType", "binary", "--force16Bit")]
    [TestCase("--segmentationType", "labelmap", "--threshold", "0.5")]
    [TestCase("--segmentationType", "binary", "--compress", "jpegls")]
    [TestCase("--segments", "1,x")]
    [TestCase("--segments", "99")]
    [TestCase("--compress", "zip")]
    public void Convert_OptionsThatCannotBeMeant_AreRefused(params string[] options)
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        string error = CommandRun.Fail(["segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["out.dcm"], .. options]);
        Assert.That(error, Does.Contain(options[^1]).Or.Contain(options[^2]).Or.Contain("99"));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
    }

    [TestCase("--compress", "jpegls")]
    [TestCase("--fractionMaximum", "255")]
    [TestCase("--fractionalType", "occupancy")]
    [TestCase("--segmentationType", "fractional", "--fractionMaximum", "0")]
    public void Write_OptionsThatCannotBeMeant_AreRefused(params string[] options)
    {
        Assert.That(CommandRun.Fail([.. Conversion("out.dcm"), .. options]), Does.Contain(options[^2]));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
    }

    [Test]
    public void NoDicomValueChecks_ValuesThatBreakTheStandard_AreKept()
    {
        // Patient's Sex (0010,0040) CS knows M, F and O; Patient's Birth Date (0010,0030) DA is YYYYMMDD.
        foreach (string file in Directory.GetFiles(_folder["ct"]))
        {
            DataSet dataSet = DicomFile.Open(file).DataSet.Clone();
            dataSet.SetBytes(Tags.PatientSex, VR.CS, "female"u8.ToArray());
            dataSet.SetBytes(Tags.PatientBirthDate, VR.DA, "12.3.1950 "u8.ToArray());
            DicomWriter.Write(file, dataSet, TransferSyntax.ExplicitVRLittleEndian);
        }

        CommandRun.Run(Conversion("repaired.dcm"));
        (int exitCode, _, string error) = CommandRun.Run([.. Conversion("kept.dcm"), "--noDicomValueChecks"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("Patient's Sex (0010,0040) is 'female'").And.Contain("Kept as it is."));
        DataSet kept = DicomFile.Open(_folder["kept.dcm"]).DataSet;
        DataSet repaired = DicomFile.Open(_folder["repaired.dcm"]).DataSet;
        Assert.That(kept.GetString(Tags.PatientSex), Is.EqualTo("female"));
        Assert.That(kept.GetString(Tags.PatientBirthDate), Is.EqualTo("12.3.1950"));
        Assert.That(repaired.GetString(Tags.PatientSex), Is.Not.EqualTo("female"));
        Assert.That(repaired.GetString(Tags.PatientBirthDate), Is.Not.EqualTo("12.3.1950"));
    }

    [Test]
    public void BinToLabel_WhatIsNotBinary_IsRefused()
    {
        CommandRun.Succeed([.. Conversion("in.dcm")]);
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["fractional.dcm"], "--segmentationType", "fractional");
        Assert.That(CommandRun.Fail("bin2labelsegimage", "--inputDICOM", _folder["fractional.dcm"], "--outputDICOM", _folder["out.dcm"]), Does.Contain("segconvert"));
        Assert.That(File.Exists(_folder["out.dcm"]), Is.False);
    }

    [Test]
    public void Info_PrintsSegmentsWithCodesAndVolumes()
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        string text = CommandRun.Succeed("seginfo", _folder["in.dcm"]);
        Assert.That(text, Does.Contain("binary").And.Contain("24 x 18 x 6").And.Contain("10200004, SCT, \"Liver\"").And.Contain("mL").And.Contain("#"));
    }

    [Test]
    public void Info_AsJson_CountsEverySegment([Values("binary", "labelmap", "fractional")] string type)
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["in.dcm"], "--outputDICOM", _folder["out.dcm"], "--segmentationType", type);
        JsonObject info = JsonNode.Parse(CommandRun.Succeed("seginfo", "--json", _folder["out.dcm"]))!.AsArray().Single()!.AsObject();
        Assert.That(info["segmentationType"]!.GetValue<string>(), Is.EqualTo(type));
        byte[] labels = new PhantomTorso(_geometry).Labels();
        JsonNode[] segments = [.. info["segments"]!.AsArray().Where(segment => segment!["number"]!.GetValue<int>() > 0)!];
        Assert.That(segments, Has.Length.EqualTo(labels.Distinct().Count() - 1));
        byte[] inOrder = [.. labels.Distinct().Where(label => label != 0).Order()];
        foreach (JsonNode segment in segments)
        {
            byte label = inOrder[segment["number"]!.GetValue<int>() - 1];
            Assert.That(segment["voxels"]!.GetValue<long>(), Is.EqualTo(labels.Count(value => value == label)));
            Assert.That(segment["volumeMl"]!.GetValue<double>(), Is.EqualTo(labels.Count(value => value == label) * _geometry.VoxelVolumeMm3 / 1000).Within(1e-6));
        }
    }

    [Test]
    public void Validate_SoundFile_SaysSo()
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        Assert.That(CommandRun.Succeed("validate", _folder["in.dcm"]), Does.Contain("in.dcm: 0 errors, 0 warnings."));
    }

    [Test]
    public void Validate_SeveralFiles_TellsOfEachAndFails()
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        byte[] bytes = File.ReadAllBytes(_folder["in.dcm"]);

        // Content Label (0070,0080) CS is Type 1: another element, (0070,007F) LO, in its place leaves it absent.
        int contentLabel = bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x70, 0x00, 0x80, 0x00, (byte)'C', (byte)'S']);
        Assert.That(contentLabel, Is.Positive);
        bytes[contentLabel + 4] = (byte)'L';
        bytes[contentLabel + 5] = (byte)'O';
        bytes[contentLabel + 2] = 0x7F;
        File.WriteAllBytes(_folder["broken.dcm"], bytes);
        File.WriteAllText(_folder["text.dcm"], "no DICOM");

        (int exitCode, string output, _) = CommandRun.Run("validate", _folder["text.dcm"], _folder["missing.dcm"], _folder["broken.dcm"], _folder["in.dcm"]);
        Assert.That(exitCode, Is.EqualTo(1));
        string[] lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Multiple(() =>
        {
            Assert.That(lines[0], Does.StartWith(_folder["text.dcm"] + ": Error: "));
            Assert.That(lines[1], Does.StartWith(_folder["missing.dcm"] + ": Error: "));
            Assert.That(lines, Has.Some.StartsWith(_folder["broken.dcm"] + ": Error: Content Label (0070,0080)").And.Some.Contains("(PS3.3 "));
            Assert.That(lines[^1], Is.EqualTo(_folder["in.dcm"] + ": 0 errors, 0 warnings."));
        });
    }

    private string[] Conversion(string output) =>
    [
        "itkimage2segimage", "--inputMetadata", _folder["labels.json"], "--inputImageList", _folder["labels.nrrd"],
        "--inputDICOMDirectory", _folder["ct"], "--outputDICOM", _folder[output],
    ];
}
