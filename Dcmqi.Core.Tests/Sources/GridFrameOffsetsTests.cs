using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Sources;

/// <summary>RT Dose: planes that are told apart by Grid Frame Offset Vector (PS3.3 C.8.8.3.2).</summary>
public class GridFrameOffsetsTests
{
    private static readonly VolumeGeometry Oblique = Grids.Oblique(6, 4, 5);
    private static readonly VolumeGeometry Axial = Grids.Axial(6, 4, 5);

    [TestCase(false)]
    [TestCase(true)]
    public void Build_OnDose_EachPlaneLiesWhereItsOffsetSays(bool isLabelMap)
    {
        var dose = new PhantomDose(Oblique);
        SourceImages source = SourceImages.Load([dose.Stream()]);
        Assert.That(source.Geometry.IsCloseTo(Oblique, 1e-6));

        Volume<ushort> labels = Labels.Random(Oblique, 2, seed: 3);
        Segmentation segmentation = new SegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = isLabelMap ? SegmentationEncoding.LabelMap : SegmentationEncoding.Binary, EmptyFrames = EmptyContent.Keep } }
            .AddLabelMap(labels).Build();

        for (int number = 1; number <= segmentation.FrameCount; number++)
        {
            SegmentationFrame frame = segmentation.GetFrame(number);
            Assert.That((frame.PositionMm!.Value - Oblique.IndexToPatient(0, 0, frame.Slice)).Length, Is.LessThan(1e-6));
        }

        Assert.That(segmentation.Geometry.IsCloseTo(Oblique, 1e-6));
        Assert.That(segmentation.ToLabelMap(source.Geometry).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.Validate(), Is.Empty);
    }

    [Test]
    public void Build_MapOnDose_EachPlaneLiesWhereItsOffsetSays()
    {
        SourceImages source = SourceImages.Load([new PhantomDose(Oblique).Stream()]);
        ParametricMap map = new ParametricMapBuilder(source, Maps.Adc).AddVolume(Maps.Float(Oblique, 3)).Build();

        Assert.That(map.Geometry.IsCloseTo(Oblique, 1e-6));
        Assert.That(map.Validate(), Is.Empty);
    }

    [Test]
    public void Load_OffsetsArePatientZ_AreThePlanes()
    {
        // Form (b): the first element is the z of Image Position (Patient), and planes are transverse.
        double[] z = [.. Enumerable.Range(0, 5).Select(plane => Axial.OriginMm.Z + (plane * Axial.SpacingMm.Z))];
        SourceImages source = SourceImages.Load([new PhantomDose(Axial) { Offsets = z }.Stream()]);

        Assert.That(source.Geometry.IsCloseTo(Axial, 1e-6));
    }

    [Test]
    public void Load_OffsetsFall_PlanesLieAgainstTheNormal()
    {
        SourceImages source = SourceImages.Load([new PhantomDose(Axial) { Offsets = [0, -2, -4, -6, -8] }.Stream()]);

        Assert.That(source.Frames.Select(frame => frame.Number), Is.EqualTo(new[] { 5, 4, 3, 2, 1 }), "in order of position");
        Assert.That(source.Frames[0].PositionMm!.Value.Z, Is.EqualTo(-38).Within(1e-9));
        Assert.That(source.Frames[4].PositionMm!.Value.Z, Is.EqualTo(-30).Within(1e-9));
    }

    [TestCase(new double[] { 5, 7, 9, 11, 13 }, "begins with 5; 0 (distances from the first plane) or -30 (z of transverse planes")]
    [TestCase(new double[] { 0, 2, 4, 4, 8 }, "neither rises nor falls")]
    [TestCase(new double[] { 0, 2, 4, 3, 8 }, "neither rises nor falls")]
    [TestCase(new double[] { 0, 2, 4 }, "Number of Frames (0028,0008) is 5, but Grid Frame Offset Vector (3004,000C) has 3 values.")]
    public void Load_OffsetsSayNothing_AreRefused(double[] offsets, string expected)
    {
        ConversionException error = Assert.Throws<ConversionException>(() => SourceImages.Load([new PhantomDose(Axial) { Offsets = offsets }.Stream()]))!;
        Assert.That(error.Message, Does.Contain(expected));
    }

    [Test]
    public void Load_PatientZOfTiltedPlanes_IsRefused()
    {
        double[] z = [.. Enumerable.Range(0, 5).Select(plane => Oblique.OriginMm.Z + (plane * Oblique.SpacingMm.Z))];
        Assert.That(() => SourceImages.Load([new PhantomDose(Oblique) { Offsets = z }.Stream()]), Throws.InstanceOf<ConversionException>().With.Message.Contains("begins with -101.75"));
    }

    [Test]
    public void Load_NothingGivesEachFrameItsPlace_IsRefused()
    {
        ConversionException header = Assert.Throws<ConversionException>(() => SourceImages.Load([new PhantomDose(Axial) { Change = image => image.Remove(0x3004000C) }.Stream()]))!;
        Assert.That(header.Message, Does.Contain("neither functional groups nor Grid Frame Offset Vector (3004,000C) say where frames after the first lie"));

        var shared = new PhantomMultiFrame([new PhantomFrame(Axial, 0), new PhantomFrame(Axial, 1)]) { Change = image => image.Remove(0x52009230) };
        ConversionException groups = Assert.Throws<ConversionException>(() => SourceImages.Load([shared.Stream()]))!;
        Assert.That(groups.Message, Does.Contain("Per-Frame Functional Groups Sequence (5200,9230) is missing"));
    }

    [Test]
    public void Validate_SeveralFramesOfASegmentAtOnePlace_AreFound()
    {
        DataSet dataSet = new SegmentationBuilder(SourceImages.Load([new PhantomDose(Axial).Stream()]), Labels.Metadata(1)) { Options = new() { EmptyFrames = EmptyContent.Keep } }
            .AddLabelMap(Labels.Random(Axial, 1, seed: 3)).Build().DataSet;
        IReadOnlyList<DataSet> frames = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        foreach (DataSet frame in frames)
            frame.GetItem(Tags.PlanePositionSequence)!.CopyFrom(frames[0].GetItem(Tags.PlanePositionSequence)!, Tags.ImagePositionPatient);

        IReadOnlyList<ValidationFinding> findings = Written.AndOpened(dataSet).Validate();
        string message = findings.Single(finding => finding.Message.Contains("of a frame before of the same segment") && finding.Message.Contains("one position has one index")).Message;
        Assert.That(message, Does.EndWith("in 4 places, of which this is the first"));
    }
}
