using Dcmqi.Pictures;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Pictures;

/// <summary>Slices are turned as radiologists look at them, whatever the direction of the grid's axes.</summary>
public class SliceViewTests
{
    private static readonly Vector3d X = Vector3d.UnitX, Y = Vector3d.UnitY, Z = Vector3d.UnitZ;

    [TestCase(PicturePlane.Axial, "R", "L", "A", "P")]
    [TestCase(PicturePlane.Coronal, "R", "L", "H", "F")]
    [TestCase(PicturePlane.Sagittal, "A", "P", "H", "F")]
    public void Letters_FollowThePlane_ForEveryOrderOfAxes(PicturePlane plane, string left, string right, string top, string bottom)
    {
        var upright = new VolumeGeometry(new VolumeSize(5, 6, 7), new Vector3d(1, 2, 3), new Vector3d(0.5, 0.75, 2), X, Y, Z);
        foreach (int[] axes in Grids.AxisOrders)
        {
            for (int flips = 0; flips < 8; flips++)
            {
                SliceView view = SliceView.Of(Grids.Shuffled(upright, axes, flips), plane, isInPatient: true);
                Assert.That(Letters(view), Is.EqualTo(new[] { left, right, top, bottom }), $"axes {string.Join(' ', axes)}, flips {flips}");
                Assert.That(view.Name, Is.EqualTo(plane.ToString()));
            }
        }
    }

    [Test]
    public void AcquiredPlane_IsTheGridsOwn_TurnedUpright()
    {
        // A sagittal scan whose rows run to the head and whose columns run to the front.
        var grid = new VolumeGeometry(new VolumeSize(5, 6, 7), default, new Vector3d(1, 1, 3), Z, -Y, Z.Cross(-Y));
        SliceView view = SliceView.Of(grid, PicturePlane.Acquired, isInPatient: true);
        Assert.That(view.IsAcquired);
        Assert.That((view.Columns, view.Rows, view.Slices), Is.EqualTo((6, 5, 7)));
        Assert.That(Letters(view), Is.EqualTo(new[] { "A", "P", "H", "F" }));
    }

    [Test]
    public void Letters_OfObliqueSlices_NameBothAxes()
    {
        // Turned by 30 degrees about the patient's long axis: to the left and to the back.
        (double sin, double cos) = Math.SinCos(Math.PI / 6);
        var row = new Vector3d(cos, sin, 0);
        SliceView view = SliceView.Of(new VolumeGeometry(new VolumeSize(5, 6, 7), default, new Vector3d(1, 1, 3), row, new Vector3d(-sin, cos, 0), Z), PicturePlane.Axial, isInPatient: true);
        Assert.That(Letters(view), Is.EqualTo(new[] { "RA", "LP", "AL", "PR" }));
    }

    [Test]
    public void PixelOf_IsTheInverseOf_IndexOf()
    {
        foreach (PicturePlane plane in Enum.GetValues<PicturePlane>())
        {
            SliceView view = SliceView.Of(Grids.Oblique(), plane, isInPatient: true);
            Assert.That(view.PixelOf(view.IndexOf(2, 3, 1)), Is.EqualTo((2.0, 3.0, 1.0)));
            Vector3d point = view.GeometryOf(2).IndexToPatient(4, 1, 0);
            Assert.That((point - view.PointOf(4, 1, 2)).Length, Is.LessThan(1e-9));
        }
    }

    [Test]
    public void SliceAt_TakesTheNearest_AndRefusesPlacesOutside()
    {
        SliceView view = SliceView.Of(Grids.Axial(5, 6, 7), PicturePlane.Axial, isInPatient: true);
        Assert.That(view.PlaceOf(3), Is.EqualTo(-24).Within(1e-9));
        Assert.That(view.SliceAt(-24.9), Is.EqualTo(3));
        Assert.That(view.SliceAt(-25.1), Is.EqualTo(2));
        var outside = Assert.Throws<ArgumentOutOfRangeException>(() => view.SliceAt(5));
        Assert.That(outside!.Message, Does.Contain("from -30 to -18 mm along z"));
    }

    [Test]
    public void GridWithoutPatient_HasNoAnatomicPlanes()
    {
        Assert.That(SliceView.Of(Grids.Axial(5, 6, 7), PicturePlane.Acquired, isInPatient: false).Name, Is.EqualTo("Image"));
        Assert.Throws<ConversionException>(() => SliceView.Of(Grids.Axial(5, 6, 7), PicturePlane.Coronal, isInPatient: false));
    }

    private static string[] Letters(SliceView view) =>
        [Orientation.LettersOf(-view.Right), Orientation.LettersOf(view.Right), Orientation.LettersOf(-view.Down), Orientation.LettersOf(view.Down)];
}
