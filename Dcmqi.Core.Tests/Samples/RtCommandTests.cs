using System.Text.Json;
using Dcmqi.Dicom;
using Dcmqi.Tests.RtStructures;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Commands on structure sets.</summary>
public class RtCommandTests : TorsoCommandTests
{
    private static readonly string Frame = PhantomUid.Of("phantom frame of reference");

    private string[] Source => ["--inputDICOMDirectory", Folder["ct"]];

    private string[] Labels(string output, params string[] options) =>
        ["itkimage2rtstruct", "--inputMetadata", Folder["labels.json"], "--inputImageList", Folder["labels.nrrd"], .. Source, "--outputDICOM", Folder[output], .. options];

    private void WriteDrawn(params Drawn[] rois) => File.WriteAllBytes(Folder["drawn.dcm"], Drawn.File([.. rois.Select(roi => roi with { Frame = Frame })]));

    private (string, Vector3d[]) Box(double z, double left, double right) => Drawn.Polygon(Geometry, z, Drawn.Box(left, 3.5, right, 12.5));

    [Test]
    public void ItkImageToRtStruct_AndBack_GivesEveryVoxel()
    {
        Assert.That(CommandRun.Succeed(Labels("rt.dcm", "--label", "TORSO")), Does.StartWith($"Saved {Folder["rt.dcm"]}. RtStructureSet: TORSO, "));
        string saved = CommandRun.Succeed(["rtstruct2itkimage", "--inputDICOM", Folder["rt.dcm"], .. Source, "--outputDirectory", Folder["masks"], "--prefix", "torso"]);
        byte[] labels = ((Volume<byte>)VolumeFile.Read(Folder["labels.nrrd"])).Voxels.ToArray();
        IReadOnlyList<SegmentAttributes> segments = PhantomTorso.Metadata().SegmentAttributes[0];
        Assert.That(saved.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(segments.Count));
        for (int index = 0; index < segments.Count; index++)
        {
            var mask = (Volume<byte>)VolumeFile.Read(Directory.GetFiles(Folder["masks"], $"torso-{index + 1}-*.nrrd").Single());
            Assert.That(mask.Voxels.ToArray(), Is.EqualTo(labels.Select(label => (byte)(label == segments[index].LabelId ? 1 : 0))), segments[index].SegmentLabel);
        }
    }

    [TestCase("keyhole")]
    [TestCase("xor")]
    public void SegImageToRtStruct_AndBack_GivesTheSegmentation(string holes)
    {
        CommandRun.Succeed(Conversion("seg.dcm"));
        CommandRun.Succeed(["segimage2rtstruct", "--inputDICOM", Folder["seg.dcm"], .. Source, "--outputDICOM", Folder["rt.dcm"], "--holes", holes]);
        CommandRun.Succeed(["rtstruct2segimage", "--inputDICOM", Folder["rt.dcm"], .. Source, "--outputDICOM", Folder["back.dcm"], "--compress", "deflate"]);
        using Segmentation seg = Segmentation.Open(Folder["seg.dcm"]), back = Segmentation.Open(Folder["back.dcm"]);
        VolumeGeometry grid = SourceImages.Load(Folder["ct"]).Geometry;
        Assert.That(back.ToLabelMap(grid).Voxels.ToArray(), Is.EqualTo(seg.ToLabelMap(grid).Voxels.ToArray()));
        Assert.That(back.Segments.Select(segment => segment.PropertyType), Is.EqualTo(seg.Segments.Select(segment => segment.PropertyType)));
        Assert.That(back.Segments.Select(segment => (segment.Label, segment.AlgorithmType)), Is.EqualTo(seg.Segments.Select(segment => (segment.Label, segment.AlgorithmType))));
    }

