using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Concatenations judged part by part by dicom3tools and DCMTK, and joined by pydicom and numpy.</summary>
[AskedOnce]
public class ConcatenationInteropTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // 143 pixels in a frame: parts of single bits end within bytes.
    [TestCase(SegmentationEncoding.Binary, PixelCompression.None, 3)]
    [TestCase(SegmentationEncoding.Binary, PixelCompression.None, 1)]
    [TestCase(SegmentationEncoding.Binary, PixelCompression.Rle, 4)]
    [TestCase(SegmentationEncoding.Binary, PixelCompression.Deflated, 5)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.None, 2)]
    [TestCase(SegmentationEncoding.LabelMap, PixelCompression.Rle, 2)]
    [TestCase(SegmentationEncoding.Fractional, PixelCompression.None, 7)]
    [TestCase(SegmentationEncoding.Fractional, PixelCompression.DeflatedFrame, 7)]
    public void Parts_JudgedByOthers_AreSoundAndTheWhole(SegmentationEncoding encoding, PixelCompression compression, int framesPerPart)
    {
        ExternalProgram python = ExternalProgram.Python("pydicom", "numpy");
        VolumeGeometry geometry = ObliqueGrid.Of(13, 11, 5);
        Segmentation whole = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams()), Labels.Metadata(4)) { Options = new() { Encoding = encoding } }
            .AddLabelMap(Labels.Random(geometry, 4, 5)).Build();
        whole.Save(_folder["whole.dcm"]);
        IReadOnlyList<string> parts = whole.SaveConcatenation(_folder["part.dcm"], Concatenation.ByFrames(framesPerPart), new() { Compression = compression });

        Assert.That(parts, Has.Count.GreaterThan(1));
        if (encoding != SegmentationEncoding.LabelMap && compression == PixelCompression.None)
        {
            foreach (string part in parts)
                DicomJudges.AssertSound(part);
        }

        (int exitCode, string output) = python.Run(["-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/check_concatenation.py"), _folder["whole.dcm"], .. parts]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output.Trim(), Is.EqualTo($"same: {whole.FrameCount} frames in {parts.Count} parts"));
    }
}
