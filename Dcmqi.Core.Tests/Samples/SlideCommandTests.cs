using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Samples;

/// <summary>The command line on slides: regions, levels, conversions, fractions and maps.</summary>
public class SlideCommandTests
{
    private TemporaryFolder _folder = null!;
    private Volume<ushort> _labels = null!;

    [SetUp]
    public void MakeSlide()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder["slide"]);
        File.WriteAllBytes(_folder["slide/0.dcm"], new PhantomSlide(41, 29, 8, 8) { IsFull = true }.File());
        File.WriteAllBytes(_folder["slide/1.dcm"], new PhantomSlide(21, 15, 8, 8) { Instance = 1, SpacingMm = (0.001, 0.001) }.File());
        SourceImages source = SourceImages.Load(_folder["slide"]);
        _labels = Labels.Random(source.SlideLevels[0].Matrix.Geometry, 2, 1);
        using Segmentation segmentation = new SlideSegmentationBuilder(source, Labels.Metadata(2)).AddLabelMap(_labels).Build();
        segmentation.Save(_folder["seg.dcm"]);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void SegImageToItkImage_Region_IsThatPart()
    {
        CommandRun.Succeed([.. Back("seg.dcm"), "--mergeSegments", "--region", "3,4,20,11"]);
        Volume region = VolumeFile.Read(_folder["back/1.nrrd"]);
        Assert.That(region.Geometry.Size, Is.EqualTo(new VolumeSize(20, 11, 1)));
        ushort[] expected = [.. Enumerable.Range(0, 20 * 11).Select(pixel => _labels[3 + (pixel % 20), 4 + (pixel / 20), 0])];
        VoxelEquality.AssertSame(new Volume<ushort>(region.Geometry, expected), region, "region");
    }

    [Test]
    public void SegImageToItkImage_ReducedOrOnALevel_HasItsSize()
    {
        CommandRun.Succeed([.. Back("seg.dcm"), "--reduce", "4"]);
        Assert.That(VolumeFile.Read(_folder["back/2.nrrd"]).Geometry.Size, Is.EqualTo(new VolumeSize(11, 8, 1)));
        CommandRun.Succeed([.. Back("seg.dcm"), "--mergeSegments", "--onSourceGrid", "--inputDICOMDirectory", _folder["slide"], "--level", "1"]);
        Volume level = VolumeFile.Read(_folder["back/1.nrrd"]);
        Assert.That(level.Geometry.Size, Is.EqualTo(new VolumeSize(21, 15, 1)));
        Assert.That(level.Geometry.SpacingMm.X, Is.EqualTo(0.001).Within(1e-9));
    }

    [TestCase("--region 3,4,60,11", "41 columns and 29 rows")]
    [TestCase("--region 3,4,11", "four whole numbers")]
    [TestCase("--focalPlane 1", "there are 1")]
    [TestCase("--reduce 0", "from 1 on")]
    [TestCase("--level 0", "--level is for --onSourceGrid")]
    public void SegImageToItkImage_RegionThatIsNotThere_IsToldInTheTermsOfTheCommand(string options, string said) =>
        Assert.That(CommandRun.Fail([.. Back("seg.dcm"), .. options.Split(' ')]), Does.Contain(said));

    [Test]
    public void SegImageToItkImage_PlaneTooLarge_NamesTheWayOut()
    {
        var huge = new PhantomSlide(90_000, 80_000, 500, 500) { IsFull = true, HasPixels = false, Change = image => image.Bytes(0x00282000, "OB", new byte[30_000]) };
        using Segmentation segmentation = new SlideSegmentationBuilder(SourceImages.Load([huge.Stream()]), Labels.Metadata(1))
            .AddTiles((tile, labels) => labels[..(tile.TileColumn == tile.TileRow ? 9 : 0)].Fill(1)).Build();
        segmentation.Save(_folder["huge.dcm"], new() { Compression = PixelCompression.Rle });

        string said = CommandRun.Fail(Back("huge.dcm"));
        Assert.That(said, Does.Contain("90000 x 80000").And.Contain("--region COLUMN,ROW,COLUMNS,ROWS").And.Contain("--reduce 4").And.Not.Contain("ReadRegion"));
        CommandRun.Succeed([.. Back("huge.dcm"), "--region", "500,500,1000,1000"]);
        CommandRun.Succeed([.. Back("huge.dcm"), "--reduce", "100"]);
        Assert.That(VolumeFile.Read(_folder["back/1.nrrd"]).Geometry.Size, Is.EqualTo(new VolumeSize(900, 800, 1)));
    }

    [Test]
    public void Regions_OfObjectsThatAreNoSlides_AreRefused()
    {
        VolumeGeometry geometry = Grids.Axial(5, 4, 3);
        using (Segmentation volume = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)).AddLabelMap(Labels.Random(geometry, 1, 2)).Build())
            volume.Save(_folder["volume.dcm"]);
        Assert.That(CommandRun.Fail([.. Back("volume.dcm"), "--reduce", "2"]), Does.Contain("are no tiles"));
        Assert.That(CommandRun.Fail("segconvert", "--inputDICOM", _folder["volume.dcm"], "--outputDICOM", _folder["out.dcm"], "--tiling", "full"), Does.Contain("--tiling is for segmentations of slides"));
    }

    [Test]
    public void SegConvert_Slide_ConvertsMergesAndPicks()
    {
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["seg.dcm"], "--outputDICOM", _folder["full.dcm"], "--segmentationType", "labelmap", "--tiling", "full", "--compress", "rle");
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["full.dcm"], "--outputDICOM", _folder["first.dcm"], "--segments", "1", "--tiling", "sparse");
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["seg.dcm"], "--outputDICOM", _folder["second.dcm"], "--segments", "2");
        CommandRun.Succeed("segconvert", "--inputDICOM", _folder["first.dcm"] + "," + _folder["second.dcm"], "--outputDICOM", _folder["both.dcm"], "--segmentationType", "binary");
        foreach (string name in new[] { "full.dcm", "both.dcm" })
        {
            CommandRun.Succeed("validate", _folder[name]);
            using Segmentation segmentation = Segmentation.Open(_folder[name]);
            Assert.That(segmentation.ToLabelMap().Voxels.ToArray(), Is.EqualTo(_labels.Voxels.ToArray()));
        }
    }

    [Test]
    public void ItkImageToSegImage_PresetOnASlide_NeedsNoJson()
    {
        string[] conversion = ["itkimage2segimage", "--preset", "totalsegmentator", "--inputImageList", _folder["plane.nii.gz"], "--inputDICOMDirectory", _folder["slide"], "--outputDICOM", _folder["preset.dcm"]];
        VolumeFile.Write(_folder["plane.nii.gz"], _labels);
        CommandRun.Succeed(conversion);
        using Segmentation segmentation = Segmentation.Open(_folder["preset.dcm"]);
        Assert.That(segmentation.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "spleen", "kidney_right" }));
        Assert.That(segmentation.ToLabelMap().Voxels.ToArray(), Is.EqualTo(_labels.Voxels.ToArray()));

        _labels.Voxels.Replace<ushort>(1, 999);
        VolumeFile.Write(_folder["plane.nii.gz"], _labels);
        Assert.That(CommandRun.Fail(conversion), Does.Contain("'plane.nii.gz' holds label 999 (").And.Contain("it describes 2."));
        _labels.Voxels.Replace<ushort>(2, 0);
        VolumeFile.Write(_folder["plane.nii.gz"], _labels);
        Assert.That(CommandRun.Fail(conversion), Does.Contain("'plane.nii.gz' holds labels 999; TotalSegmentator total names none of them."));
    }

    [Test]
    public void ItkImageToSegImage_FractionsOnASlide_ComeBack()
    {
        float[] fractions = [.. Enumerable.Range(0, 41 * 29).Select(pixel => pixel % 101 / 100f)];
        VolumeFile.Write(_folder["plane.nrrd"], new Volume<float>(_labels.Geometry, fractions));
        Labels.Metadata(1).Save(_folder["plane.json"]);
        CommandRun.Succeed(
            "itkimage2segimage", "--inputMetadata", _folder["plane.json"], "--inputImageList", _folder["plane.nrrd"], "--inputDICOMDirectory", _folder["slide"],
            "--outputDICOM", _folder["fractions.dcm"], "--segmentationType", "fractional", "--fractionalType", "occupancy");
        CommandRun.Succeed("validate", _folder["fractions.dcm"]);
        CommandRun.Succeed([.. Back("fractions.dcm"), "--region", "0,28,41,1"]);
        Assert.That(((Volume<float>)VolumeFile.Read(_folder["back/1.nrrd"])).Voxels.ToArray(), Is.EqualTo(fractions[(28 * 41)..]).Within(0.51 / 255));
    }

    [Test]
    public void ParametricMap_OfASlide_ThereAndBack([Values("sparse", "full")] string tiling)
    {
        Volume<float> values = Maps.Float(SourceImages.Load(_folder["slide"]).SlideLevels[1].Matrix.Geometry, 4);
        VolumeFile.Write(_folder["map.nrrd"], values);
        Maps.Adc.Save(_folder["map.json"]);
        string[] write = ["itkimage2paramap", "--inputMetadata", _folder["map.json"], "--inputImage", _folder["map.nrrd"], "--inputDICOMDirectory", _folder["slide"], "--outputDICOM", _folder["map.dcm"]];
        CommandRun.Succeed([.. write, "--tiling", tiling]);
        CommandRun.Succeed("validate", _folder["map.dcm"]);
        Assert.That(CommandRun.Succeed("pminfo", _folder["map.dcm"]), Does.Contain("21 x 15 in tiles of 8 x 8").And.Not.Contain("without a finite value"));
        CommandRun.Succeed("paramap2itkimage", "--inputDICOM", _folder["map.dcm"], "--outputDirectory", _folder["back"]);
        Assert.That(((Volume<float>)VolumeFile.Read(_folder["back/pmap.nrrd"])).Voxels.ToArray(), Is.EqualTo(values.Voxels.ToArray()));
        CommandRun.Succeed("paramap2itkimage", "--inputDICOM", _folder["map.dcm"], "--outputDirectory", _folder["back"], "--values", "real", "--region", "5,6,3,2");
        Assert.That(((Volume<float>)VolumeFile.Read(_folder["back/pmap.nrrd"])).Voxels.ToArray(), Is.EqualTo(new[] { values[5, 6, 0], values[6, 6, 0], values[7, 6, 0], values[5, 7, 0], values[6, 7, 0], values[7, 7, 0] }));

        VolumeFile.Write(_folder["map.nrrd"], Maps.Float(Grids.Axial(20, 15, 1), 4));
        Assert.That(CommandRun.Fail(write), Does.Contain("20 x 15 x 1").And.Contain("41 x 29 x 1"));
        Assert.That(CommandRun.Fail([.. write, "--resample", "linear"]), Does.Contain("--resample is not for slides"));
    }

    private string[] Back(string file) => ["segimage2itkimage", "--inputDICOM", _folder[file], "--outputDirectory", _folder["back"], "--outputType", "nrrd"];
}
