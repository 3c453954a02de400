using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

public class SegmentMeasurementsTests
{
    private static readonly SegmentFeature[] All = Enum.GetValues<SegmentFeature>();

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    public void Measure_104Segments_GivesWhatEachAloneGives(SegmentationEncoding encoding)
    {
        VolumeGeometry geometry = Grids.Oblique(61, 47, 13);
        Volume<ushort> labels = Labels.Random(geometry, 104, 5);
        Volume<short> image = Image(geometry);
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(104)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build();

        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, image);

        Assert.That(measured.Segments.Select(segment => segment.Segment.Number), Is.EqualTo(Enumerable.Range(1, 104)));
        foreach (int number in (int[])[1, 17, 104])
        {
            var alone = new LabelVolume(geometry);
            for (int voxel = 0; voxel < alone.Voxels.Length; voxel++)
                alone.Voxels[voxel] = (ushort)(labels.Voxels[voxel] == number ? 1 : 0);
            MeasuredSegment expected = Bodies.Measure(Bodies.Region(alone), geometry, image);
            Assert.That(All.Select(feature => measured[number][feature]), Is.EqualTo(All.Select(feature => expected[feature])).Within(1e-9), $"segment {number}");
        }
    }

    [Test]
    public void Measure_AnyNumberOfThreads_GivesTheSameBits()
    {
        VolumeGeometry geometry = Grids.Oblique(31, 27, 9);
        Segmentation segmentation = Build(geometry, Labels.Random(geometry, 12, 5), 12);
        Volume<float> image = IntensityTests.Real(Image(geometry));
        string[] texts = [.. new[] { 1, 2, 5 }.Select(threads => Text(SegmentMeasurements.Measure(segmentation, image, new() { MaxDegreeOfParallelism = threads })))];
        Assert.That(texts.Distinct().Count(), Is.EqualTo(1));
        Assert.That(texts[0], Has.Length.GreaterThan(1000));
    }

    [Test]
    public void Measure_ImagesOfAnotherFrameOfReference_IsRefused()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 3);
        Segmentation segmentation = Build(geometry, Labels.Random(geometry, 2, 5), 2);
        SourceImages others = CtSeries.Load(geometry, (_, image) => image.Set(Dcmqi.Dicom.Tags.FrameOfReferenceUID, "2.25.77"));

        Assert.That(
            () => SegmentMeasurements.Measure(segmentation, others),
            Throws.TypeOf<ConversionException>().With.Message.Contains("Frame of Reference UID (0020,0052) 2.25.77 and 2.25.1002"));
    }

    [Test]
    public void Measure_NoSegmentWithinTheImage_IsRefused([Values] bool isOnOtherGrid)
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 3);
        Segmentation segmentation = Build(geometry, Labels.Random(geometry, 2, 5), 2);
        double away = isOnOtherGrid ? 100.4 : 100;
        VolumeGeometry elsewhere = new(geometry.Size, geometry.IndexToPatient(away, 0, 0), geometry.SpacingMm, geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);

        Assert.That(() => SegmentMeasurements.Measure(segmentation, Image(elsewhere)), Throws.TypeOf<ConversionException>().With.Message.StartsWith("No segment lies within the image: "));
    }

    [Test]
    public void Measure_ImageOfMoreSlicesAndOtherAxes_IsMeasuredWithoutResampling([Values(0, 3, 5)] int order, [Values(0, 5)] int flips)
    {
        VolumeGeometry geometry = Grids.Oblique(11, 9, 6);
        Volume<short> image = Image(geometry);
        VolumeGeometry part = new(new VolumeSize(11, 9, 3), geometry.IndexToPatient(0, 0, 2), geometry.SpacingMm, geometry.DirectionX, geometry.DirectionY, geometry.DirectionZ);
        Segmentation segmentation = Build(part, Labels.Random(part, 2, 4), 2);
        SegmentMeasurements expected = SegmentMeasurements.Measure(segmentation, image.ResampleTo(segmentation.Geometry, Resampling.NearestNeighbor), new() { Families = FeatureFamily.All & ~FeatureFamily.Peak });
        Volume<short> turned = image.ResampleTo(Grids.Shuffled(geometry, Grids.AxisOrders[order], flips), Resampling.NearestNeighbor);

        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, turned, expected.Options);

        Assert.That(measured.Warnings, Is.Empty);
        for (int segment = 0; segment < 2; segment++)
        {
            foreach (SegmentFeature feature in All)
                Assert.That(measured.Segments[segment][feature], Is.EqualTo(expected.Segments[segment][feature]).Within(1e-9), feature.ToString());
        }
    }

    [Test]
    public void Measure_ImageOnAnotherGrid_TakesTheNearestVoxelAndSaysSo()
    {
        VolumeGeometry geometry = Grids.Axial(12, 10, 6);
        Segmentation segmentation = Build(geometry, Labels.Random(geometry, 2, 4), 2);
        VolumeGeometry finer = new(new VolumeSize(24, 20, 12), geometry.IndexToPatient(-0.25, -0.25, -0.25), geometry.SpacingMm * 0.5, Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, new Volume<byte>(finer));

        Assert.That(measured.Warnings, Has.Exactly(1).Contains("another grid"));
        Assert.That(measured.Geometry, Is.EqualTo(segmentation.Geometry));
        SegmentMeasurements shapes = SegmentMeasurements.MeasureShapes(segmentation);
        foreach (SegmentFeature feature in new[] { SegmentFeature.VoxelVolume, SegmentFeature.MeshVolume, SegmentFeature.MajorAxisLength, SegmentFeature.LongAxis, SegmentFeature.BoundingBoxVolume })
            Assert.That(measured[1][feature], Is.EqualTo(shapes[1][feature]), feature.ToString());
        Assert.That(measured[1].VoxelCount, Is.EqualTo(shapes[1].VoxelCount));
    }

    [Test]
    public void Measure_SegmentsBeyondTheImage_HaveTheirWholeShape_AndTheValuesThatThereAre()
    {
        VolumeGeometry geometry = Grids.Axial(6, 5, 4);
        var labels = new LabelVolume(geometry);
        labels.Voxels.Fill(1);
        Segmentation segmentation = Build(geometry, labels, 1);
        VolumeGeometry smaller = new(new VolumeSize(3, 5, 2), geometry.IndexToPatient(1, 0, 1), geometry.SpacingMm, Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        var image = new Volume<short>(smaller);
        image.Voxels.Fill(2);
        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, image);

        Assert.That(measured[1].VoxelCount, Is.EqualTo(120));
        Assert.That(measured[1][SegmentFeature.BoundingBoxVolume], Is.EqualTo(120 * geometry.VoxelVolumeMm3).Within(1e-9));
        Assert.That(measured[1][SegmentFeature.Energy], Is.EqualTo(30 * 4));
        Assert.That(measured.Warnings.Single(), Does.StartWith("90 voxels"));
    }

    [Test]
    public void Measure_FractionalSegment_WeighsByOccupancy()
    {
        VolumeGeometry geometry = Grids.Axial(8, 7, 3);
        var fractions = new Volume<float>(geometry);
        fractions[2, 2, 1] = 1;
        fractions[3, 2, 1] = 0.5f;
        fractions[4, 2, 1] = 0.25f;
        var image = new Volume<short>(geometry);
        (image[2, 2, 1], image[3, 2, 1], image[4, 2, 1]) = (10, 20, 40);
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional, FractionalType = FractionalType.Occupancy, MaximumFractionalValue = 4 } }
            .AddFractions(fractions).Build();

        foreach (Volume volume in (Volume[])[image, IntensityTests.Real(image)])
        {
            MeasuredSegment segment = SegmentMeasurements.Measure(segmentation, volume).Segments[0];
            Assert.That(segment[SegmentFeature.VoxelVolume], Is.EqualTo(1.75 * geometry.VoxelVolumeMm3).Within(1e-9));
            Assert.That(segment[SegmentFeature.Mean], Is.EqualTo((10 + 10 + 10) / 1.75).Within(1e-9));
            Assert.That(segment.VoxelCount, Is.EqualTo(3));

            // The outline is that of the voxels filled by half and more.
            Assert.That(segment[SegmentFeature.LongAxis], Is.EqualTo(2 * geometry.SpacingMm.X).Within(1e-9));
        }
    }

    [Test]
    public void Measure_FractionalSegmentOnAnotherGrid_WeighsByOccupancy()
    {
        VolumeGeometry geometry = Grids.Axial(8, 7, 3);
        var fractions = new Volume<float>(geometry);
        fractions[2, 2, 1] = 1;
        fractions[3, 2, 1] = 0.5f;
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)) { Options = new() { Encoding = SegmentationEncoding.Fractional, MaximumFractionalValue = 2 } }
            .AddFractions(fractions).Build();
        VolumeGeometry finer = new(new VolumeSize(16, 14, 6), geometry.IndexToPatient(-0.25, -0.25, -0.25), geometry.SpacingMm * 0.5, Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        SegmentMeasurements measured = SegmentMeasurements.Measure(segmentation, new Volume<short>(finer));

        Assert.That(measured[1][SegmentFeature.VoxelVolume], Is.EqualTo(1.5 * geometry.VoxelVolumeMm3).Within(0.01 * geometry.VoxelVolumeMm3));
        Assert.That(measured.Warnings, Has.Exactly(1).Contains("another grid").And.Exactly(1).Contains("probabilities"));
    }

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    [TestCase(SegmentationEncoding.Fractional)]
    public void Measure_SeveralPointsInTime_MeasuresTheOneChosen(SegmentationEncoding encoding)
    {
        VolumeGeometry geometry = Grids.Axial(8, 7, 3);
        var labels = new Volume<byte>(geometry, new byte[2 * 168], VolumeComponentAxis.Time, 2);
        labels.Voxels[..50].Fill(1);
        labels.Voxels[168..200].Fill(1);
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(1)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build();

        Assert.That(segmentation.TimePoints, Is.EqualTo(2));
        Assert.That(() => SegmentMeasurements.MeasureShapes(segmentation), Throws.InstanceOf<ConversionException>().With.Message.Contains("2 points in time"));
        Assert.That(SegmentMeasurements.MeasureShapes(segmentation, new() { TimePoint = 0 })[1].VoxelCount, Is.EqualTo(50));
        Assert.That(SegmentMeasurements.MeasureShapes(segmentation, new() { TimePoint = 1 })[1].VoxelCount, Is.EqualTo(32));
        Assert.That(() => SegmentMeasurements.MeasureShapes(segmentation, new() { TimePoint = 2 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Measure_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => SegmentMeasurements.Measure(IbsiPhantom.Segmentation(), IbsiPhantom.Image(), null, null, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Measure_OverlappingSegments_MeasuresEach()
    {
        VolumeGeometry geometry = Grids.Axial(8, 7, 3);
        var first = new Volume<byte>(geometry);
        var second = new Volume<byte>(geometry);
        first.Slice(1).Fill(1);
        second.Voxels[..100].Fill(1);
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata([1], [1])).AddLabelMap(first).AddLabelMap(second).Build();
        SegmentMeasurements measured = SegmentMeasurements.MeasureShapes(segmentation);
        Assert.That(measured.Segments.Select(segment => segment.VoxelCount), Is.EqualTo(new[] { 56L, 100 }));
    }

    [Test]
    public void Measure_EmptySegment_HasQualifiedEmptyValues()
    {
        VolumeGeometry geometry = Grids.Axial(5, 4, 3);
        var labels = new LabelVolume(geometry);
        labels[1, 1, 1] = 1;
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(2)) { EmptySegments = EmptyContent.Keep }.AddLabelMap(labels).Build();
        MeasuredSegment empty = SegmentMeasurements.Measure(segmentation, new Volume<short>(geometry), new() { Percentiles = [95] }).Segments[1];

        Assert.That(empty[SegmentFeature.VoxelVolume], Is.Zero);
        Assert.That(empty.CentroidMm, Is.Null);
        Assert.That(empty.Features.Where(feature => feature.Feature != SegmentFeature.VoxelVolume), Has.All.Matches<MeasuredFeature>(feature => feature.Value is null && feature.Qualifier == Codes.Dcm.ValueIndeterminate));
        Assert.That(empty.Features.Count(feature => feature.Feature == SegmentFeature.Percentile), Is.EqualTo(1));
    }

    [Test]
    public void Measure_WithQuantity_NamesValuesByIt()
    {
        var options = new SegmentMeasurementOptions { Quantity = Codes.Dcm.AttenuationCoefficient, Unit = Codes.Ucum.HounsfieldUnit };
        MeasuredSegment segment = SegmentMeasurements.Measure(IbsiPhantom.Segmentation(), IbsiPhantom.Image(), options).Segments[0];
        MeasuredFeature mean = segment.Features.Single(feature => feature.Feature == SegmentFeature.Mean);
        Assert.That(mean.Name, Is.EqualTo(Codes.Dcm.AttenuationCoefficient));
        Assert.That(mean.Derivation, Is.EqualTo(Codes.Sct.Mean));
        Assert.That(mean.Method!.Value, Is.EqualTo("Q4LE"));
        Assert.That(segment.Features.Single(feature => feature.Feature == SegmentFeature.Variance).Unit.Value, Is.EqualTo("[hnsf'U]2"));
        Assert.That(segment.Features.Single(feature => feature.Feature == SegmentFeature.IntegratedIntensity).Unit.Value, Is.EqualTo("[hnsf'U].mm3"));
        Assert.That(segment.Features.Select(feature => feature.Feature), Has.None.EqualTo(SegmentFeature.TotalLesionGlycolysis));
    }

    [Test]
    public void Measure_Uptake_GivesTotalLesionGlycolysis()
    {
        var options = new SegmentMeasurementOptions { Quantity = Codes.Dcm.Suvbw, Unit = Codes.Ucum.StandardizedUptakeValueBodyWeight };
        MeasuredSegment segment = SegmentMeasurements.Measure(IbsiPhantom.Segmentation(), IbsiPhantom.Image(), options).Segments[0];
        Assert.That(segment[SegmentFeature.TotalLesionGlycolysis], Is.EqualTo(segment[SegmentFeature.Mean] * 0.592).Within(1e-12));
        Assert.That(segment.Features.Single(feature => feature.Feature == SegmentFeature.Energy).Unit.Value, Is.EqualTo("(g/ml{SUVbw}).(g/ml{SUVbw})"));
    }

    [Test]
    public void WithFeatures_ChoosesFamiliesAndFeatures()
    {
        SegmentMeasurementOptions options = new SegmentMeasurementOptions().WithFeatures("shape, mean,Mesh volume");
        MeasuredSegment segment = SegmentMeasurements.Measure(IbsiPhantom.Segmentation(), IbsiPhantom.Image(), options).Segments[0];
        Assert.That(segment.Features.Select(feature => feature.Feature), Is.EqualTo(new[]
        {
            SegmentFeature.VoxelVolume, SegmentFeature.MajorAxisLength, SegmentFeature.MinorAxisLength, SegmentFeature.LeastAxisLength,
            SegmentFeature.Elongation, SegmentFeature.Flatness, SegmentFeature.BoundingBoxVolume, SegmentFeature.MeshVolume, SegmentFeature.Mean,
        }));
        Assert.That(() => new SegmentMeasurementOptions().WithFeatures("shape,7"), Throws.ArgumentException.With.Message.Contains("'7' is no feature"));
    }

    [Test]
    public void Measure_WrongOptions_AreRefused()
    {
        Assert.That(() => SegmentMeasurements.MeasureShapes(IbsiPhantom.Segmentation(), new() { Percentiles = [101] }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SegmentMeasurements.MeasureShapes(IbsiPhantom.Segmentation(), new() { SegmentNumbers = [4] }), Throws.ArgumentException.With.Message.Contains("There is no segment 4"));
        Assert.That(() => IntensityBins.FixedNumber(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => IntensityBins.FixedWidth(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ToText_IsATable()
    {
        SegmentMeasurements measured = SegmentMeasurements.Measure(IbsiPhantom.Segmentation(), IbsiPhantom.Image(), new SegmentMeasurementOptions().WithFeatures("VoxelVolume,Mean"));
        string[] lines = measured.ToText().Split(Environment.NewLine);
        Assert.That(measured.ToString(), Is.EqualTo("SegmentMeasurements: 1 segment, 2 features"));
        Assert.That(lines, Is.EqualTo(new[]
        {
            "Feature  Unit  1 Segment 1",
            "Volume   mm3           592",
            "Mean                 2.149",
        }));
    }

    [Test]
    public void ToText_LongNames_AreCutWhereTheyStayApart()
    {
        VolumeGeometry geometry = Grids.Axial(5, 4, 3);
        SegmentationMetadata metadata = Labels.Metadata(3) with
        {
            SegmentAttributes = [[Labels.Segment(1, "Upper lobe of left lung"), Labels.Segment(2, "Upper lobe of left kidney"), Labels.Segment(3, "A name that nobody else begins with")]],
        };
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(geometry), metadata).AddLabelMap(Labels.Random(geometry, 3, 5)).Build();
        string header = SegmentMeasurements.MeasureShapes(segmentation).ToText().Split(Environment.NewLine)[0];
        Assert.That(header, Does.Contain("  1 Upper lobe of left l"));
        Assert.That(header, Does.Contain("  2 Upper lobe of left k"));
        Assert.That(header, Does.Contain("  3 A name that nobody").And.EndWith("..."));
    }

    private static string Text(SegmentMeasurements measurements) =>
        string.Join('\n', measurements.Segments.SelectMany(segment => segment.Features.Select(feature => $"{segment.Segment.Number} {feature.Feature} {feature.Value:R} {feature.Qualifier}")));

    private static Segmentation Build(VolumeGeometry geometry, Volume<ushort> labels, int segments) =>
        new SegmentationBuilder(CtSeries.Load(geometry), Labels.Metadata(segments)).AddLabelMap(labels).Build();

    private static Volume<short> Image(VolumeGeometry geometry)
    {
        var random = new Random(3);
        var image = new Volume<short>(geometry);
        foreach (ref short voxel in image.Voxels)
            voxel = (short)random.Next(-1000, 2000);
        return image;
    }
}
