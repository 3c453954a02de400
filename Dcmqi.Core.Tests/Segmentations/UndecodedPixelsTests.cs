using Dcmqi.Dicom;
using Dcmqi.Dicom.PixelData;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Objects in a transfer syntax that nothing decodes: all that needs no pixel can be had.</summary>
public class UndecodedPixelsTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(9, 7, 5);
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Segmentation_OfJpeg2000_SaysAllThatNeedsNoPixel([Values] SegmentationEncoding encoding)
    {
        using Segmentation original = Built(encoding);
        Write(original.DataSet, original.FrameCount);
        using Segmentation opened = Segmentation.Open(_folder["opaque.dcm"]);

        Assert.Multiple(() =>
        {
            Assert.That(opened.Warnings.Single(), Does.StartWith("Pixel Data (7FE0,0010) is in JPEG 2000 Image Compression (Lossless Only)"));
            Assert.That(opened.ToString(), Is.EqualTo(original.ToString()));
            Assert.That(opened.Geometry, Is.EqualTo(original.Geometry));
            Assert.That(opened.GetMetadata(SegmentGrouping.PerSegment).ToJson(), Is.EqualTo(original.GetMetadata(SegmentGrouping.PerSegment).ToJson()));
            Assert.That(opened.GetFrame(2).SourceInstanceUids, Is.EqualTo(original.GetFrame(2).SourceInstanceUids).And.Count.EqualTo(1));
            Assert.That(opened.FindSegments(new SegmentQuery { Label = "Segment 2" }), Has.Count.EqualTo(1));
            Assert.That(opened.Validate().Where(finding => finding.Severity == ValidationSeverity.Error), Is.Empty);
            Assert.That(opened.ToHtml(), Does.Contain("Segment 2").And.Contain("<li>Voxels are not counted: Pixel Data (7FE0,0010) is in JPEG 2000"));
            foreach (Action work in new Action[]
            {
                () => opened.ToLabelMap(),
                () => opened.ToMask(1),
                () => opened.ToFractions(1),
                () => opened.GetStatistics(),
                () => opened.ConvertTo(new()),
                () => opened.Save(_folder["copy.dcm"]),
            })
            {
                Assert.That(work, Throws.TypeOf<NotSupportedException>().With.Message.Contains("JPEG 2000"));
            }

            Assert.That(File.Exists(_folder["copy.dcm"]), Is.False);
        });
    }

    [Test]
    public void SeginfoAndValidate_OfJpeg2000_PrintHeaders([Values] SegmentationEncoding encoding)
    {
        using Segmentation original = Built(encoding);
        Write(original.DataSet, original.FrameCount);
        (int exitCode, string output, string error) = CommandRun.Run("seginfo", _folder["opaque.dcm"]);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("Segment 2").And.Contain("Liver").And.Contain("spacing").And.Contain(original.SeriesInstanceUid));
        Assert.That(error, Does.Contain("Voxels are not counted: Pixel Data (7FE0,0010) is in JPEG 2000"));
        Assert.That(CommandRun.Succeed("seginfo", "--json", _folder["opaque.dcm"]), Does.Contain("Segment 2"));
        Assert.That(CommandRun.Succeed("validate", _folder["opaque.dcm"]), Does.Contain("0 errors"));
        CommandRun.Fail("segimage2itkimage", "--inputDICOM", _folder["opaque.dcm"], "--outputDirectory", _folder["out"]);
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void ParametricMap_OfJpeg2000_SaysWhatHeadersHold()
    {
        using ParametricMap original = new ParametricMapBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams()), Maps.Adc) { Options = new() { PixelType = ParametricMapPixelType.UInt16 } }.AddVolume(Maps.Float(Geometry, 3)).Build();
        Write(original.DataSet, original.FrameCount);
        using ParametricMap opened = ParametricMap.Open(_folder["opaque.dcm"]);
        Assert.That(opened.Volumes.Single().Mapping.Quantity, Is.EqualTo(original.Volumes.Single().Mapping.Quantity));
        Assert.That(() => opened.ToVolume(), Throws.TypeOf<NotSupportedException>().With.Message.Contains("JPEG 2000"));
        Assert.That(CommandRun.Succeed("pminfo", _folder["opaque.dcm"]), Is.Not.Empty);
        CommandRun.Succeed("validate", _folder["opaque.dcm"]);
    }

    // dcmdump reads what is made here, so that it is a file as others write it.
    private void Write(DataSet dataSet, int frames)
    {
        DataSet opaque = dataSet.ShallowCopy();
        EncapsulatedFrames.Set(opaque, [.. Enumerable.Range(0, frames).Select(frame => new MemoryBulkValue(new byte[] { 0xFF, 0x4F, 0xFF, 0x51, (byte)frame, 0 }))]);
        using (FileStream file = File.Create(_folder["opaque.dcm"]))
            DicomWriter.Write(file, opaque, TransferSyntax.Of(Uids.JPEG2000Lossless));
        (int exitCode, string output) = ExternalProgram.Find("dcmdump", "dcmtk").Run("-q", _folder["opaque.dcm"]);
        Assert.That(exitCode, Is.Zero, output);
    }

    private static Segmentation Built(SegmentationEncoding encoding) =>
        new SegmentationBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams()), Labels.Metadata(3)) { Options = new() { Encoding = encoding } }.AddLabelMap(Labels.Random(Geometry, 3, 5)).Build();
}
