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
}
