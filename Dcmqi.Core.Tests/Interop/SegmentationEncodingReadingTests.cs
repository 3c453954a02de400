using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Interop;

/// <summary>Segmentations as other programs write them, made by pydicom, and those of dcmqi's test data: every voxel as it was put in.</summary>
public class SegmentationEncodingReadingTests
{
    private static readonly string[] Names =
    [
        "binary-plain", "binary-shuffled", "binary-implicit", "binary-deflated", "binary-big-endian-ob", "binary-big-endian-ow", "binary-ow", "binary-padded-frames",
        "binary-twice-the-same-frame", "binary-numbers-with-gaps", "binary-no-frame-of-reference", "binary-no-number-of-frames", "binary-shared-segment",
        "binary-nothing-shared", "binary-no-slice-spacing", "binary-missing-slice", "binary-single-frame-no-number", "binary-rle-bytes", "binary-rle-bits", "binary-rle-no-table",
        "fractional-claims-255-holds-1", "fractional-0-255", "fractional-maximum-100", "fractional-maximum-1", "fractional-big-endian-ow", "fractional-rle",
        "labelmap-no-padding-value", "labelmap-background-item", "labelmap-padding-value", "labelmap-gaps", "labelmap-shuffled", "labelmap-implicit", "labelmap-big-endian",
        "labelmap-big-endian-8-ow", "labelmap-big-endian-8-ob", "labelmap-8-ow", "labelmap-rle-8", "labelmap-rle-16", "labelmap-numbers-not-described",
        "labelmap-no-number-of-frames", "labelmap-single-frame-no-number",
    ];

    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void MakeFiles()
    {
        _folder = new TemporaryFolder();
        (int exitCode, string output) = ExternalProgram.Python("pydicom", "numpy")
            .Run("-W", "ignore", Repository.Of("Dcmqi.Core.Tests/Interop/make_foreign_segmentations.py"), _folder.Root);
        Assert.That(exitCode, Is.Zero, output);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void EveryFileMade_HasATest() =>
        Assert.That(_folder.FileNames().Where(name => name.EndsWith(".dcm", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Names));

    [TestCaseSource(nameof(Names))]
    public void Open_FileOfAnotherWriter_GivesItsVoxels(string name)
    {
        Volume expected = VolumeFile.Read(_folder[name + ".nrrd"]);
        Segmentation segmentation = Segmentation.Open(_folder[name + ".dcm"]);

        VoxelEquality.AssertSame(expected, segmentation.ToLabelMap(), name);
        VoxelEquality.AssertSame(expected, segmentation.ToLabelMaps().Single(), name);
        long[] values = VoxelEquality.Values(expected);
        foreach (Segment segment in segmentation.Segments.Where(segment => !segment.IsBackground))
            Assert.That(VoxelEquality.Values(segmentation.ToMask(segment.Number)), Is.EqualTo(Array.ConvertAll(values, value => value == segment.Number ? 1L : 0)), $"segment {segment.Number}");
    }

    // Whatever came in goes out in any compression, and back.
    [TestCaseSource(nameof(Names))]
    public void Save_FileOfAnotherWriter_KeepsItsVoxels(string name)
    {
        Segmentation segmentation = Segmentation.Open(_folder[name + ".dcm"]);
        Volume expected = VolumeFile.Read(_folder[name + ".nrrd"]);
        foreach (PixelCompression compression in Enum.GetValues<PixelCompression>())
        {
            if (segmentation.Encoding == SegmentationEncoding.Binary && compression == PixelCompression.JpegLs)
                continue;
            var stream = new MemoryStream();
            segmentation.Save(stream, new() { Compression = compression });
            stream.Position = 0;
            VoxelEquality.AssertSame(expected, Segmentation.Open(stream).ToLabelMap(), $"{name}, {compression}");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void ConvertTo_FileOfAnotherWriter_KeepsItsVoxels(string name)
    {
        Segmentation segmentation = Segmentation.Open(_folder[name + ".dcm"]);
        if (name is "labelmap-numbers-not-described")
            return;
        Volume expected = VolumeFile.Read(_folder[name + ".nrrd"]);
        foreach (SegmentationEncoding encoding in Enum.GetValues<SegmentationEncoding>())
        {
            Segmentation converted = segmentation.ConvertTo(new() { Encoding = encoding });

            // Numbers run from 1 but in label maps (PS3.3 C.8.20.2).
            long[] numbers = [.. segmentation.Segments.Where(segment => !segment.IsBackground).Select(segment => (long)segment.Number)];
            long[] labels = Array.ConvertAll(VoxelEquality.Values(expected), value => value == 0 || encoding == SegmentationEncoding.LabelMap ? value : Array.IndexOf(numbers, value) + 1);
            Assert.That(VoxelEquality.Values(converted.ToLabelMap()), Is.EqualTo(labels), $"{name}, {encoding}");
        }
    }

    [TestCase("binary-padded-frames", "as if each frame began on a byte")]
    [TestCase("binary-no-number-of-frames", "Number of Frames (0028,0008) is missing")]
    [TestCase("binary-no-slice-spacing", "where positions do not tell, 1 mm is used")]
    public void Open_FileOfAnotherWriter_TellsWhatItTolerates(string name, string warning) =>
        Assert.That(Segmentation.Open(_folder[name + ".dcm"]).Warnings, Has.Some.Contains(warning));

    [Test]
    public void ToLabelMap_FractionsOfOneThatClaim255_SaysSo() => Assert.That(
        Segmentation.Open(_folder["fractional-claims-255-holds-1.dcm"]).ToLabelMap().Warnings, Has.Some.Contains("is 255, but all pixels are 0 or 1"));

    [TestCase("noppv", "1 of 3 slices has no frame; it is filled with 0.")]
    [TestCase("ppv5", "1 of 3 slices has no frame; it is filled with 5, Pixel Padding Value (0028,0120).")]
    public void SparseLabelMap_MissingFrame_IsFilledAndTold(string name, string warning)
    {
        Segmentation segmentation = Segmentation.Open(Repository.Data($"segmentations/sparse-labelmap-{name}.dcm"));
        LabelVolume volume = segmentation.ToLabelMap();
        VoxelEquality.AssertSame(VolumeFile.Read(Repository.Data($"segmentations/sparse_labelmap_{name}_seg.nrrd")), volume, name);
        Assert.That(volume.Warnings, Is.EqualTo(new[] { warning }));
    }
}
