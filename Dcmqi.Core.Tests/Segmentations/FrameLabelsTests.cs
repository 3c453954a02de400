using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>A label image for each source frame, on series that make no grid.</summary>
public class FrameLabelsTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(9, 7, 5);
    private static readonly VolumeGeometry Turned = Grids.Oblique(9, 7, 5, angle: 0.9);
    private static readonly double[] Places = [0, 1, 3.3, 4, 9.7];

    [Test]
    public void AddFrameLabels_Uneven_EachFrameHasItsPlaceAndSource([Values(SegmentationEncoding.Binary, SegmentationEncoding.LabelMap)] SegmentationEncoding encoding)
    {
        SourceImages source = CtSeries.Load(Geometry, (z, image) => Move(image, Geometry.IndexToPatient(0, 0, Places[z])));
        Segmentation segmentation = Build(source, encoding);

        Assert.That(segmentation.GridFault, Does.Contain("not evenly spaced"));
        AssertFrames(segmentation, source);
        Assert.That(segmentation.DataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!.GetItem(Tags.PixelMeasuresSequence)!.Contains(Tags.SpacingBetweenSlices), Is.False);
    }

    [Test]
    public void AddFrameLabels_SeveralOrientationsAndSpacings_EachFrameSaysItsOwn([Values(SegmentationEncoding.Binary, SegmentationEncoding.LabelMap)] SegmentationEncoding encoding)
    {
        SourceImages source = Mixed();
        Segmentation segmentation = Build(source, encoding);

        Assert.That(segmentation.Grids, Has.Count.EqualTo(2));
        AssertFrames(segmentation, source);
        DataSet[] frames = [.. segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)];
        Assert.That(frames.Select(frame => frame.GetItem(Tags.PlaneOrientationSequence)!.GetText(Tags.ImageOrientationPatient)).Distinct().Count(), Is.EqualTo(2));
        Assert.That(frames.Select(frame => frame.GetItem(Tags.PixelMeasuresSequence)!.GetText(Tags.PixelSpacing)).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void AddFrameLabels_EvenFrames_GiveWhatAVolumeGives()
    {
        SourceImages source = CtSeries.Load(Geometry);
        Volume<ushort> labels = Labels.Random(Geometry, 3, 7);
        Segmentation ofFrames = new SegmentationBuilder(source, Labels.Metadata(3))
            .AddFrameLabels((frame, pixels) => labels.Slice((int)Math.Round(Geometry.PatientToIndex(frame.PositionMm!.Value).Z)).CopyTo(pixels)).Build();
        Assert.That(ofFrames.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(ofFrames.GetFrame(1).SourceInstanceUids, Is.EqualTo(new SegmentationBuilder(source, Labels.Metadata(3)).AddLabelMap(labels).Build().GetFrame(1).SourceInstanceUids));
    }

    [Test]
    public void AddFrameLabels_Overlapping_WithSegmentsOfTheirOwn()
    {
        Segmentation segmentation = new SegmentationBuilder(Mixed())
            .AddFrameLabels((_, labels) => labels[..4].Fill(1), [Labels.Segment(1, "Whole")])
            .AddFrameLabels((frame, labels) => labels[3] = (ushort)(frame.Image.SopInstanceUid.EndsWith('3') ? 5 : 0), [Labels.Segment(5, "Part")])
            .Build();
        Assert.That(segmentation.Segments.Select(segment => (segment.Label, segment.FrameCount)), Is.EqualTo(new[] { ("Whole", (int?)5), ("Part", 1) }));
        Assert.That(segmentation.SegmentsOverlap, Is.EqualTo(SegmentsOverlap.Yes));
        Assert.That(segmentation.SplitWithoutOverlaps(), Has.Count.EqualTo(2));
    }

    [Test]
    public void AddFrameLabels_NoPatientCoordinates_AreCounted()
    {
        var projection = new PhantomProjection("SCMF", 9, 7) { Frames = 3 };
        SourceImages source = SourceImages.Load([projection.Stream()]);
        Segmentation segmentation = new SegmentationBuilder(source, Labels.Metadata(1)).AddFrameLabels((frame, labels) => labels[frame.Number] = 1).Build();
        var pixels = new ushort[segmentation.Rows * segmentation.Columns];
        for (int number = 1; number <= 3; number++)
        {
            segmentation.ReadFrame(number, pixels);
            Assert.That(Array.IndexOf(pixels, (ushort)1), Is.EqualTo(number));
        }
    }

    [Test]
    public void AddFrameLabels_WhatDoesNotGo_IsRefused()
    {
        SourceImages source = Mixed();
        Assert.That(
            () => new SegmentationBuilder(source, Labels.Metadata(1)) { Alignment = new() { Resampling = Resampling.NearestNeighbor, Matching = SourceMatching.Prefer } }
                .AddFrameLabels((_, labels) => labels[0] = 1).Build(),
            Throws.InstanceOf<ConversionException>().With.Message.Contains("are for volumes"));
        Assert.That(
            () => new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata([1], [1])).AddFrameLabels((_, labels) => labels[0] = 1).AddLabelMap(Labels.Random(Geometry, 1, 1)).Build(),
            Throws.InstanceOf<ConversionException>().With.Message.Contains("add all by AddFrameLabels"));
        SourceImages twice = CtSeries.Load(Geometry, (z, image) => Move(image, Geometry.IndexToPatient(0, 0, z / 2)));
        Assert.That(
            () => new SegmentationBuilder(twice, Labels.Metadata(1)).AddFrameLabels((_, _) => { }),
            Throws.InstanceOf<ConversionException>().With.Property("Faults").Count.EqualTo(2).And.Message.Contains("lies in the plane of"));
        Assert.That(() => new SegmentationBuilder(SourceImages.None(new CompositeContext())).AddFrameLabels((_, _) => { }), Throws.InstanceOf<ConversionException>().With.Message.Contains("no source images"));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(() => new SegmentationBuilder(source, Labels.Metadata(1)).AddFrameLabels((_, _) => { }, cancellationToken: cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Uneven_ThroughTheCommandLine_IsConverted()
    {
        using var folder = new TemporaryFolder();
        SourceImages source = Mixed();
        Build(source, SegmentationEncoding.Binary).Save(folder["mixed.dcm"]);
        DicomJudges.AssertSound(folder["mixed.dcm"]);
        CommandRun.Succeed("validate", folder["mixed.dcm"]);
        CommandRun.Succeed("segconvert", "--inputDICOM", folder["mixed.dcm"], "--outputDICOM", folder["map.dcm"], "--segmentationType", "labelmap", "--compress", "rle");
        AssertFrames(Segmentation.Open(folder["map.dcm"]), source);
        CommandRun.Succeed("bin2labelsegimage", "--inputDICOM", folder["mixed.dcm"], "--outputDICOM", folder["other.dcm"]);
        AssertFrames(Segmentation.Open(folder["other.dcm"]), source);
        CommandRun.Succeed("seginfo", folder["map.dcm"]);
        Assert.That(CommandRun.Fail("segimage2itkimage", "--inputDICOM", folder["mixed.dcm"], "--outputDirectory", folder["out"]), Does.Contain("stacks").And.Contain("--evenParts"));
    }

    // Slices 3 and 4 have another orientation and spacing.
    private static SourceImages Mixed() => CtSeries.Load(Geometry, (z, image) =>
    {
        if (z < 3)
            return;
        Move(image, Turned.IndexToPatient(0, 0, Places[z]));
        image.Set(Tags.ImageOrientationPatient, Turned.DirectionX.X, Turned.DirectionX.Y, Turned.DirectionX.Z, Turned.DirectionY.X, Turned.DirectionY.Y, Turned.DirectionY.Z);
        image.Set(Tags.PixelSpacing, 2.5, 1.75);
    });

    private static Segmentation Build(SourceImages source, SegmentationEncoding encoding)
    {
        using Segmentation built = new SegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = encoding } }.AddFrameLabels(Fill).Build();
        Segmentation opened = Written.AndOpened(built.DataSet);
        Assert.That(opened.Validate().Where(finding => finding.Severity == ValidationSeverity.Error), Is.Empty);
        return opened;
    }

    // The last digit of an image's identifier is its number in the series.
    private static void Fill(SourceFrame frame, Span<ushort> labels)
    {
        int number = frame.Image.SopInstanceUid[^1] - '0';
        labels[number] = 1;
        labels[(2 * number) + 20] = labels[50] = 2;
    }

    private static void AssertFrames(Segmentation segmentation, SourceImages source)
    {
        var expected = new ushort[63];
        var united = new Dictionary<string, ushort[]>();
        var read = new ushort[63];
        for (int number = 1; number <= segmentation.FrameCount; number++)
        {
            SegmentationFrame frame = segmentation.GetFrame(number);
            SourceFrame its = source.Frames.Single(other => other.Image.SopInstanceUid == frame.SourceInstanceUids.Single());
            Assert.That((frame.PositionMm!.Value - its.PositionMm!.Value).Length, Is.LessThan(1e-9));
            segmentation.ReadFrame(number, read);
            united.TryAdd(its.Image.SopInstanceUid, new ushort[63]);
            for (int pixel = 0; pixel < read.Length; pixel++)
                united[its.Image.SopInstanceUid][pixel] += read[pixel];
        }

        Assert.That(united, Has.Count.EqualTo(5));
        foreach (SourceFrame frame in source.Frames)
        {
            Array.Clear(expected);
            Fill(frame, expected);
            Assert.That(united[frame.Image.SopInstanceUid], Is.EqualTo(expected), frame.Image.SopInstanceUid);
        }
    }

    private static void Move(DataSet image, Vector3d origin) => image.Set(Tags.ImagePositionPatient, origin.X, origin.Y, origin.Z);
}
