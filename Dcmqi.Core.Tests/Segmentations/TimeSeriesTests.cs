using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class TimeSeriesTests
{
    private const int Times = 3;
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 5);

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    [TestCase(SegmentationEncoding.Fractional)]
    public void Build_VolumesAtSeveralTimes_ComeBackAndReferToTheirFrames(SegmentationEncoding encoding)
    {
        Volume<ushort> labels = Series(Geometry, seed: 4);
        labels.Slice(2, 1).Clear();
        PhantomMultiFrame image = Image(slice => slice);
        SegmentationBuilder builder = Builder(SourceImages.Load([image.Stream()]), labels, encoding);
        Segmentation segmentation = RoundTrip(builder.Build());

        LabelVolume back = segmentation.ToLabelMap();
        Assert.That(segmentation.TimePoints, Is.EqualTo(Times));
        Assert.That((back.ComponentAxis, back.Components), Is.EqualTo((VolumeComponentAxis.Time, Times)));
        Assert.That(back.Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.ToLabelMap(Geometry).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.ToMask(2).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray().Select(label => label == 2 ? 1 : 0)));
        Assert.That(segmentation.Validate(), Is.Empty);
        for (int frame = 1; frame <= segmentation.FrameCount; frame++)
        {
            SegmentationFrame its = segmentation.GetFrame(frame);
            DataSet groups = segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[frame - 1];
            Assert.That(groups.GetItem(Tags.FrameContentSequence)!.GetInt32(Tags.TemporalPositionIndex), Is.EqualTo(its.TimePoint + 1));
            DataSet reference = groups.GetItem(Tags.DerivationImageSequence)!.GetItem(Tags.SourceImageSequence)!;
            Assert.That(reference.GetInt32s(Tags.ReferencedFrameNumber), Is.EqualTo(new[] { (its.Slice * Times) + its.TimePoint + 1 }));
        }
    }

    [Test]
    public void Build_TimesOfSingleFrameSeries_ReferToTheirImages()
    {
        SourceImages source = SourceImages.Load(Enumerable.Range(0, Times).SelectMany(time => Enumerable.Range(0, 5).Select(z => CtSeries.Stream(Geometry, z, (_, image) =>
        {
            image.Set(Tags.SOPInstanceUID, $"2.25.3{time}{z}");
            image.Set(Tags.TemporalPositionIdentifier, time + 1);
        }))));
        Segmentation segmentation = Builder(source, Series(Geometry, seed: 4), SegmentationEncoding.LabelMap).Build();

        for (int frame = 1; frame <= segmentation.FrameCount; frame++)
        {
            SegmentationFrame its = segmentation.GetFrame(frame);
            Assert.That(its.SourceInstanceUids, Is.EqualTo(new[] { $"2.25.3{its.TimePoint}{its.Slice}" }));
        }
    }

    [Test]
    public void Build_OnePosition_IsACine()
    {
        VolumeGeometry plane = Grids.Oblique(6, 4, 1);
        PhantomFrame[] frames = [.. Enumerable.Range(1, Times).Select(time => new PhantomFrame(plane, 0) { Time = time })];
        SourceImages source = SourceImages.Load([new PhantomMultiFrame(frames).Stream()]);
        Volume<ushort> labels = Series(plane, seed: 9);
        Segmentation segmentation = RoundTrip(Builder(source, labels, SegmentationEncoding.Binary).Build());

        Assert.That(source.Geometry.IsCloseTo(plane, 1e-6));
        Assert.That(segmentation.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.Geometry.IsCloseTo(plane, 1e-6));
    }

    [Test]
    public void Build_SomeTimesOfTheSource_KeepTheirTemporalPositionIndex()
    {
        SourceImages source = SourceImages.Load([Image(slice => slice).Stream()]).Select(frame => frame.TemporalPosition >= 2);
        var labels = new Volume<ushort>(Geometry, Series(Geometry, seed: 4).Voxels[..(2 * (int)Geometry.Size.VoxelCount)].ToArray(), VolumeComponentAxis.Time, 2);
        Segmentation segmentation = RoundTrip(Builder(source, labels, SegmentationEncoding.LabelMap).Build());

        Assert.That(segmentation.Frames.TemporalPositions, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(segmentation.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
    }

    [Test]
    public void Build_OtherNumberOfTimes_IsRefusedWithBothNumbers()
    {
        SourceImages source = SourceImages.Load([Image(slice => slice).Stream()]);
        var labels = new Volume<ushort>(Geometry, Series(Geometry, seed: 4).Voxels[..(2 * (int)Geometry.Size.VoxelCount)].ToArray(), VolumeComponentAxis.Time, 2) { Name = "two.nii" };

        Assert.That(() => Builder(source, labels, SegmentationEncoding.Binary).Build(), Throws.InstanceOf<ConversionException>().With.Message.Contains(
            "'two.nii' has 2 points in time, but the source images make 3 volumes (temporal position 1; temporal position 2; temporal position 3)"));
    }

    [Test]
    public void Build_TimesAsInputs_AreLabelMapsOfTheirOwn()
    {
        Volume<ushort> labels = Series(Geometry, seed: 4);
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata([1, 2], [1, 2], [1, 2])) { TimeAxis = TimeAxis.Inputs }.AddLabelMap(labels).Build();

        Assert.That(segmentation.TimePoints, Is.EqualTo(1));
        Assert.That(segmentation.Segments, Has.Count.EqualTo(6));
    }

    [Test]
    public void ConvertTo_OtherEncoding_KeepsTimes()
    {
        Volume<ushort> labels = Series(Geometry, seed: 4);
        Segmentation converted = RoundTrip(Builder(CtSeries.Load(Geometry), labels, SegmentationEncoding.Binary).Build().ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap }));

        Assert.That(converted.ToLabelMap().Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(converted.Validate(), Is.Empty);
    }

    [Test]
    public void Build_FourDimensionalFile_ComesBackAsOne()
    {
        using var folder = new TemporaryFolder();
        string path = folder["labels.nii.gz"];
        Volume<ushort> labels = Series(Geometry, seed: 4);
        VolumeFile.Write(path, labels);
        Segmentation segmentation = new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(2)).AddLabelMap(path).Build();
        VolumeFile.Write(folder["back.nii.gz"], segmentation.ToLabelMap(Geometry));

        var back = (Volume<ushort>)VolumeFile.Read(folder["back.nii.gz"]);
        Assert.That((back.ComponentAxis, back.Components), Is.EqualTo((VolumeComponentAxis.Time, Times)));
        Assert.That(back.Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
    }

    private static PhantomMultiFrame Image(Func<int, int> sliceOf) => new(
        [.. from slice in Enumerable.Range(0, 5) from time in Enumerable.Range(1, Times) select new PhantomFrame(Geometry, sliceOf(slice)) { Time = time, StackId = "1" }]);

    private static Volume<ushort> Series(VolumeGeometry geometry, int seed)
    {
        ushort[] voxels = [.. Enumerable.Range(0, Times).SelectMany(time => Labels.Random(geometry, 2, seed + time).Voxels.ToArray())];
        return new Volume<ushort>(geometry, voxels, VolumeComponentAxis.Time, Times) { Name = "series.nii" };
    }

    private static SegmentationBuilder Builder(SourceImages source, Volume<ushort> labels, SegmentationEncoding encoding)
    {
        if (encoding != SegmentationEncoding.Fractional)
            return new SegmentationBuilder(source, Labels.Metadata(2)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels);
        var builder = new SegmentationBuilder(source, Labels.Metadata([1], [1])) { Options = new() { Encoding = encoding } };
        for (int segment = 1; segment <= 2; segment++)
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
}
