using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class ProjectionSourceTests
{
    private static readonly string[] MultiFrameKinds = ["USMF", "XA", "SCMF", "OPT"];

    private static VolumeGeometry Pixels(int frames) =>
        new(new VolumeSize(7, 5, frames), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    [TestCaseSource(typeof(PhantomProjection), nameof(PhantomProjection.Kinds))]
    public void Build_OnePlane_HasNoCoordinatesAndComesBack(string kind)
    {
        SourceImages source = SourceImages.Load([new PhantomProjection(kind, 7, 5).Stream()]);
        Volume<ushort> labels = Labels.Random(Pixels(1), 3, seed: 5);
        foreach (SegmentationEncoding encoding in Enum.GetValues<SegmentationEncoding>())
        {
            Segmentation segmentation = RoundTrip(Builder(source, labels, encoding).Build());

            Assert.That(source.HasPatientCoordinates, Is.False);
            Assert.That(segmentation.HasPatientCoordinates, Is.False);
            Assert.That(segmentation.DataSet.Contains(Tags.FrameOfReferenceUID), Is.False);
            Assert.That(segmentation.GetFrame(1).PositionMm, Is.Null);
            Assert.That(segmentation.Validate(), Is.Empty, encoding.ToString());
            AssertSame(segmentation, labels, encoding);
            bool isCalibrated = kind is "CR" or "DX" or "MG";
            Assert.That(segmentation.Geometry.SpacingMm, Is.EqualTo(isCalibrated ? new Vector3d(0.2, 0.15, 1) : new Vector3d(1, 1, 1)));
            Assert.That(segmentation.Geometry, Is.EqualTo(source.Geometry));
        }
    }

    [TestCaseSource(nameof(MultiFrameKinds))]
    public void Build_SeveralFrames_RefersToEachByNumber(string kind)
    {
        var image = new PhantomProjection(kind, 7, 5) { Frames = 6 };
        SourceImages source = SourceImages.Load([image.Stream()]);
        Volume<ushort> labels = Labels.Random(Pixels(6), 2, seed: 8);
        labels.Slice(0).Clear();
        labels.Slice(3).Clear();

        foreach (SegmentationEncoding encoding in Enum.GetValues<SegmentationEncoding>())
        {
            Segmentation segmentation = RoundTrip(Builder(source, labels, encoding).Build());

            LabelVolume back = segmentation.ToLabelMap(source.Geometry);
            Assert.That(segmentation.Warnings, Is.Empty);
            AssertSame(back.Voxels, labels, encoding);
            Assert.That(segmentation.Validate(), Is.Empty);
            for (int frame = 1; frame <= segmentation.FrameCount; frame++)
            {
                DataSet item = segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[frame - 1];
                DataSet reference = item.GetItem(Tags.DerivationImageSequence)!.GetItem(Tags.SourceImageSequence)!;
                DataSet content = item.GetItem(Tags.FrameContentSequence)!;
                Tag place = image.IsCine ? Tags.TemporalPositionIndex : Tags.InStackPositionNumber;
                Assert.That(content.GetInt32(place), Is.EqualTo(reference.GetInt32(Tags.ReferencedFrameNumber)));
                Assert.That(labels.Slice(content.GetInt32(place)!.Value - 1).IndexOfAnyExcept((ushort)0), Is.GreaterThanOrEqualTo(0));
            }
        }
    }

    [Test]
    public void Build_PointsInTimeOfACine_AreItsFrames()
    {
        SourceImages source = SourceImages.Load([new PhantomProjection("USMF", 7, 5) { Frames = 4 }.Stream()]);
        Volume<ushort> stack = Labels.Random(Pixels(4), 2, seed: 8);
        var series = new Volume<ushort>(Pixels(1), stack.Voxels.ToArray(), VolumeComponentAxis.Time, 4) { Name = "cine.nii" };

        Segmentation segmentation = RoundTrip(Builder(source, series, SegmentationEncoding.Binary).Build());

        Assert.That(segmentation.ToLabelMap(source.Geometry).Voxels.ToArray(), Is.EqualTo(stack.Voxels.ToArray()));
    }

    [Test]
    public void Build_SeveralInstances_AreOrderedByNumber()
    {
        PhantomProjection[] images = [.. Enumerable.Range(0, 3).Select(instance => new PhantomProjection("CR", 7, 5) { Instance = instance })];
        SourceImages source = SourceImages.Load(Enumerable.Reverse(images).Select(image => image.Stream()));
        Volume<ushort> labels = Labels.Random(Pixels(3), 1, seed: 2);
        Segmentation segmentation = RoundTrip(Builder(source, labels, SegmentationEncoding.LabelMap).Build());

        Assert.That(source.Images.Select(image => image.SopInstanceUid), Is.EqualTo(images.Select(image => image.SopInstanceUid)));
        Assert.That(segmentation.GetFrame(2).SourceInstanceUids, Is.EqualTo(new[] { images[1].SopInstanceUid }));
    }

    [Test]
    public void Build_OtherSizeOrNumber_SaysWhichWereExpected()
    {
        SourceImages source = SourceImages.Load([new PhantomProjection("XA", 7, 5) { Frames = 4 }.Stream()]);
        var wide = new Volume<ushort>(new VolumeGeometry(new VolumeSize(8, 5, 4), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ)) { Name = "wide.nrrd" };
        wide[0, 0, 0] = 1;
        Volume<ushort> one = Labels.Random(Pixels(1), 1, seed: 2);

        Assert.That(() => Builder(source, wide, SegmentationEncoding.Binary).Build(), Throws.InstanceOf<ConversionException>().With.Message.Contains(
            "'wide.nrrd' has 8 columns x 5 rows, but the source images, which have no patient coordinates, have 7 x 5"));
        Assert.That(() => Builder(source, one, SegmentationEncoding.Binary).Build(), Throws.InstanceOf<ConversionException>().With.Message.Contains(
            "'labels.nrrd' has 1 slice, but there are 4 source frames"));

        // One mask for all frames, when that is asked for; or for one of them.
        Segmentation all = new SegmentationBuilder(source, Labels.Metadata(1)) { Alignment = new() { Matching = SourceMatching.Ignore } }.AddLabelMap(one).Build();
        Assert.That(all.GetFrame(1).SourceInstanceUids, Has.Count.EqualTo(1));
        Segmentation third = Builder(source.Select(frame => frame.Number == 3), one, SegmentationEncoding.Binary).Build();
        Assert.That(
            third.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[0].GetItem(Tags.DerivationImageSequence)!.GetItem(Tags.SourceImageSequence)!.GetInt32(Tags.ReferencedFrameNumber),
            Is.EqualTo(3));
    }

    [Test]
    public void ConvertTo_OtherEncoding_KeepsFrameNumbers()
    {
        SourceImages source = SourceImages.Load([new PhantomProjection("SCMF", 7, 5) { Frames = 6 }.Stream()]);
        Volume<ushort> labels = Labels.Random(Pixels(6), 2, seed: 8);
        labels.Slice(0).Clear();
        Segmentation converted = Builder(source, labels, SegmentationEncoding.Binary).Build().ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap });

        Assert.That(converted.Validate(), Is.Empty);
        Assert.That(RoundTrip(converted).ToLabelMap(source.Geometry).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
    }

    private static SegmentationBuilder Builder(SourceImages source, Volume<ushort> labels, SegmentationEncoding encoding)
    {
        int segments = labels.Voxels.ToArray().Max();
        if (encoding != SegmentationEncoding.Fractional)
            return new SegmentationBuilder(source, Labels.Metadata(segments)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels);
        var builder = new SegmentationBuilder(source, Labels.Metadata([.. Enumerable.Range(1, segments).Select(_ => new[] { 1 })])) { Options = new() { Encoding = encoding } };
        for (int segment = 1; segment <= segments; segment++)
            builder.AddFractions(new Volume<byte>(labels.Geometry, [.. labels.Voxels.ToArray().Select(label => label == segment ? (byte)1 : (byte)0)], labels.ComponentAxis, labels.Components));
        return builder;
    }

    private static Segmentation RoundTrip(Segmentation segmentation)
    {
        var stream = new MemoryStream();
        segmentation.Save(stream);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }

    private static void AssertSame(Segmentation segmentation, Volume<ushort> labels, SegmentationEncoding encoding) =>
        AssertSame(segmentation.ToLabelMap().Voxels, labels, encoding);

    private static void AssertSame(ReadOnlySpan<ushort> found, Volume<ushort> labels, SegmentationEncoding encoding) =>
        Assert.That(found.ToArray(), Is.EqualTo(labels.Voxels.ToArray()), encoding.ToString());
}