    [Test]
    public void Simplified_SaysWhatChanges()
    {
        (int exitCode, _, string error) = CommandRun.Run(Labels("rt.dcm", "--simplify", "2"));
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Match(@"simplification changes \d+ of \d+ voxels\."));
    }

    [Test]
    public void RtStructToSegImage_FractionsMappingAndChosenRegions_AreAsAsked()
    {
        WriteDrawn(new Drawn(3, "Rind", Box(2, 3.25, 8.5)), new Drawn(5, "Other", Box(3, 3.5, 8.5)), new Drawn(9, "Empty"));
        File.WriteAllText(Folder["map.csv"], "name,term\nRind,adrenal gland\n");
        string[] command = ["rtstruct2segimage", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDICOM", Folder["seg.dcm"], "--rois", "rind,5", "--mapping", Folder["map.csv"], "--segmentationType"];
        (int exitCode, string output, string error) = CommandRun.Run([.. command, "fractional"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("Segmentation: 2 segments").And.Contain("FRACTIONAL"));
        Assert.That(error, Does.Contain("written as Tissue: 5 'Other'").And.Not.Contain("Rind").And.Not.Contain("Empty"));
        using (Segmentation seg = Segmentation.Open(Folder["seg.dcm"]))
        {
            Assert.That(seg.Segments[0].PropertyType!.Meaning, Is.EqualTo("Adrenal gland"));
            Assert.That(seg.DataSet.GetString(Tags.SegmentationFractionalType), Is.EqualTo("OCCUPANCY"));
            Assert.That(seg.ToFractions(1).Voxels.ToArray().Where(share => share is > 0 and < 1), Is.All.EqualTo(0.25).Within(0.5 / 255));
        }

        Assert.That(CommandRun.Succeed([.. command, "labelmap"]), Does.Contain("LABELMAP"));
        string fractions = CommandRun.Succeed(["rtstruct2itkimage", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDirectory", Folder["out"], "--rois", "3", "--fractions", "--outputType", "nii"]);
        Assert.That(fractions.Trim(), Is.EqualTo($"Saved {Folder["out/3-Rind.nii.gz"]}."));
        Assert.That(((Volume<float>)VolumeFile.Read(Folder["out/3-Rind.nii.gz"])).Voxels.ToArray().Where(share => share is > 0 and < 1), Is.Not.Empty.And.All.EqualTo(0.25).Within(1e-6));
    }

    [Test]
    public void RtStructToSegImage_Gaps_AreToldOrFilled()
    {
        WriteDrawn(new Drawn(3, "Liver", Box(1, 3.5, 8.5), Box(4, 3.5, 8.5)));
        string[] command = ["rtstruct2segimage", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDICOM", Folder["seg.dcm"]];
        Assert.That(CommandRun.Run(command).Error, Does.Contain("no contour lies in slice 2 to 3 between others; nothing is filled in."));
        Assert.That(CommandRun.Run([.. command, "--fillGaps"]).Error, Does.Contain("shapes were interpolated there."));
        Assert.That(CommandRun.Succeed("seginfo", Folder["seg.dcm"]), Does.Contain("4 frames").Or.Contain("x 4"));
    }

    [Test]
    public void RtStructToSegImage_Metadata_StandsBeforeTheStructureSet()
    {
        CommandRun.Succeed(Labels("rt.dcm"));
        SegmentationMetadata metadata = PhantomTorso.Metadata();
        SegmentAttributes first = metadata.SegmentAttributes[0][0] with { SegmentedPropertyType = new("39937001", "SCT", "Skin") };
        (metadata with { SegmentAttributes = [[first]] }).Save(Folder["other.json"]);
        CommandRun.Succeed(["rtstruct2segimage", "--inputDICOM", Folder["rt.dcm"], .. Source, "--outputDICOM", Folder["seg.dcm"], "--inputMetadata", Folder["other.json"]]);
        using Segmentation seg = Segmentation.Open(Folder["seg.dcm"]);
        Assert.That(seg.Segments[0].PropertyType!.Meaning, Is.EqualTo("Skin"));
        Assert.That(seg.Segments[1].PropertyType, Is.EqualTo(metadata.SegmentAttributes[0][1].SegmentedPropertyType));
    }

    [Test]
    public void RtInfo_TextAndJson_SayWhatIsThere()
    {
        WriteDrawn(new Drawn(3, "Leber", Box(2, 3.5, 8.5), Box(3, 3.5, 8.5)) { Code = ("10200004", "SCT", "Liver"), Algorithm = "AUTOMATIC" }, new Drawn(7, "Iso", ("POINT", [new Vector3d(1, 2, 3)])) { InterpretedType = "ISOCENTER", IsObserved = false });
        (int exitCode, string text, string error) = CommandRun.Run("rtinfo", Folder["drawn.dcm"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(error, Does.Contain("says nothing of ROI 7"));
        foreach (string expected in (string[])["label        PLAN1", "regions      2", "    3 Leber: 2 contours CLOSED_PLANAR, 8 points", "type         ORGAN", "code         (10200004, SCT, \"Liver\")", "algorithm    AUTOMATIC", "    7 Iso: 1 contour POINT, 1 point", "frame        " + Frame])
            Assert.That(text, Does.Contain(expected));
        CommandRun.Succeed(Labels("rt.dcm"));
        JsonElement root = JsonDocument.Parse(CommandRun.Succeed("rtinfo", Folder["drawn.dcm"], Folder["rt.dcm"], "--json")).RootElement;
        Assert.That(root.GetArrayLength(), Is.EqualTo(2));
        JsonElement liver = root[0].GetProperty("rois")[0];
        Assert.That(liver.GetProperty("name").GetString(), Is.EqualTo("Leber"));
        Assert.That(liver.GetProperty("contours").GetProperty("CLOSED_PLANAR").GetInt32(), Is.EqualTo(2));
        Assert.That(liver.GetProperty("points").GetInt32(), Is.EqualTo(8));
        Assert.That(liver.GetProperty("identificationCode").ToString(), Does.Contain("10200004"));
        Assert.That(root[0].GetProperty("warnings")[0].GetString(), Does.Contain("ROI 7"));
        Assert.That(root[1].GetProperty("rois").GetArrayLength(), Is.EqualTo(PhantomTorso.Metadata().SegmentAttributes[0].Count));
    }

    [Test]
    public void Validate_StructureSets_AreChecked()
    {
        CommandRun.Succeed(Labels("rt.dcm"));
        Assert.That(CommandRun.Succeed("validate", Folder["rt.dcm"]), Does.Contain("rt.dcm"));
        WriteDrawn(new Drawn(3, "A", Box(2, 3.5, 8.5)) { Change = (_, item) => item.Remove(0x30060046).Text(0x30060046, "IS", "5") });
        (int exitCode, string text, _) = CommandRun.Run("validate", Folder["drawn.dcm"]);
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(text, Does.Contain("ROI Contour Sequence (3006,0039)[1]/Contour Sequence (3006,0040)[1]/Number of Contour Points (3006,0046) is not the number of points in Contour Data (3006,0050)"));
    }

    [Test]
    public void WrongArguments_AreNamed()
    {
        WriteDrawn(new Drawn(3, "A", Box(2, 3.5, 8.5)), new Drawn(4, "A", Box(2, 3.5, 8.5)));
        string[] toSeg = ["rtstruct2segimage", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDICOM", Folder["out.dcm"]];
        string[] toMasks = ["rtstruct2itkimage", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDirectory", Folder["masks"]];
        foreach ((string expected, string[] arguments) in ((string, string[])[])
        [
            ("--rois: there is no region, or more than one, called 'Liver'. The regions are 3 'A', 4 'A'.", [.. toSeg, "--rois", "Liver"]),
            ("called 'A'", [.. toSeg, "--rois", "A"]),
            ("--mapping: there is no file", [.. toSeg, "--mapping", Folder["none.csv"]]),
            ("--inputMetadata: there is no file", [.. toSeg, "--inputMetadata", Folder["none.json"]]),
            ("--segmentationType: 'binry' is none of", [.. toSeg, "--segmentationType", "binry"]),
            ("--prefix: 'a/b' is no part of a file name", [.. toMasks, "--prefix", "a/b"]),
            ("--outputDirectory: '" + Folder["labels.nrrd"] + "' is a file.", [.. toMasks[..^1], Folder["labels.nrrd"]]),
            ("'png' is none of", [.. toMasks, "--outputType", "png"]),
            ("--simplify: 0 millimetres or more were expected.", Labels("out.dcm", "--simplify", "-1")),
            ("'diamond' is none of", Labels("out.dcm", "--holes", "diamond")),
            ("Structure Set Label", Labels("out.dcm", "--label", "a label that is too long")),
            ("CT Image Storage; RT Structure Set Storage can be opened here", ["rtinfo", Directory.GetFiles(Folder["ct"])[0]]),
            ("there is no file", ["rtinfo", Folder["none.dcm"]]),
            ("rtinfo: a file or folder is missing.", ["rtinfo"]),
            ("Option '--outputDICOM' is required", ["segimage2rtstruct", "--inputDICOM", Folder["drawn.dcm"], .. Source]),
            ("RT Structure Set Storage", ["segimage2rtstruct", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDICOM", Folder["out.dcm"]]),
        ])
        {
            string error = CommandRun.Fail(arguments);
            Assert.That(error, Does.Contain(expected).And.Not.Contain("   at "), string.Join(' ', arguments));
        }

        Assert.That(File.Exists(Folder["out.dcm"]), Is.False);
        File.WriteAllText(Folder["map.csv"], "name,term\nA,qqqqq\n");
        Assert.That(CommandRun.Fail([.. toSeg, "--mapping", Folder["map.csv"]]), Does.Contain("map.csv").And.Contain("'qqqqq', which is not known"));
        Assert.That(CommandRun.Fail([.. Labels("out.dcm"), "--inputImageList", Folder["labels.nrrd"] + "," + Folder["labels.nrrd"]]), Does.Contain("--inputMetadata: a list of segments for each volume").Or.Contain("--inputImageList"));
    }

    [Test]
    public void ImagesOfAnotherFrameOfReference_AreRefused()
    {
        File.WriteAllBytes(Folder["drawn.dcm"], Drawn.File(new Drawn(3, "A", Box(2, 3.5, 8.5))));
        Assert.That(CommandRun.Fail(["rtstruct2segimage", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDICOM", Folder["out.dcm"]]), Does.Contain("lies in frame of reference " + Drawn.FrameOfReference));
        Assert.That(CommandRun.Fail(["rtstruct2itkimage", "--inputDICOM", Folder["drawn.dcm"], .. Source, "--outputDirectory", Folder["masks"]]), Does.Contain("lies in frame of reference"));
        Assert.That(Directory.Exists(Folder["masks"]) && Directory.GetFiles(Folder["masks"]).Length > 0, Is.False);
    }
}
