using Dcmqi.Dicom;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Segmentations;

/// <summary>Frames at uneven distances or of several orientations: what needs no grid is read, and parts that have one.</summary>
public class UnevenFramesTests
{
    private static readonly VolumeGeometry Geometry = Grids.Oblique(7, 5, 6);
    private static readonly Volume<ushort> Volume = Labels.Random(Geometry, 3, 7);

    // Slices 0, 1, 2 stay; 3, 4, 5 move away by 1.5 slices.
    private static readonly double[] Shifts = [0, 0, 0, 1.5, 1.5, 1.5];

    [TestCase(SegmentationEncoding.Binary)]
    [TestCase(SegmentationEncoding.LabelMap)]
    public void Uneven_FramesAreReadAndPartsHaveGrids(SegmentationEncoding encoding)
    {
        Segmentation segmentation = Uneven(encoding);

        Assert.That(segmentation.GridFault, Does.StartWith("The planes are not evenly spaced: the smallest gap is 2.5 mm, but there are 6.25 mm between positions 3 and 4"));
        Assert.That(() => segmentation.ToLabelMap(), Throws.InstanceOf<ConversionException>().With.Message.Contains("6.25 mm between positions 3 and 4"));
        for (int number = 1; number <= segmentation.FrameCount; number++)
        {
            SegmentationFrame frame = segmentation.GetFrame(number);
            VolumeGeometry grid = segmentation.Grids[frame.Grid];
            Assert.That((frame.PositionMm!.Value - grid.IndexToPatient(0, 0, frame.Slice)).Length, Is.LessThan(1e-6));
        }

        Assert.That(segmentation.Grids.Select(grid => grid.Size.Z), Is.EqualTo(new[] { 3, 3 }));
        Assert.That((segmentation.Grids[1].OriginMm - Geometry.IndexToPatient(0, 0, 4.5)).Length, Is.LessThan(1e-6));
        for (int part = 0; part < 2; part++)
        {
            LabelVolume labels = segmentation.ToLabelMap(segmentation.Grids[part]);
            Assert.That(labels.Voxels.ToArray(), Is.EqualTo(Volume.Voxels.Slice(part * 3 * 35, 3 * 35).ToArray()));
        }

        LabelVolume[] perSegment = [.. segmentation.ToLabelMaps(segmentation.Grids[1], SegmentGrouping.PerSegment)];
        Assert.That(perSegment, Has.Length.EqualTo(3));
    }

    [Test]
    public void Uneven_CoveringGrid_TakesTheNearestPosition()
    {
        Segmentation segmentation = Uneven(SegmentationEncoding.Binary);
        VolumeGeometry covering = segmentation.CoveringGrid;

        // Positions 0, 1, 2, 4.5, 5.5, 6.5 in steps of 6.5 / 7 (the smallest gap, fitted to the whole).
        Assert.That(covering.Size, Is.EqualTo(new VolumeSize(7, 5, 8)));
        LabelVolume labels = segmentation.ToLabelMap(covering);
        int[] nearest = [0, 1, 2, 2, 3, 3, 4, 5];
        for (int slice = 0; slice < nearest.Length; slice++)
            Assert.That(labels.Slice(slice).ToArray(), Is.EqualTo(Volume.Slice(nearest[slice]).ToArray()), $"slice {slice}");
    }

    [TestCase(SegmentationEncoding.LabelMap)]
    [TestCase(SegmentationEncoding.Fractional)]
    public void Uneven_IsConverted(SegmentationEncoding encoding)
    {
        Segmentation segmentation = Uneven(SegmentationEncoding.Binary);
        Segmentation converted = segmentation.ConvertTo(new() { Encoding = encoding });

        Assert.That(converted.Grids, Is.EqualTo(segmentation.Grids));
        foreach (VolumeGeometry grid in segmentation.Grids)
            Assert.That(converted.ToLabelMap(grid).Voxels.ToArray(), Is.EqualTo(segmentation.ToLabelMap(grid).Voxels.ToArray()));
        Assert.That(converted.Validate(), Is.Empty);
    }

