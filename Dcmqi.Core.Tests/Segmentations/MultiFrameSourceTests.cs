using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

public class MultiFrameSourceTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(6, 4, 5);

    [TestCase("CT")]
    [TestCase("MR")]
    [TestCase("PT")]
    [TestCase("US")]
    public void Build_EnhancedSource_RefersToFramesByNumberAndKeepsTheirWords(string modality)
    {
        var image = new PhantomMultiFrame([.. PhantomFrame.Of(Geometry).Reverse()]) { Modality = modality };
        Segmentation segmentation = Build([image.Stream()], source => source);

        for (int frame = 1; frame <= segmentation.FrameCount; frame++)
        {
            int slice = segmentation.GetFrame(frame).Slice;
            Assert.That(References(segmentation, frame), Is.EqualTo(new[] { (image.SopInstanceUid, $"{5 - slice}") }));
            Assert.That((segmentation.GetFrame(frame).PositionMm!.Value - Geometry.IndexToPatient(0, 0, slice)).Length, Is.LessThan(1e-6));
        }

        Assert.That(segmentation.DataSet.GetItem(Tags.ReferencedSeriesSequence)!.GetItems(Tags.ReferencedInstanceSequence), Has.Count.EqualTo(1));
        Assert.That(segmentation.Validate(), Is.Empty);
    }

    [Test]
    public void Build_OneVolumeOfManyGiven_RefersToItsFramesAlone()
    {
        PhantomFrame[] frames = [.. new[] { 0.0, 800.0 }.SelectMany(bValue => PhantomFrame.Of(Geometry).Select(frame => frame with { BValue = bValue }))];
        var image = new PhantomMultiFrame(frames);

        Segmentation all = Build([image.Stream()], source => source);
        Segmentation one = Build([image.Stream()], source => source.Volumes[1]);

        // One number in each item: some readers take the first for all.
        Assert.That(References(all, 1), Is.EqualTo(new[] { (image.SopInstanceUid, "1"), (image.SopInstanceUid, "6") }));
        Assert.That(all.GetFrame(1).SourceInstanceUids, Is.EqualTo(new[] { image.SopInstanceUid }));
        Assert.That(References(one, 1), Is.EqualTo(new[] { (image.SopInstanceUid, "6") }));
    }

    [Test]
    public void Build_SeveralInstances_RefersToEachAndLeavesFrameNumbersOutWhereAllAreMeant()
    {
        PhantomMultiFrame[] images =
        [
            .. Enumerable.Range(0, 5).Select(z => new PhantomMultiFrame([new PhantomFrame(Geometry, z) { Time = 1 }, new PhantomFrame(Geometry, z) { Time = 2 }]) { Instance = z }),
        ];
        Segmentation both = Build(images.Select(image => image.Stream()), source => source);
        Segmentation second = Build(images.Select(image => image.Stream()), source => source.Select(frame => frame.TemporalPosition == 2));

        Assert.That(References(both, 1), Is.EqualTo(new[] { (images[0].SopInstanceUid, (string?)null) }));
        Assert.That(References(second, 1), Is.EqualTo(new[] { (images[0].SopInstanceUid, "2") }));
    }

    private static Segmentation Build(IEnumerable<Stream> images, Func<SourceImages, SourceImages> choose)
    {
        SourceImages source = SourceImages.Load(images);
        return new SegmentationBuilder(choose(source), Labels.Metadata(2)).AddLabelMap(Labels.Random(Geometry, 2, seed: 3)).Build();
    }

    private static IEnumerable<(string, string?)> References(Segmentation segmentation, int frame) =>
        segmentation.DataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence)[frame - 1].GetItem(Tags.DerivationImageSequence)!.GetItems(Tags.SourceImageSequence)
            .Select(item => (item.GetString(Tags.ReferencedSOPInstanceUID)!, item.GetText(Tags.ReferencedFrameNumber)));
}
