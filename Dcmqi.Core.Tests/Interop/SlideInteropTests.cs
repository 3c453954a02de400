using System.Runtime.InteropServices;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Segmentations of slides judged by dicom3tools and DCMTK, and put together by pydicom and numpy.</summary>
[AskedOnce]
public class SlideInteropTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Kinds() =>
        from encoding in Enum.GetValues<SegmentationEncoding>()
        from tiling in Enum.GetValues<SlideTiling>()
        from compression in new[] { PixelCompression.None, PixelCompression.Rle, PixelCompression.DeflatedFrame }
        from isFullSource in new[] { false, true }
        select new TestCaseData(encoding, tiling, compression, isFullSource);

    [TestCaseSource(nameof(Kinds))]
    public void Slide_JudgedByOthers_IsSoundAndThePlane(SegmentationEncoding encoding, SlideTiling tiling, PixelCompression compression, bool isFullSource)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        var slide = new PhantomSlide(53, 37, 8, 8) { IsFull = isFullSource, OpticalPaths = ["1", "2"], FocalPlanesUm = [0, 1.5], Orientation = [0.6, 0.8, 0, -0.8, 0.6, 0] };
        File.WriteAllBytes(_folder["source.dcm"], slide.File());
        SourceImages source = SourceImages.Load([_folder["source.dcm"]]);
        Volume<ushort> labels = Labels.Random(source.SlideLevels[0].Matrix.Geometry, 3, seed: 8);
        File.WriteAllBytes(_folder["labels.raw"], MemoryMarshal.AsBytes(labels.Voxels).ToArray());
        Segmentation segmentation = new SlideSegmentationBuilder(source, Labels.Metadata(3)) { Options = new() { Encoding = encoding }, Tiles = new() { Tiling = tiling } }.AddLabelMap(labels).Build();
        segmentation.Save(_folder["seg.dcm"], new() { Compression = compression });

        // dciodvfy knows neither label maps nor their transfer syntaxes.
        if (encoding != SegmentationEncoding.LabelMap && compression == PixelCompression.None)
            AssertSound(_folder["seg.dcm"], tiling);
        Assert.That(Segmentation.Open(_folder["seg.dcm"]).Validate(), Is.Empty);
        (int exitCode, string output) = python.Run(
            ["-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/check_slide.py"), _folder["seg.dcm"], _folder["source.dcm"], _folder["labels.raw"], "53", "37"]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output.Trim(), Is.EqualTo($"same: {53 * 37 * 2} pixels in {segmentation.FrameCount} frames"));
    }

    private static IEnumerable<TestCaseData> Maps() =>
        from type in new[] { ParametricMapPixelType.Float, ParametricMapPixelType.Double, ParametricMapPixelType.UInt16 }
        from tiling in Enum.GetValues<SlideTiling>()
        from size in new TileSize?[] { null, new TileSize(11, 20) }
        select new TestCaseData(type, tiling, size);

    [TestCaseSource(nameof(Maps))]
    public void SlideMap_JudgedByOthers_IsSoundAndThePlane(ParametricMapPixelType type, SlideTiling tiling, TileSize? size)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        var slide = new PhantomSlide(53, 37, 8, 8) { FocalPlanesUm = [0, 1.5], Orientation = [0.6, 0.8, 0, -0.8, 0.6, 0] };
        File.WriteAllBytes(_folder["source.dcm"], slide.File());
        SourceImages source = SourceImages.Load([_folder["source.dcm"]]);
        Volume<double> values = Support.Maps.Double(source.SlideLevels[0].Matrix.Geometry, seed: 8);

        // A part of both planes has no value, so that sparse maps are.
        for (int row = 5; row < 30; row++)
            values.Voxels.Slice((row * 53) + 3, 40).Fill(double.NaN);
        values.Slice(1)[..(53 * 9)].Fill(double.NaN);
        if (type == ParametricMapPixelType.Float)
            values = new Volume<double>(values.Geometry, Array.ConvertAll(values.Voxels.ToArray(), value => (double)(float)value));
        File.WriteAllBytes(_folder["values.raw"], MemoryMarshal.AsBytes(values.Voxels).ToArray());
        using ParametricMap map = new SlideParametricMapBuilder(source, Support.Maps.Adc)
        {
            Options = new() { PixelType = type, PaddingValue = type == ParametricMapPixelType.UInt16 ? 65535 : null },
            Tiles = new() { Tiling = tiling, Size = size },
        }.AddVolume(values).Build();
        map.Save(_folder["map.dcm"]);

        AssertSound(_folder["map.dcm"], tiling);
        using (ParametricMap opened = ParametricMap.Open(_folder["map.dcm"]))
            Assert.That(opened.Validate(), Is.Empty);
        (int exitCode, string output) = python.Run(
        [
            "-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/check_slide_map.py"), _folder["map.dcm"], _folder["source.dcm"], _folder["values.raw"], "53", "37",
            map.LargestRoundingError!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        ]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output.Trim(), Is.EqualTo($"same: {53 * 37 * 2} pixels in {map.FrameCount} frames"));
        if (tiling == SlideTiling.Sparse && size is null)
            Assert.That(map.FrameCount, Is.LessThan(2 * map.SlideMatrix!.TilesAcross * map.SlideMatrix.TilesDown));
    }

    [Test]
    public void ConvertedSlide_JudgedByOthers_IsSoundAndThePlane([Values] SegmentationEncoding to, [Values] SlideTiling tiling, [Values] SlideTiling toTiling)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        var slide = new PhantomSlide(53, 37, 8, 8) { FocalPlanesUm = tiling == SlideTiling.Full ? [0, 1.5] : [0], Orientation = [0.6, 0.8, 0, -0.8, 0.6, 0] };
        File.WriteAllBytes(_folder["source.dcm"], slide.File());
        SourceImages source = SourceImages.Load([_folder["source.dcm"]]);
        Volume<ushort> labels = Labels.Random(source.SlideLevels[0].Matrix.Geometry, 3, seed: 8);
        File.WriteAllBytes(_folder["labels.raw"], MemoryMarshal.AsBytes(labels.Voxels).ToArray());
        using Segmentation given = new SlideSegmentationBuilder(source, Labels.Metadata(3)) { Tiles = new() { Tiling = tiling } }.AddLabelMap(labels).Build();
        using Segmentation converted = given.ConvertTo(new() { Encoding = to }, new() { Tiling = toTiling });
        converted.Save(_folder["seg.dcm"]);

        if (to != SegmentationEncoding.LabelMap)
            AssertSound(_folder["seg.dcm"], toTiling);
        (int exitCode, string output) = python.Run(["-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/check_slide.py"), _folder["seg.dcm"], _folder["source.dcm"], _folder["labels.raw"], "53", "37"]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output.Trim(), Is.EqualTo($"same: {labels.Voxels.Length} pixels in {converted.FrameCount} frames"));
    }

    // PS3.3 C.7.6.16, C.7.6.17.3: the per-frame groups are not required where tiles are TILED_FULL, nor positions of tiles anywhere; dciodvfy is older than that. A.75.5 asks for planes in the patient only of maps there.
    private static void AssertSound(string path, SlideTiling tiling)
    {
        if (tiling == SlideTiling.Sparse)
        {
            DicomJudges.AssertSound(path);
            return;
        }

        string[] errors = [.. ExternalProgram.Find("dciodvfy", "dicom3tools").Run(path).Output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal))];
        Assert.That(errors.Where(error => !error.Contains("<PerFrameFunctionalGroupsSequence>") && !error.Contains("<SegmentIdentificationSequence>")
            && !error.Contains("<PlanePositionSlideSequence>") && !error.Contains("<PlanePositionSequence>") && !error.Contains("<PlaneOrientationSequence>")), Is.Empty);
    }
}
