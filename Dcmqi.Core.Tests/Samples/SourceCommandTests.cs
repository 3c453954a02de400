using System.Text.Json;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

public class SourceCommandTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 3);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        PhantomFrame[] frames = [.. new[] { 0.0, 800.0 }.SelectMany(bValue => PhantomFrame.Of(Geometry).Select(frame => frame with { BValue = bValue }))];
        Directory.CreateDirectory(_folder["dwi"]);
        File.WriteAllBytes(_folder["dwi/image.dcm"], new PhantomMultiFrame(frames).File());
        VolumeFile.Write(_folder["labels.nrrd"], Labels.Random(Geometry, 2, seed: 1));
        Labels.Metadata(2).Save(_folder["meta.json"]);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void SourceInfo_Volumes_AreListedWithTheirGrids()
    {
        string text = CommandRun.Succeed("sourceinfo", _folder["dwi"]);
        Assert.That(text, Does.Contain("SourceImages: 1 MR image with 6 frames, 6 x 4"));
        Assert.That(text, Does.Contain("Volume 1 (b-value 800): 3 frames, 6 x 4 x 3 voxels of 0.75 x 1.25 x 2.5 mm, "));

        JsonElement root = JsonDocument.Parse(CommandRun.Succeed("sourceinfo", _folder["dwi/image.dcm"], "--json")).RootElement;
        Assert.That(root.GetProperty("volumes").EnumerateArray().Select(volume => volume.GetProperty("description").GetString()), Is.EqualTo(new[] { "b-value 0", "b-value 800" }));
        Assert.That(root.GetProperty("grid").GetProperty("spacingMm").EnumerateArray().Select(value => value.GetDouble()), Is.EqualTo(new[] { 0.75, 1.25, 2.5 }).Within(1e-9));
        Assert.That(root.GetProperty("series")[0].GetProperty("frames").GetInt32(), Is.EqualTo(6));
    }

    [Test]
    public void SourceInfo_Slide_ListsItsLevels()
    {
        Directory.CreateDirectory(_folder["slide"]);
        File.WriteAllBytes(_folder["slide/0.dcm"], new PhantomSlide(40, 30, 8, 8) { IsFull = true }.File());
        File.WriteAllBytes(_folder["slide/1.dcm"], new PhantomSlide(20, 15, 8, 8) { Instance = 1, SpacingMm = (0.001, 0.001) }.File());

        Assert.That(CommandRun.Succeed("sourceinfo", _folder["slide"]), Does.Contain("Level 1 of the slide: 1.dcm: Volume, 20 x 15 in tiles of 8 x 8, TILED_SPARSE, 1 x 1 um"));

        JsonElement levels = JsonDocument.Parse(CommandRun.Succeed("sourceinfo", _folder["slide"], "--json")).RootElement.GetProperty("slideLevels");
        Assert.That(levels.EnumerateArray().Select(level => level.GetProperty("columns").GetInt32()), Is.EqualTo(new[] { 40, 20 }));
        Assert.That(levels[0].GetProperty("tiling").GetString(), Is.EqualTo("Full"));
    }

    [Test]
    public void SourceInfo_MissingSlice_SaysWhere()
    {
        VolumeGeometry geometry = Grids.Oblique(6, 4, 6);
        string[] files = new PhantomSeries(geometry).Write(_folder["gap"]);
        File.Delete(files[3]);

        Assert.That(CommandRun.Succeed("sourceinfo", _folder["gap"]), Does.Contain("no grid: 1 of 6 positions is missing between the first and the last; the smallest gap is 2.5 mm, but there are 5 mm between positions 3 and 4"));
    }

    [Test]
    public void ItkImageToSegImage_SourceVolume_RefersToItsFramesAlone()
    {
        Segmentation all = Run("--inputDICOMDirectory", _folder["dwi"]);
        Segmentation second = Run("--inputDICOMDirectory", _folder["dwi"], "--sourceVolume", "1");

        Assert.That(all.GetFrame(1).SourceInstanceUids, Has.Count.EqualTo(1));
        Assert.That(second.DataSet.GetItems(Dcmqi.Dicom.Tags.PerFrameFunctionalGroupsSequence)[0].GetItem(Dcmqi.Dicom.Tags.DerivationImageSequence)!
            .GetItem(Dcmqi.Dicom.Tags.SourceImageSequence)!.GetInt32(Dcmqi.Dicom.Tags.ReferencedFrameNumber), Is.EqualTo(4 + second.GetFrame(1).Slice));
        Assert.That(CommandRun.Fail(Arguments("--inputDICOMDirectory", _folder["dwi"], "--sourceVolume", "2")), Does.Contain("--sourceVolume is 2, but the images make 2 volumes: 0 to 1."));
    }

    [Test]
    public void ItkImageToSegImage_NoSource_TakesPatientFromTheContext()
    {
        File.WriteAllText(_folder["context.json"], """{ "compositeContext": { "PatientID": "P7", "FrameOfReferenceUID": "2.25.7" } }""");
        Segmentation segmentation = Run("--noSource", "--compositeContext", _folder["context.json"]);

        Assert.That(segmentation.DataSet.GetString(Dcmqi.Dicom.Tags.PatientID), Is.EqualTo("P7"));
        Assert.That(segmentation.Geometry.IsCloseTo(Geometry, 1e-3) || segmentation.Geometry.Size.Z < 3);
        Assert.That(CommandRun.Fail(Arguments("--noSource")), Does.Contain("--noSource needs --compositeContext"));
        Assert.That(CommandRun.Fail(Arguments()), Does.Contain("The images that were segmented are missing"));
    }

    private string[] Arguments(params string[] source) =>
        ["itkimage2segimage", "--inputMetadata", _folder["meta.json"], "--inputImageList", _folder["labels.nrrd"], "--outputDICOM", _folder["seg.dcm"], .. source];

    private Segmentation Run(params string[] source)
    {
        CommandRun.Succeed(Arguments(source));
        return Segmentation.Open(_folder["seg.dcm"]);
    }
}
