using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>Segmentations as files of 3D Slicer, through the command line.</summary>
public class SegNrrdCommandTests : TorsoCommandTests
{
    [TestCase("seg.nrrd")]
    [TestCase(".seg.nrrd")]
    public void SegImageToItkImage_SegNrrd_IsOneFileThatComesBack(string type)
    {
        using Segmentation overlapping = Overlapping();
        overlapping.Save(Folder["in.dcm"]);
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", Folder["in.dcm"], "--outputDirectory", Folder["out"], "--outputType", type, "--prefix", "P");
        Assert.That(Directory.GetFiles(Folder["out"]).Select(path => Path.GetFileName(path)).Order(), Is.EqualTo(new[] { "P-1.seg.nrrd", "P-meta.json" }));
        Assert.That(VolumeFile.Read(Folder["out/P-1.seg.nrrd"]).Components, Is.EqualTo(2), "layers");

        CommandRun.Succeed("itkimage2segimage", "--inputImageList", Folder["out/P-1.seg.nrrd"], "--inputDICOMDirectory", Folder["ct"], "--outputDICOM", Folder["back.dcm"]);
        using Segmentation back = Segmentation.Open(Folder["back.dcm"]);
        Assert.That(back.Segments.Select(Said), Is.EqualTo(overlapping.Segments.Select(Said)));
        foreach (Segment segment in back.Segments)
            VoxelEquality.AssertSame(overlapping.ToMask(segment.Number).ResampleTo(Geometry, Resampling.NearestNeighbor), back.ToMask(segment.Number).ResampleTo(Geometry, Resampling.NearestNeighbor), segment.Label);
    }

    [Test]
    public void SegImageToItkImage_SegNrrd_HasTheGridThatIsAskedFor()
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        CommandRun.Succeed("segimage2itkimage", "--inputDICOM", Folder["in.dcm"], "--outputDirectory", Folder["out"], "-t", "seg.nrrd", "--onSourceGrid", "--inputDICOMDirectory", Folder["ct"]);
        Volume volume = VolumeFile.Read(Folder["out/1.seg.nrrd"]);
        Assert.That(volume.Geometry.Size, Is.EqualTo(Geometry.Size));
        Assert.That(volume.Properties["Segment0_Extent"], Is.EqualTo("0 23 0 17 0 5"));
    }

    [Test]
    public void SegImageToItkImage_SegNrrd_RefusesWhatItCannotHold()
    {
        CommandRun.Succeed(Conversion("in.dcm"));
        string[] command = ["segimage2itkimage", "--inputDICOM", Folder["in.dcm"], "--outputDirectory", Folder["out"], "--outputType", "seg.nrrd"];
        Assert.That(CommandRun.Fail([.. command, "--outputNames", "label"]), Does.Contain("one file for all segments"));
        CommandRun.Succeed("segconvert", "--inputDICOM", Folder["in.dcm"], "--outputDICOM", Folder["fractions.dcm"], "--segmentationType", "fractional");
        command[2] = Folder["fractions.dcm"];
        Assert.That(CommandRun.Fail(command), Does.Contain("--fractions threshold"));
        CommandRun.Succeed([.. command, "--fractions", "threshold"]);
        Assert.That(File.Exists(Folder["out/1.seg.nrrd"]));
    }

    private static (string Label, CodedConcept? Type, RgbColor? Color) Said(Segment segment) => (segment.Label, segment.PropertyType, segment.DisplayColor);

    private Segmentation Overlapping()
    {
        byte[] first = new byte[Geometry.Size.VoxelCount], second = new byte[Geometry.Size.VoxelCount];
        first[25] = first[500] = second[500] = second[900] = 1;
        SegmentAttributes Segment(string words) => SegmentAttributes.Of(Terms.Search(words)[0], 1, SegmentAlgorithmType.Automatic, "net");
        return new SegmentationBuilder(SourceImages.Load(Folder["ct"])).AddMask(new Volume<byte>(Geometry, first), Segment("liver")).AddMask(new Volume<byte>(Geometry, second), Segment("left kidney")).Build();
    }
}