    [Test]
    public void SeveralOrientations_AreReadAndConverted()
    {
        DataSet dataSet = Build(SegmentationEncoding.Binary).DataSet;
        VolumeGeometry turned = Grids.Oblique(7, 5, 6, angle: 0.9);
        DataSet shared = dataSet.GetItem(Tags.SharedFunctionalGroupsSequence)!;
        IReadOnlyList<DataSet> frames = dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence);
        for (int index = 0; index < frames.Count; index++)
        {
            frames[index].CopyFrom(shared, Tags.PlaneOrientationSequence);
            int slice = SliceOf(frames[index]);
            if (slice < 4)
                continue;
            var orientation = new DataSet();
            orientation.Set(Tags.ImageOrientationPatient, turned.DirectionX.X, turned.DirectionX.Y, turned.DirectionX.Z, turned.DirectionY.X, turned.DirectionY.Y, turned.DirectionY.Z);
            frames[index].SetItems(Tags.PlaneOrientationSequence, orientation);
            SetPosition(frames[index], turned.IndexToPatient(0, 0, slice));
        }

        shared.Remove(Tags.PlaneOrientationSequence);
        Segmentation segmentation = Written.AndOpened(dataSet);

        Assert.That(segmentation.GridFault, Does.Match("^Frame [0-9]+ has another orientation or pixel spacing than frame 1: the frames make 2 stacks"));
        Assert.That(segmentation.Grids.Select(grid => grid.Size.Z), Is.EqualTo(new[] { 4, 2 }));
        Assert.That(segmentation.ToLabelMap(segmentation.Grids[1]).Voxels.ToArray(), Is.EqualTo(Volume.Voxels.Slice(4 * 35, 2 * 35).ToArray()));
        Segmentation converted = segmentation.ConvertTo(new() { Encoding = SegmentationEncoding.LabelMap });
        Assert.That(converted.ToLabelMap(converted.Grids[1]).Voxels.ToArray(), Is.EqualTo(Volume.Voxels.Slice(4 * 35, 2 * 35).ToArray()));
        Assert.That(() => segmentation.CoveringGrid, Throws.InstanceOf<ConversionException>().With.Message.Contains("2 stacks"));
        Assert.That(() => segmentation.ToString(), Throws.Nothing);
    }

    [Test]
    public void Open_WithoutNumberOfFrames_TakesWhatThePixelsHold()
    {
        DataSet whole = Build(SegmentationEncoding.LabelMap).DataSet;
        byte[] pixels = whole.Find(Tags.PixelData)!.ToBulk().ToArray();
        whole.Remove(Tags.NumberOfFrames);
        Segmentation all = Written.AndOpened(whole);
        Assert.That(all.FrameCount, Is.EqualTo(6));
        Assert.That(all.Warnings, Has.Some.EqualTo("Number of Frames (0028,0008) is missing. Per-Frame Functional Groups Sequence (5200,9230) has 6 items, so that 6 frames are taken."));

        whole.SetBytes(Tags.PixelData, VR.OB, pixels.AsSpan(0, 70).ToArray());
        Segmentation some = Written.AndOpened(whole);
        Assert.That(some.FrameCount, Is.EqualTo(2));
        Assert.That(some.Warnings, Has.Some.Contains("but the pixels are those of 2; the first 2 frames are taken."));
        Assert.That(some.ToLabelMap().Voxels.ToArray(), Is.EqualTo(Volume.Voxels[..70].ToArray()));
        Assert.That(some.Validate().Select(finding => finding.ToString()), Has.Some.Contains("Number of Frames (0028,0008)"));
    }

    private static Segmentation Build(SegmentationEncoding encoding) =>
        new SegmentationBuilder(CtSeries.Load(Geometry), Labels.Metadata(3)) { Options = new() { Encoding = encoding, EmptyFrames = EmptyContent.Keep } }.AddLabelMap(Volume).Build();

    private static Segmentation Uneven(SegmentationEncoding encoding)
    {
        DataSet dataSet = Build(encoding).DataSet;
        foreach (DataSet frame in dataSet.GetItems(Tags.PerFrameFunctionalGroupsSequence))
        {
            int slice = SliceOf(frame);
            SetPosition(frame, Geometry.IndexToPatient(0, 0, slice + Shifts[slice]));
        }

        return Written.AndOpened(dataSet);
    }

    // Frames of one plane share their items.
    private static void SetPosition(DataSet frame, Vector3d origin)
    {
        var position = new DataSet();
        position.Set(Tags.ImagePositionPatient, origin.X, origin.Y, origin.Z);
        frame.SetItems(Tags.PlanePositionSequence, position);
    }

    private static int SliceOf(DataSet frame)
    {
        double[] position = frame.GetItem(Tags.PlanePositionSequence)!.GetDoubles(Tags.ImagePositionPatient);
        return (int)Math.Round(Geometry.PatientToIndex(new Vector3d(position[0], position[1], position[2])).Z);
    }
}
