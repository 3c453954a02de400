using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

/// <summary>Contours on images of every kind: several frames in one instance, other directions, several volumes.</summary>
public sealed class RtSourceTests
{
    private static readonly string Frame = PhantomUid.Of("phantom frame of reference");

    [TestCase("CT", false, false)]
    [TestCase("CT", true, true)]
    [TestCase("MR", false, true)]
    [TestCase("PT", false, false)]
    public void Build_OnFramesOfOneInstance_RefersToThemAndEveryVoxelComesBack(string modality, bool isLegacy, bool isPerFrame)
    {
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = Grids.Oblique(17, 11, 6);
        var image = new PhantomMultiFrame([.. PhantomFrame.Of(geometry).Reverse()]) { Modality = modality, IsLegacyConverted = isLegacy, IsPerFrame = isPerFrame };
        SourceImages source = SourceImages.Load([image.Stream()]);
        Volume<ushort> labels = Labels.Random(geometry, 2, 9);
        RtStructureSet built = new RtStructureSetBuilder(source).AddLabelMap(labels, [Labels.Segment(1, "A"), Labels.Segment(2, "B")]).Build();
        built.Save(folder["rt.dcm"]);
        DicomJudges.AssertSound(folder["rt.dcm"]);
        using RtStructureSet set = RtStructureSet.Open(folder["rt.dcm"]);
        Assert.That(set.Validate(), Is.Empty);
        for (int roi = 0; roi < 2; roi++)
        {
            Assert.That(set.ToMask(set.Rois[roi], source).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray().Select(label => (byte)(label == roi + 1 ? 1 : 0))));
            foreach (RtContour contour in set.Rois[roi].Contours)
            {
                // Frames were written from the last slice to the first.
                int slice = (int)Math.Round(geometry.PatientToIndex(contour.ReadPoints()[0]).Z);
                ImageReference reference = contour.Images.Single();
                Assert.That((reference.SopInstanceUid, reference.SopClassUid), Is.EqualTo((image.SopInstanceUid, image.SopClass)));
                Assert.That(reference.FrameNumbers, Is.EqualTo(new[] { 6 - slice }));
            }
        }

