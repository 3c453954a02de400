using Dcmqi.Iods;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Iods;

public class PlaneStackTests
{
    [Test]
    public void Geometry_ObliqueStackInAnyOrder_IsThatOfTheVolume()
    {
        VolumeGeometry geometry = Grids.Oblique(7, 5, 6);
        int[] order = [3, 0, 5, 1, 4, 2];
        PlaneStack stack = PlaneStack.Of([.. order.Select(z => ImagePlane.OfSlice(geometry, z))], null);

        Assert.That(stack.Geometry(fillGaps: false).IsCloseTo(geometry, 1e-9));
        Assert.That(stack.PositionOfPlane, Is.EqualTo(order));
    }

    [Test]
    public void Geometry_ShearedStack_FollowsTheShear()
    {
        Vector3d advance = new Vector3d(0, 0.5, 2).Normalize();
        var geometry = new VolumeGeometry(new VolumeSize(4, 4, 5), Vector3d.Zero, new Vector3d(1, 1, 2.5), Vector3d.UnitX, Vector3d.UnitY, advance);
        PlaneStack stack = PlaneStack.Of([.. Enumerable.Range(0, 5).Select(z => ImagePlane.OfSlice(geometry, z))], null);

        Assert.That(stack.Geometry(fillGaps: false).IsCloseTo(geometry, 1e-9));
    }

    [Test]
    public void Geometry_OnePosition_TakesTheStatedSpacing()
    {
        VolumeGeometry geometry = Grids.Axial(3, 3, 1);
        Assert.That(PlaneStack.Of([ImagePlane.OfSlice(geometry, 0)], 2.0).Geometry(fillGaps: false).SpacingMm.Z, Is.EqualTo(2));
    }

    [Test]
    public void Geometry_MissingPosition_IsFilledOrRefused()
    {
        VolumeGeometry geometry = Grids.Axial(3, 3, 6);
        PlaneStack stack = PlaneStack.Of([.. new[] { 0, 1, 2, 5 }.Select(z => ImagePlane.OfSlice(geometry, z))], null);

        Assert.That(stack.Geometry(fillGaps: true).Size.Z, Is.EqualTo(6));
        Assert.That(stack.Slices(), Is.EqualTo(new[] { 0, 1, 2, 5 }));
        Assert.That(
            () => stack.Geometry(fillGaps: false),
            Throws.InstanceOf<ConversionException>().With.Message.Contains("2 of 6 positions are missing").And.Message.Contains("6 mm between positions 3 and 4"));
    }

    [Test]
    public void Geometry_GapsNoMultipleOfEachOther_GivesTheNumbers()
    {
        ImagePlane plane = ImagePlane.OfSlice(Grids.Axial(3, 3, 1), 0);
        PlaneStack stack = PlaneStack.Of([plane, plane with { OriginMm = plane.OriginMm + Vector3d.UnitZ * 2 }, plane with { OriginMm = plane.OriginMm + Vector3d.UnitZ * 5.1 }], null);

        Assert.That(() => stack.Geometry(fillGaps: true), Throws.InstanceOf<ConversionException>().With.Message.Contains("smallest gap is 2 mm").And.Message.Contains("3.1 mm between positions 2 and 3"));
    }

    [Test]
    public void Geometry_SparseWithStatedSpacing_UsesIt()
    {
        VolumeGeometry geometry = Grids.Axial(3, 3, 9);
        PlaneStack stack = PlaneStack.Of([.. new[] { 0, 4, 8 }.Select(z => ImagePlane.OfSlice(geometry, z))], 2.0);
        Assert.That(stack.Geometry(fillGaps: true).Size.Z, Is.EqualTo(9));
    }

    [Test]
    public void Geometry_OutOfAllProportion_IsRefusedWithTheNumbers()
    {
        ImagePlane plane = ImagePlane.OfSlice(Grids.Axial(5, 3, 1), 0);
        PlaneStack stack = PlaneStack.Of([plane, At(2), At(2_000_000_000)], 2);
        Assert.That(() => stack.Geometry(fillGaps: true), Throws.InstanceOf<ConversionException>().With.Message.EqualTo(
            "The planes lie at 3 positions over 2000000000 mm, in steps of 2 mm: a grid of 1000000001 slices (15000000015 voxels), more than 1024 for each position. One of the positions is wrong, or the spacing that is stated."));

        // The ends of a whole-body scan are no mistake.
        Assert.That(PlaneStack.Of([plane, At(1), At(2000)], null).Geometry(fillGaps: true).Size.Z, Is.EqualTo(2001));

        ImagePlane At(double distance) => plane with { OriginMm = plane.OriginMm + (Vector3d.UnitZ * distance) };
    }

    [Test]
    public void Geometry_TilesOfOnePlane_AreRefused()
    {
        ImagePlane plane = ImagePlane.OfSlice(Grids.Axial(5, 3, 1), 0);
        PlaneStack stack = PlaneStack.Of([plane, plane with { OriginMm = plane.OriginMm + (Vector3d.UnitX * 2.5) }], 2);
        Assert.That(() => stack.Geometry(fillGaps: true), Throws.InstanceOf<ConversionException>().With.Message.StartsWith("Plane 2 of 2 lies in the plane of another, but shifted within it"));
    }

    [Test]
    public void Geometry_PlaneOffTheLine_IsRefused()
    {
        VolumeGeometry geometry = Grids.Axial(5, 3, 4);
        PlaneStack stack = PlaneStack.Of([.. Enumerable.Range(0, 4).Select(z => ImagePlane.OfSlice(geometry, z)).Select((plane, z) => z == 2 ? plane with { OriginMm = plane.OriginMm + (Vector3d.UnitY * 0.5) } : plane)], null);
        Assert.That(() => stack.Geometry(fillGaps: true), Throws.InstanceOf<ConversionException>().With.Message.StartsWith("Position 3 of 4 (").And.Message.Contains("off the line"));
    }
}
