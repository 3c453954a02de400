using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RtStructures;

public sealed class RtSegmentationTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(31, 23, 5);

    private static (string, Vector3d[]) Box(double z, double left, double right) => Drawn.Polygon(Geometry, z, Drawn.Box(left, 1.5, right, 9.5));

    private static readonly Drawn[] Rois =
    [
        new Drawn(5, "GTV_1", Box(1, 2.5, 9.5), Box(2, 2.5, 9.5)) { InterpretedType = "GTV", Algorithm = "AUTOMATIC" },
        new Drawn(9, "kidney_l", Box(2, 5.5, 20.5)),
        new Drawn(2, "Rind", Box(3, 5.5, 20.5)) { InterpretedType = "AVOIDANCE", Algorithm = "SEMIAUTOMATIC" },
        new Drawn(4, "Milz", Box(3, 5.5, 12.5)) { Code = ("78961009", "SCT", "Spleen") },
        new Drawn(6, "Empty"),
    ];

    [Test]
    public void ToSegmentation_OfRegionsThatOverlap_HasTheirVoxelsAndMeanings()
    {
        RtStructureSet set = Drawn.Open(Rois);
        SourceImages ct = CtSeries.Load(Geometry);
        using Segmentation seg = set.ToSegmentation(ct);
        Assert.That(seg.ToString(), Does.StartWith("Segmentation: 4 segments, 31 x 23 x 3, BINARY"));
        Assert.That(seg.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "GTV_1", "kidney_l", "Rind", "Milz" }));
        Assert.That(seg.Segments.Select(segment => segment.PropertyType!.ToString()), Is.EqualTo(new[]
        {
            "(228791009, SCT, \"GTV\")", "(64033007, SCT, \"Kidney\")", "(85756007, SCT, \"Tissue\")", "(78961009, SCT, \"Spleen\")",
        }));
        Assert.That(seg.Segments.Select(segment => segment.AlgorithmType), Is.EqualTo(new SegmentAlgorithmType?[] { SegmentAlgorithmType.Automatic, SegmentAlgorithmType.Manual, SegmentAlgorithmType.SemiAutomatic, SegmentAlgorithmType.Manual }));
        Assert.That(seg.Segments[0].DisplayColor, Is.EqualTo(new RgbColor(12, 200, 7)));
        Assert.That(seg.Warnings, Has.Some.EqualTo("What this region is is not known from codes, interpreted type or name, and is written as Tissue: 2 'Rind'. RtSegmentationOptions.Mapping may say it."));
        Assert.That(seg.Segments[1].PropertyTypeModifiers.Select(modifier => modifier.Meaning), Is.EqualTo(new[] { "Left" }));
        Assert.That(seg.Warnings, Has.Some.StartsWith("'Empty' holds no voxel"));
        Assert.That(seg.Validate(), Is.Empty);
        for (int index = 0; index < 4; index++)
        {
            RtRoi roi = set.Rois[index];
            Assert.That(seg.ToLabelMaps(ct.Geometry, SegmentGrouping.PerSegment).ElementAt(index).Voxels.ToArray().Select(value => value == 0 ? 0 : 1), Is.EqualTo(set.ToMask(roi, ct).Voxels.ToArray().Select(value => (int)value)), roi.Name);
        }

        using Segmentation again = set.ToSegmentation(ct);
        Assert.That(again.Segments.Select(segment => segment.TrackingUid), Is.EqualTo(seg.Segments.Select(segment => segment.TrackingUid)).And.All.Not.Null);
        Assert.That(seg.Segments.Select(segment => segment.TrackingUid), Is.Unique);
    }

    [Test]
    public void ToSegmentation_WithMetadata_TakesItsWord()
    {
        RtStructureSet set = Drawn.Open(Rois);
        var metadata = new SegmentationMetadata
        {
            SeriesDescription = "From contours",
            SegmentAttributes = [[new SegmentAttributes { SegmentLabel = "RIND", SegmentedPropertyCategory = new("123037004", "SCT", "Anatomical Structure"), SegmentedPropertyType = new("39937001", "SCT", "Skin"), AlgorithmType = SegmentAlgorithmType.Manual }]],
        };
        using Segmentation seg = set.ToSegmentation(CtSeries.Load(Geometry), new() { Metadata = metadata, Rois = [set.FindRoi("Rind")!], Storage = new() { Encoding = SegmentationEncoding.LabelMap } });
        Segment rind = seg.Segments.Single(segment => !segment.IsBackground);
        Assert.That(rind.PropertyType!.Meaning, Is.EqualTo("Skin"));
        Assert.That(rind.Label, Is.EqualTo("Rind"));
        Assert.That(seg.Encoding, Is.EqualTo(SegmentationEncoding.LabelMap));
        Assert.That(seg.Metadata.SeriesDescription, Is.EqualTo("From contours"));
        Assert.That(seg.Warnings, Has.None.Contains("Tissue"));
    }

    [TestCase("SpinalCord", null, "Spinal cord", "Anatomical Structure", null)]
    [TestCase("Lung_R", "ORGAN", "Lung", "Anatomical Structure", "Right")]
    [TestCase("Glnd_Submand_L", "AVOIDANCE", "Submandibular gland", "Anatomical Structure", "Left")]
    [TestCase("CTV1", "CTV", "CTV", "Spatial and Relational Concept", null)]
    [TestCase("Tandem", "BRACHY_CHANNEL", "Brachytherapy channel", "Physical object", null)]
    [TestCase("95% isodose", "TREATED_VOLUME", "Treated Volume", "Spatial and Relational Concept", null)]
    [TestCase("Liver", "PTV", "PTV", "Spatial and Relational Concept", null)]
    [TestCase("Rind", "AVOIDANCE", "Tissue", "Tissue", null)]
    public void ToSegmentation_NameAndInterpretedType_SayWhatItIs(string name, string? type, string property, string category, string? side)
    {
        RtStructureSet set = Drawn.Open(new Drawn(1, name, Box(2, 2.5, 9.5)) { InterpretedType = type });
        using Segmentation seg = set.ToSegmentation(CtSeries.Load(Geometry));
        Segment segment = seg.Segments.Single();
        Assert.That((segment.PropertyType!.Meaning, segment.PropertyCategory!.Meaning, segment.PropertyTypeModifiers.SingleOrDefault()?.Meaning), Is.EqualTo((property, category, side)).IgnoreCase);
        Assert.That(seg.Warnings.Any(warning => warning.Contains("written as Tissue", StringComparison.Ordinal)), Is.EqualTo(property == "Tissue"));
        Assert.That(segment.DisplayColor, Is.EqualTo(new RgbColor(12, 200, 7)), "the region's own");
    }

    [Test]
    public void ToSegmentation_WithMapping_TakesItsWordBeforeCodesAndAfterMetadata()
    {
        RtStructureSet set = Drawn.Open(Rois);
        var mapping = RoiMapping.Parse("name,term\nRind,kidney\nMilz,liver\nkidney*,left adrenal gland\n");
        var metadata = new SegmentationMetadata { SegmentAttributes = [[new SegmentAttributes { SegmentLabel = "milz", SegmentedPropertyCategory = new("123037004", "SCT", "Anatomical Structure"), SegmentedPropertyType = new("39937001", "SCT", "Skin"), AlgorithmType = SegmentAlgorithmType.Manual }]] };
        using Segmentation seg = set.ToSegmentation(CtSeries.Load(Geometry), new() { Mapping = mapping, Metadata = metadata });
        Assert.That(seg.Segments.Select(segment => segment.PropertyType!.Meaning), Is.EqualTo(new[] { "GTV", "Adrenal gland", "Kidney", "Skin" }));
        Assert.That(seg.Segments[1].PropertyTypeModifiers.Single().Meaning, Is.EqualTo("Left"));
        Assert.That(seg.Warnings, Has.None.Contains("Tissue"));
    }

    [Test]
    public void ToSegmentation_RegionsOfTwoFramesOfReference_TakesThoseOfTheImages()
    {
        RtStructureSet set = Drawn.Open(Rois[0], Rois[1] with { Frame = "2.25.4" });
        Assert.That(set.FrameOfReferenceUids, Is.EqualTo(new[] { Drawn.FrameOfReference, "2.25.4" }));
        using Segmentation seg = set.ToSegmentation(CtSeries.Load(Geometry));
        Assert.That(seg.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "GTV_1" }));
        Assert.That(seg.Warnings, Has.Some.StartsWith("ROI 9 'kidney_l' lies in frame of reference 2.25.4, the images in 2.25.1002.").And.Some.EndsWith("It is left out."));
        Assert.That(() => set.ToSegmentation(CtSeries.Load(Geometry), new() { Rois = [set.Rois[1]] }), Throws.TypeOf<ConversionException>());
    }

    [Test]
    public void ToSegmentation_LabelMapOfRegionsThatOverlap_IsRefused() => Assert.That(
        () => Drawn.Open(Rois).ToSegmentation(CtSeries.Load(Geometry), new() { Storage = new() { Encoding = SegmentationEncoding.LabelMap } }),
        Throws.TypeOf<ConversionException>().With.Message.Contains("overlap").IgnoreCase);

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.Fractional)]
    public void ToSegmentation_File_IsSoundForOthers(SegmentationEncoding encoding)
    {
        using var folder = new TemporaryFolder();
        SourceImages ct = SourceImages.Load(new PhantomSeries(Geometry).Streams());
        string frame = PhantomUid.Of("phantom frame of reference");
        Drawn.Open([.. Rois.Select(roi => roi with { Frame = frame })]).ToSegmentation(ct, new() { Storage = new() { Encoding = encoding } }).Save(folder["seg.dcm"]);
        DicomJudges.AssertSound(folder["seg.dcm"]);
    }
}