        using Segmentation seg = set.ToSegmentation(source);
        Assert.That(seg.ToLabelMap(source.Geometry).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(seg.Validate(), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void ToSegmentation_ContoursDrawnOnAnotherDirectionThanTheImages_HaveTheVoxelsOfTheirMask(int axis)
    {
        // One region drawn across each axis of the grid, in two neighbouring planes.
        VolumeGeometry geometry = Grids.Oblique(17, 13, 11);
        (double U, double V)[] shape = [(2.5, 3.5), (7.5, 2.6), (8.4, 7.5), (3.6, 9.4)];
        Vector3d At(double u, double v, int plane) => axis switch
        {
            0 => geometry.IndexToPatient(plane, u, v),
            1 => geometry.IndexToPatient(u, plane, v),
            _ => geometry.IndexToPatient(u, v, plane),
        };
        (string, Vector3d[]) Contour(int plane) => ("CLOSED_PLANAR", [.. shape.Select(point => At(point.U, point.V, plane))]);
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", Contour(4), Contour(5)));
        SourceImages ct = CtSeries.Load(geometry);
        using Segmentation seg = set.ToSegmentation(ct);
        byte[] mask = set.ToMask(set.Rois[0], ct).Voxels.ToArray();
        Assert.That(seg.ToLabelMap(geometry).Voxels.ToArray().Select(label => (byte)label), Is.EqualTo(mask));
        Assert.That(mask.Sum(value => value), Is.InRange(50, 70));
        Assert.That(seg.Warnings, Has.None.Contains("ROI 1"));
    }

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.Fractional)]
    public void ToSegmentation_ImagesAtUnevenDistances_HaveContoursInTheNearest(SegmentationEncoding encoding)
    {
        // Slices at 0, 1, 2, 4 and 7 times the spacing; contours drawn on each but that at 4, and one nearer to 7 than to 4.
        using var folder = new TemporaryFolder();
        VolumeGeometry geometry = Grids.Oblique(16, 11, 8);
        int[] slices = [0, 1, 2, 4, 7];
        var series = new PhantomSeries(geometry);
        SourceImages source = SourceImages.Load(Enumerable.Reverse(slices).Select(slice => new MemoryStream(series.File(slice))));
        (double Slice, double Right)[] boxes = [(0, 4.5), (1, 5.5), (2, 6.5), (6, 8.5)];
        RtStructureSet set = Drawn.Open(new Drawn(1, "Liver", [.. boxes.Select(box => Drawn.Polygon(geometry, box.Slice, Drawn.Box(2.5, 1.5, box.Right, 6.5)))]) { Frame = Frame });
        Assert.That(() => set.ToMask(set.Rois[0], source), Throws.TypeOf<ConversionException>());
        using Segmentation seg = set.ToSegmentation(source, new() { Storage = new() { Encoding = encoding } });
        seg.Save(folder["seg.dcm"]);
        DicomJudges.AssertSound(folder["seg.dcm"]);
        Assert.That(seg.Validate(), Is.Empty);
        Assert.That(seg.Warnings, Has.Some.EqualTo("ROI 1 'Liver': 1 of 4 contours lie off the plane of the nearest slice by more than 1 % of the spacing; they are taken to lie in it."));
        Assert.That(seg.Warnings, Has.Some.Contains("no contour lies in slice 3 between others"));
        var read = new List<(double Position, int Pixels, string? Image)>();
        float[] shares = new float[seg.Rows * seg.Columns];
        for (int number = 1; number <= seg.FrameCount; number++)
        {
            SegmentationFrame frame = seg.GetFrame(number);
            seg.ReadFractions(number, shares);
            read.Add((Math.Round(geometry.PatientToIndex(frame.PositionMm!.Value).Z, 6), shares.Count(share => share != 0), frame.SourceInstanceUids.Single()));
        }

        Assert.That(read.Select(one => (one.Position, one.Pixels)), Is.EquivalentTo(((double, int)[])[(0, 10), (1, 15), (2, 20), (7, 30)]));
        Assert.That(read.Select(one => one.Image), Is.Unique);
        using Segmentation filled = set.ToSegmentation(source, new() { Gaps = ContourGaps.Interpolate });
        Assert.That(filled.FrameCount, Is.EqualTo(5));
    }

    [Test]
    public void ToSegmentation_ImagesOfSeveralVolumes_AsksForOne()
    {
        VolumeGeometry geometry = Grids.Oblique(17, 11, 4);
        PhantomFrame[] frames = [.. new[] { 0.0, 800.0 }.SelectMany(bValue => PhantomFrame.Of(geometry).Select(frame => frame with { BValue = bValue }))];
        SourceImages both = SourceImages.Load([new PhantomMultiFrame(frames).Stream()]);
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", Drawn.Polygon(geometry, 2, Drawn.Box(2.5, 1.5, 9.5, 6.5))) { Frame = Frame });
        using Segmentation seg = set.ToSegmentation(both.Volumes[1]);
        Assert.That(seg.ToLabelMap().Voxels.ToArray().Count(label => label == 1), Is.EqualTo(35));
    }

    [Test]
    public void ToMask_ImagesWithoutPatientCoordinates_AreRefused()
    {
        VolumeGeometry geometry = Grids.Oblique(17, 11, 4);
        RtStructureSet set = Drawn.Open(new Drawn(1, "A", Drawn.Polygon(geometry, 2, Drawn.Box(2.5, 1.5, 9.5, 6.5))));
        SourceImages pixels = SourceImages.Load([new MemoryStream(new PhantomProjection("USMF", 17, 11) { Frames = 4 }.File())]);
        Assert.That(() => set.ToMask(set.Rois[0], pixels), Throws.TypeOf<ConversionException>().With.Message.Contains("no patient coordinates"));
        Assert.That(() => set.ToSegmentation(pixels), Throws.TypeOf<ConversionException>().With.Message.Contains("no patient coordinates"));
    }
}
