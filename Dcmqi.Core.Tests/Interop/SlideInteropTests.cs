using System.Runtime.InteropServices;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Segmentations of slides judged by dicom3tools and DCMTK, and put together by pydicom and numpy.</summary>
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
        Segmentation segmentation = new SlideSegmentationBuilder(source, Labels.Metadata(3)) { Options = new() { Encoding = encoding }, Tiling = tiling }.AddLabelMap(labels).Build();
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

    // PS3.3 C.7.6.16: the per-frame groups are not required where tiles are TILED_FULL; dciodvfy is older than that.
    private static void AssertSound(string path, SlideTiling tiling)
    {
        if (tiling == SlideTiling.Sparse)
        {
            DicomJudges.AssertSound(path);
            return;
        }

        string[] errors = [.. ExternalProgram.Find("dciodvfy", "dicom3tools").Run(path).Output.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal))];
        Assert.That(errors.Where(error => !error.Contains("<PerFrameFunctionalGroupsSequence>") && !error.Contains("<SegmentIdentificationSequence>")), Is.Empty);
    }
}
