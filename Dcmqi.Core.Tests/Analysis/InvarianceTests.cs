using Dcmqi.Analysis;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Analysis;

/// <summary>Rotating, flipping and permuting the axes of mask and image together changes no value beyond rounding.</summary>
public class InvarianceTests
{
    [Test]
    public void AxesInAnotherOrderAndDirection_ChangeNothing([Range(0, 5)] int order, [Values(0, 1, 2, 4, 7)] int flips)
    {
        (LabelVolume labels, Volume<short> image) = Inputs();
        MeasuredSegment expected = Bodies.Measure(Bodies.Region(labels), labels.Geometry, image);
        VolumeGeometry shuffled = Grids.Shuffled(labels.Geometry, Grids.AxisOrders[order], flips);
        Region region = Bodies.Region(labels.ResampleTo(shuffled));
        MeasuredSegment found = Bodies.Measure(region, shuffled, image.ResampleTo(shuffled, Resampling.NearestNeighbor));

        // Diameters in planes are of other planes where slices run along another axis.
        SegmentFeature[] inPlanes = Grids.AxisOrders[order][2] == 2 ? [] : [SegmentFeature.LongAxis, SegmentFeature.ShortAxis];
        Compare(found, expected, inPlanes);
    }

    [Test]
    public void Rotation_ChangesNothing([Values(0.1, 0.8, 2.5)] double angle)
    {
        (LabelVolume labels, Volume<short> image) = Inputs();
        MeasuredSegment expected = Bodies.Measure(Bodies.Region(labels), labels.Geometry, image);
        VolumeGeometry grid = labels.Geometry;
        VolumeGeometry turned = Bodies.Grid(9, grid.SpacingMm, angle);
        turned = new VolumeGeometry(grid.Size, turned.OriginMm, grid.SpacingMm, turned.DirectionX, turned.DirectionY, turned.DirectionZ);
        Region region = Bodies.Region(new LabelVolume(turned, labels.Voxels.ToArray()));
        Compare(Bodies.Measure(region, turned, new Volume<short>(turned, image.Voxels.ToArray())), expected, []);
    }

    private static void Compare(MeasuredSegment found, MeasuredSegment expected, SegmentFeature[] except)
    {
        foreach (SegmentFeature feature in Enum.GetValues<SegmentFeature>().Except(except))
        {
            if (expected[feature] is { } value)
                Assert.That(found[feature], Is.EqualTo(value).Within(1e-9 * Math.Max(1, Math.Abs(value))), feature.ToString());
            else
                Assert.That(found[feature], Is.Null, feature.ToString());
        }
    }

    private static (LabelVolume Labels, Volume<short> Image) Inputs()
    {
        LabelVolume labels = Bodies.Random(21);
        var random = new Random(22);
        var image = new Volume<short>(labels.Geometry);
        foreach (ref short voxel in image.Voxels)
            voxel = (short)random.Next(-200, 1500);
        return (labels, image);
    }
}
