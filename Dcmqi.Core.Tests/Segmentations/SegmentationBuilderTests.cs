using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class SegmentationBuilderTests
{
    [TestCase(13, 7, 5, 4)]
    [TestCase(1, 1, 1, 1)]
    [TestCase(8, 8, 3, 2)]
    [TestCase(31, 17, 6, 300)]
    public void Build_ObliqueGrid_GivesBackEveryVoxel(int x, int y, int z, int segments)
    {
        VolumeGeometry geometry = Grids.Oblique(x, y, z);
        SourceImages source = CtSeries.Load(geometry);
        Volume<ushort> labels = Labels.Random(geometry, segments, seed: x);

        Segmentation built = new SegmentationBuilder(source, Labels.Metadata(segments)).AddLabelMap(labels).Build();
        Segmentation opened = Reopened(built);

        Assert.Multiple(() =>
        {
            Assert.That(opened.Segments, Has.Count.EqualTo(segments));
            Assert.That(built.ToLabelMap(source.Geometry).Voxels.SequenceEqual(labels.Voxels), "built");
            Assert.That(opened.ToLabelMap(source.Geometry).Voxels.SequenceEqual(labels.Voxels), "opened");
            Assert.That(opened.ToLabelMap(geometry).Warnings, Is.Empty);
        });
    }

    [Test]
    public void Build_ThreeByThree_WritesOneContinuousBitStream()
    {
        VolumeGeometry geometry = Grids.Axial(3, 3, 2);
        Volume<byte> labels = new(geometry, [
            1, 1, 0, 0, 2, 0, 0, 0, 1,
            0, 0, 0, 2, 2, 2, 0, 0, 1,
        ]);

        Segmentation built = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)).AddLabelMap(labels).Build();

        // Frames of 9 bits, lowest bit first: 1/z0 110000001, 1/z1 000000001, 2/z0 000010000, 2/z1 000111000; 36 bits, padded to 6 bytes.
        byte[] expected = [0b0000_0011, 0b0000_0001, 0b0100_0010, 0b1100_0000, 0b0000_0001, 0];
        Assert.That(built.DataSet.Find(Tags.PixelData)!.ToBulk().ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Build_TwoSegments_IndexesPositionsAlikeInAll()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 5);
        var labels = new Volume<byte>(geometry);
        labels[0, 0, 1] = 1;
        labels[0, 0, 4] = 1;
        labels[1, 1, 3] = 2;
        labels[1, 1, 4] = 2;

        Segmentation built = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)).AddLabelMap(labels).Build();

        IReadOnlyList<DataSet> frames = built.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        int[][] indices = [.. frames.Select(frame => frame.GetItem(Tags.FrameContentSequence)!.GetInt32s(Tags.DimensionIndexValues))];
        int[][] expected = [[1, 1], [1, 3], [2, 2], [2, 3]];
        Assert.That(indices, Is.EqualTo(expected));
        Assert.That(frames.Select(frame => frame.GetItem(Tags.PlanePositionSequence)!.GetDoubles(Tags.ImagePositionPatient)[2]), Is.EqualTo(new[] { -28.0, -22, -24, -22 }));
    }

    [Test]
    public void Build_OnSourcePlanes_RepeatsTheirTextAndRefersToThem()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        SourceImages source = CtSeries.Load(geometry, (z, image) =>
        {
            image.Set(Tags.ImagePositionPatient, VR.DS, $"-10.0000\\-20.00\\{-30 + (2 * z)}.000001");
            image.Set(Tags.ImageOrientationPatient, VR.DS, "1.0000\\0\\0\\0\\1.000\\0");
            image.Set(Tags.PixelSpacing, VR.DS, "0.7500\\0.50");
        });

        Segmentation built = new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(Labels.Random(geometry, 1, 3)).Build();

        DataSet frame = built.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[0];
        DataSet shared = built.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
        DataSet sourceItem = frame.GetItem(Tags.DerivationImageSequence)!.GetItem(Tags.SourceImageSequence)!;
        Assert.Multiple(() =>
        {
            Assert.That(frame.GetItem(Tags.PlanePositionSequence)!.GetText(Tags.ImagePositionPatient), Is.EqualTo("-10.0000\\-20.00\\-30.000001"));
            Assert.That(shared.GetItem(Tags.PlaneOrientationSequence)!.GetText(Tags.ImageOrientationPatient), Is.EqualTo("1.0000\\0\\0\\0\\1.000\\0"));
            Assert.That(shared.GetItem(Tags.PixelMeasuresSequence)!.GetText(Tags.PixelSpacing), Is.EqualTo("0.7500\\0.50"));
            Assert.That(sourceItem.GetString(Tags.ReferencedSOPInstanceUID), Is.EqualTo("2.25.20000"));
            Assert.That(sourceItem.GetString(Tags.SpatialLocationsPreserved), Is.EqualTo("YES"));
            Assert.That(built.DataSet.GetItem(Tags.ReferencedSeriesSequence)!.GetItems(Tags.ReferencedInstanceSequence), Has.Count.EqualTo(3));
        });
    }

    [TestCase(SourceMatching.Prefer)]
    [TestCase(SourceMatching.Ignore)]
    public void Build_VolumeBesideTheImages_WritesWhereAsked(SourceMatching matching)
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        SourceImages source = CtSeries.Load(geometry, (z, image) => image.Set(Tags.ImagePositionPatient, -10.0, -20, -29.3 + (2 * z)));

        Segmentation built = new SegmentationBuilder(source, Labels.Metadata(1)) { Alignment = new() { Matching = matching } }
            .AddLabelMap(Labels.Random(geometry, 1, 3)).Build();

        DataSet frame = built.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[0];
        DataSet? sharedDerivation = built.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.GetItem(Tags.DerivationImageSequence);
        Assert.Multiple(() =>
        {
            Assert.That(frame.Contains(Tags.DerivationImageSequence), Is.False);
            Assert.That(sharedDerivation?.GetItems(Tags.SourceImageSequence).Count ?? 0, Is.EqualTo(matching == SourceMatching.Ignore ? 3 : 0));
            Assert.That(built.Warnings.Any(warning => warning.Contains("0.7 mm away")), Is.EqualTo(matching == SourceMatching.Prefer));
        });
    }

    [Test]
    public void Build_VolumeBesideTheImages_SaysByHowFar()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        SourceImages source = CtSeries.Load(geometry, (z, image) => image.Set(Tags.ImagePositionPatient, -10.0, -20, -29.3 + (2 * z)));
        SegmentationBuilder builder = new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(Labels.Random(geometry, 1, 3));

        ConversionException error = Assert.Throws<ConversionException>(() => builder.Build())!;
        Assert.That(error.Message, Does.Contain("0.7 mm away from slice").And.Contain("0.02 mm are allowed: 1 %").And.Contain("SourceMatching.Prefer"));
    }

    [Test]
    public void Build_SeveralFaults_AreAllListed()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        Volume<short> first = new(geometry) { Name = "a.nrrd" };
        first[1, 2, 0] = 7;
        first[1, 2, 1] = 7;
        first[3, 2, 1] = -2;
        Volume<float> second = new(geometry) { Name = "b.nrrd" };
        second[2, 1, 1] = 0.5f;

        ConversionException fractions = Assert.Throws<ConversionException>(() =>
            new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1], [2])).AddLabelMap(first).AddLabelMap(second).Build())!;
        Assert.That(fractions.Message, Does.Contain("'b.nrrd' is no label map: voxel (2, 1, 1) is 0.5"));

        ConversionException labels = Assert.Throws<ConversionException>(() =>
            new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1])).AddLabelMap(first).Build())!;
        Assert.That(labels.Faults, Has.Count.EqualTo(2));
        Assert.That(labels.Faults[1], Does.Contain("'a.nrrd' holds label 7 (2 voxels), which /segmentAttributes/0 does not describe; it describes 1."));
    }

    [Test]
    public void Build_ImageInPlaceOfLabels_IsOneFault()
    {
        VolumeGeometry geometry = Grids.Axial(9, 9, 2);
        Volume<ushort> image = new(geometry) { Name = "ct.nrrd" };
        for (int voxel = 0; voxel < image.Voxels.Length; voxel++)
            image.Voxels[voxel] = (ushort)voxel;

        ConversionException error = Assert.Throws<ConversionException>(() => new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)).AddLabelMap(image).Build())!;
        Assert.That(error.Faults, Has.Count.EqualTo(1));
        Assert.That(error.Message, Does.StartWith("'ct.nrrd' holds 159 labels that /segmentAttributes/0 does not describe; it describes 1, 2. Is it a label map? The first are label 3 (1 voxel), label 4"));
    }

    [Test]
    public void Build_LabelWithoutVoxels_IsLeftOutOrKept()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        Volume<ushort> labels = Labels.Random(geometry, 2, 1);

        Segmentation omitted = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(3)).AddLabelMap(labels).Build();
        Segmentation kept = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(3)) { EmptySegments = EmptyContent.Keep }.AddLabelMap(labels).Build();

        Assert.Multiple(() =>
        {
            Assert.That(omitted.Segments, Has.Count.EqualTo(2));
            Assert.That(omitted.Warnings, Has.Some.Contains("/segmentAttributes/0 describes label 3 (Segment 3), but 'labels.nrrd' holds labels 1, 2."));
            Assert.That(kept.Segments[2].FrameCount, Is.Zero);
        });
    }

    [Test]
    public void Build_KeepEmptyFrames_WritesEverySliceOfEverySegment()
    {
        VolumeGeometry geometry = Grids.Axial(5, 3, 4);
        var labels = new Volume<byte>(geometry);
        labels[1, 1, 2] = 1;
        labels[2, 1, 2] = 2;

        Segmentation built = Reopened(new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)) { Options = new() { EmptyFrames = EmptyContent.Keep } }.AddLabelMap(labels).Build());

        Assert.That(built.FrameCount, Is.EqualTo(8));
        Assert.That(built.ToLabelMap().Voxels.ToArray().Select(label => (byte)label), Is.EqualTo(labels.Voxels.ToArray()));
    }

    [Test]
    public void Build_NothingSet_IsRefused()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        ConversionException error = Assert.Throws<ConversionException>(() =>
            new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)).AddLabelMap(new Volume<byte>(geometry) { Name = "empty.nrrd" }).Build())!;
        Assert.That(error.Message, Is.EqualTo("No voxel is set in 'empty.nrrd', so there is nothing to write."));
    }

    [Test]
    public void Build_NumbersFromLabels_MustBeOneToN()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        Volume<ushort> one = Labels.Random(geometry, 1, 1);
        Volume<byte> two = new(geometry) { Name = "two.nrrd" };
        two[0, 0, 0] = 2;
        Volume<byte> four = new(geometry) { Name = "four.nrrd" };
        four[0, 0, 0] = 4;

        Segmentation swapped = Builder([2], [1]).AddLabelMap(two).AddLabelMap(one).Build();
        Assert.That(swapped.Segments.Select(segment => segment.Label), Is.EqualTo(new[] { "Segment 1", "Segment 2" }));
        Assert.That(
            Assert.Throws<ConversionException>(() => Builder([1], [4]).AddLabelMap(one).AddLabelMap(four).Build())!.Message,
            Does.Contain("labels 1, 4 leave out 2, 3"));
        Assert.That(
            Assert.Throws<ConversionException>(() => Builder([2], [2]).AddLabelMap(two).AddLabelMap(two, "again").Build())!.Message,
            Does.Contain("Label 2 is in 'two.nrrd' and 'again'"));

        SegmentationBuilder Builder(params int[][] labels) =>
            new(CtSeries.Load(geometry), Labels.Metadata(labels)) { Numbering = SegmentNumbering.FromLabels };
    }

    [TestCase(false, SegmentsOverlap.No)]
    [TestCase(true, SegmentsOverlap.Yes)]
    public void Build_TwoInputs_TellsOverlapTruthfully(bool overlap, SegmentsOverlap expected)
    {
        VolumeGeometry geometry = Grids.Axial(5, 3, 3);
        Volume<byte> first = new(geometry) { Name = "a" };
        Volume<byte> second = new(geometry) { Name = "b" };
        first[4, 2, 1] = 1;
        second[overlap ? 4 : 3, 2, 1] = 1;

        Segmentation built = Reopened(new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1], [1])).AddLabelMap(first).AddLabelMap(second).Build());

        Assert.That(built.SegmentsOverlap, Is.EqualTo(expected));
        Assert.That(built.ToLabelMaps().Count(), Is.EqualTo(overlap ? 2 : 1));
        if (overlap)
            Assert.That(Assert.Throws<ConversionException>(() => built.ToLabelMap())!.Message, Does.Contain("Segments 1 (Segment 1) and 2 (Segment 1) overlap, first at voxel (4, 2, 0)."));
    }

    [Test]
    public void Build_SameSeed_GivesSameBytes()
    {
        VolumeGeometry geometry = Grids.Oblique();
        Assert.That(Make(), Is.EqualTo(Make()));

        byte[] Make()
        {
            Segmentation built = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(5))
            {
                Authorship = new() { Uids = new UidGenerator("seed"), TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)) },
            }.AddLabelMap(Labels.Random(geometry, 5, 2)).Build();
            var stream = new MemoryStream();
            built.Save(stream);
            return stream.ToArray();
        }
    }

    [Test]
    public void AddLabelMap_VolumeChangedLater_DoesNoHarm()
    {
        VolumeGeometry geometry = Grids.Oblique();
        Volume<ushort> labels = Labels.Random(geometry, 3, 2);
        ushort[] before = labels.Voxels.ToArray();
        SegmentationBuilder builder = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(3)).AddLabelMap(labels);
        labels.Voxels.Clear();

        Assert.That(builder.Build().ToLabelMap(geometry).Voxels.ToArray(), Is.EqualTo(before));
    }

    [Test]
    public void Build_NoColorOrHalfATracking_AreCompleted()
    {
        VolumeGeometry geometry = Grids.Axial(4, 4, 3);
        var metadata = new SegmentationMetadata
        {
            SegmentAttributes = [[Without(1, "10200004", identifier: "Lesion"), Without(2, "1", uid: "1.2.3")]],
        };

        Segmentation built = new SegmentationBuilder(CtSeries.Load(geometry), metadata).AddLabelMap(Labels.Random(geometry, 2, 1)).Build();

        Assert.Multiple(() =>
        {
            Assert.That(built.Segments[0].DisplayColor, Is.EqualTo(new RgbColor(221, 130, 101)), "recommended for a liver");
            Assert.That(built.Segments[1].DisplayColor, Is.EqualTo(new RgbColor(128, 174, 128)), "dcmqi's colour for the unknown");
            Assert.That(built.Segments[0].TrackingUid, Does.StartWith("2.25."));
            Assert.That(built.Segments[1].TrackingIdentifier, Is.EqualTo("Label"));
            Assert.That(built.Warnings.Count(warning => warning.Contains("which it needs")), Is.EqualTo(2));
        });

        static SegmentAttributes Without(int label, string type, string? identifier = null, string? uid = null) => new()
        {
            LabelId = label,
            SegmentLabel = "Label",
            SegmentedPropertyCategory = new CodedConcept("85756007", "SCT", "Tissue"),
            SegmentedPropertyType = new CodedConcept(type, "SCT", "Type"),
            AlgorithmType = SegmentAlgorithmType.Manual,
            TrackingIdentifier = identifier,
            TrackingUid = uid,
        };
    }

    private static Segmentation Reopened(Segmentation segmentation)
    {
        var stream = new MemoryStream();
        segmentation.Save(stream);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }
}
