using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.RoundTrip;

/// <summary>Stacks that are no boxes: a tilted gantry, missing slices, uneven ones; in single-frame and enhanced form.</summary>
public class SourceGridTests
{
    private static readonly SegmentationEncoding[] Encodings = [SegmentationEncoding.Binary, SegmentationEncoding.LabelMap];

    [Test]
    public void TiltedGantry_ComesBackExactly([Values] bool isEnhanced, [ValueSource(nameof(Encodings))] SegmentationEncoding encoding)
    {
        VolumeGeometry straight = Grids.Oblique(7, 5, 4);
        Vector3d tilted = (straight.DirectionZ + (straight.DirectionY * 0.35)).Normalize();
        var grid = new VolumeGeometry(straight.Size, straight.OriginMm, straight.SpacingMm, straight.DirectionX, straight.DirectionY, tilted);
        SourceImages source = Load(grid, isEnhanced, Enumerable.Range(0, 4));
        Volume<ushort> labels = LabelsOf(grid);

        Segmentation segmentation = RoundTrip(source, labels, encoding);

        Assert.That(source.Geometry.IsCloseTo(grid, 1e-6));
        Assert.That(segmentation.Geometry.IsCloseTo(grid, 1e-6));
        Assert.That(segmentation.ToLabelMap(source).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.Validate(), Is.Empty);
        double spacing = segmentation.DataSet.GetItem(Dcmqi.Dicom.Tags.SharedFunctionalGroupsSequence)!.GetItem(Dcmqi.Dicom.Tags.PixelMeasuresSequence)!.GetDouble(Dcmqi.Dicom.Tags.SpacingBetweenSlices)!.Value;
        Assert.That(spacing, Is.EqualTo(2.5 * tilted.Dot(straight.DirectionZ)).Within(1e-9), "measured along the normal");
    }

    [Test]
    public void MissingSlice_IsToldAndItsFramesReferToNone([Values] bool isEnhanced, [ValueSource(nameof(Encodings))] SegmentationEncoding encoding)
    {
        VolumeGeometry grid = Grids.Oblique(7, 5, 6);
        SourceImages source = Load(grid, isEnhanced, [0, 1, 3, 4, 5]);
        Volume<ushort> labels = LabelsOf(grid);

        Segmentation segmentation = RoundTrip(source, labels, encoding);

        Assert.That(() => source.Geometry, Throws.InstanceOf<ConversionException>().With.Message.Contains("1 of 6 positions is missing").And.Message.Contains("5 mm between positions 2 and 3"));
        Assert.That(segmentation.ToLabelMap(grid).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.Geometry.IsCloseTo(grid, 1e-6));
        for (int frame = 1; frame <= segmentation.FrameCount; frame++)
            Assert.That(segmentation.GetFrame(frame).SourceInstanceUids, Has.Count.EqualTo(segmentation.GetFrame(frame).Slice == 2 ? 0 : 1));
    }

    [Test]
    public void UnevenSlices_AreRefusedWithTheirGaps([Values] bool isEnhanced)
    {
        VolumeGeometry grid = Grids.Oblique(7, 5, 6);
        VolumeGeometry shifted = new(grid.Size, grid.OriginMm + (grid.DirectionZ * 0.9), grid.SpacingMm, grid.DirectionX, grid.DirectionY, grid.DirectionZ);
        PhantomFrame[] frames = [.. Enumerable.Range(0, 6).Select(slice => new PhantomFrame(slice < 4 ? grid : shifted, slice))];
        SourceImages source = isEnhanced
            ? SourceImages.Load([new PhantomMultiFrame(frames).Stream()])
            : SourceImages.Load(frames.Select(frame => (Stream)new MemoryStream(new PhantomSeries(frame.Geometry).File(frame.Slice))));

        Assert.That(() => source.Geometry, Throws.InstanceOf<ConversionException>().With.Message.Contains("not evenly spaced: the smallest gap is 2.5 mm, but there are 3.4 mm between positions 4 and 5"));

        // Labels on the even part refer to what lies in it.
        var even = new VolumeGeometry(new VolumeSize(7, 5, 4), grid.OriginMm, grid.SpacingMm, grid.DirectionX, grid.DirectionY, grid.DirectionZ);
        Volume<ushort> labels = LabelsOf(even);
        Segmentation segmentation = RoundTrip(source, labels, SegmentationEncoding.Binary);
        Assert.That(segmentation.ToLabelMap(even).Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
        Assert.That(segmentation.GetFrame(1).SourceInstanceUids, Has.Count.EqualTo(1));
    }

    [Test]
    public void ToLabelMap_OfSource_HasItsSlicesAlsoWhereNothingIs()
    {
        VolumeGeometry grid = Grids.Oblique(7, 5, 520);
        var labels = new Volume<ushort>(grid);
        labels[3, 2, 200] = 1;
        SourceImages source = Load(grid, isEnhanced: true, Enumerable.Range(0, 520));
        Segmentation segmentation = new SegmentationBuilder(source, Labels.Metadata(1)).AddLabelMap(labels).Build();

        Assert.That(segmentation.Geometry.Size.Z, Is.EqualTo(1));
        LabelVolume back = segmentation.ToLabelMap(source);
        Assert.That(back.Geometry.Size.Z, Is.EqualTo(520));
        Assert.That(back.Voxels.ToArray(), Is.EqualTo(labels.Voxels.ToArray()));
    }

    private static SourceImages Load(VolumeGeometry grid, bool isEnhanced, IEnumerable<int> slices) => isEnhanced
        ? SourceImages.Load([new PhantomMultiFrame([.. slices.Select(slice => new PhantomFrame(grid, slice))]).Stream()])
        : SourceImages.Load(slices.Select(slice => (Stream)new MemoryStream(new PhantomSeries(grid).File(slice))));

    // Something at both ends, so that no slice is left out there.
    private static Volume<ushort> LabelsOf(VolumeGeometry grid)
    {
        Volume<ushort> labels = Labels.Random(grid, 3, seed: 21);
        labels.Voxels[0] = 1;
        labels.Voxels[^1] = 3;
        labels[2, 1, 2] = 2;
        return labels;
    }

    private static Segmentation RoundTrip(SourceImages source, Volume<ushort> labels, SegmentationEncoding encoding)
    {
        var stream = new MemoryStream();
        new SegmentationBuilder(source, Labels.Metadata(3)) { Options = new() { Encoding = encoding } }.AddLabelMap(labels).Build().Save(stream);
        stream.Position = 0;
        return Segmentation.Open(stream);
    }
}
