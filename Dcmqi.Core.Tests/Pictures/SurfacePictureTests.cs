using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>Surfaces in space: what is where, what hides what, and how it is lit.</summary>
public class SurfacePictureTests
{
    private static readonly PictureOptions Bare = new() { ShowLegend = false, ShowOrientation = false, ShowScaleBar = false, Size = 200 };

    // Columns run to the head, rows to the patient's right, slices to the back: nothing is as in an axial scan.
    private static readonly VolumeGeometry Turned = new(new VolumeSize(40, 30, 22), new Vector3d(50, -20, 10), new Vector3d(1, 1.5, 2), Vector3d.UnitZ, -Vector3d.UnitX, Vector3d.UnitY);

    private static readonly RgbColor Red = new(200, 40, 40), Green = new(40, 200, 40);

    [TestCase(PicturePlane.Acquired, 0.25, 0.75, TestName = "FromTheFront_RightIsLeft_HeadIsUp")]
    [TestCase(PicturePlane.Coronal, 0.25, 0.75, TestName = "Coronal_IsFromTheFront")]
    public void Front(PicturePlane plane, double right, double left)
    {
        // Red: right and feet; green: left and head.
        using Picture picture = Picture.OfSurfaces([Box(new(-60, 0, 0), 30, Red), Box(new(60, 0, 100), 30, Green)], Bare with { Plane = plane });
        (double x, double y) = Middle(picture, color => color.Red > color.Green + 20);
        Assert.That((x, y), Is.EqualTo((right, 0.75)).Within(0.2));
        (x, y) = Middle(picture, color => color.Green > color.Red + 20);
        Assert.That((x, y), Is.EqualTo((left, 0.25)).Within(0.2));
    }

    [TestCase(PicturePlane.Coronal, 0, -50, 0)]
    [TestCase(PicturePlane.Axial, 0, 0, -50)]
    [TestCase(PicturePlane.Sagittal, 50, 0, 0)]
    public void WhatIsNearer_HidesTheRest(PicturePlane plane, double x, double y, double z)
    {
        SurfaceMesh near = Box(new(x, y, z), 30, Red), far = Box(default, 20, Green);
        foreach (SurfaceMesh[] order in new[] { new[] { near, far }, [far, near] })
        {
            using Picture picture = Picture.OfSurfaces(order, Bare with { Plane = plane });
            using SKBitmap bitmap = picture.ToBitmap();
            Assert.That(bitmap.Pixels.Any(color => color.Green > color.Red + 20), Is.False);
            Assert.That(bitmap.GetPixel(bitmap.Width / 2, bitmap.Height / 2).Red, Is.GreaterThan(100));
        }
    }

    [Test]
    public void AFaceTowardsTheViewer_HasTheBrightnessOfItsAngle()
    {
        using Picture picture = Picture.OfSurfaces([Box(default, 40, Red)], Bare);

        // Light comes from the viewer, 0.45 from above and 0.35 from the left; 0.3 is there without it.
        double brightness = 0.3 + 0.7 / Math.Sqrt(1 + 0.45 * 0.45 + 0.35 * 0.35);
        SKColor middle = picture.At(picture.Width / 2, picture.Height / 2);
        Assert.That((double)middle.Red, Is.EqualTo(200 * brightness).Within(1.5));
        Assert.That((double)middle.Green, Is.EqualTo(40 * brightness).Within(1.5));
        Assert.That(picture.At(1, 1), Is.EqualTo(SKColors.Black));
    }

    [Test]
    public void ASegment_IsWhereItsVoxelsAre_WhateverTheGrid()
    {
        var labels = new Volume<byte>(Turned);
        for (int z = 2; z < 8; z++)
        {
            for (int y = 3; y < 9; y++)
            {
                for (int x = 30; x < 37; x++)
                    labels[x, y, z] = 1;
                labels[4, y + 17, z] = 2;
            }
        }

        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new Support.PhantomSeries(Turned).Streams())).AddLabelMap(labels, PicturePixels.Segments(2)).Build();
        using Picture picture = Picture.OfSurfaces(segmentation, Bare);

        // Segment 1 lies near the head and at the patient's left, segment 2 near the feet and at the right.
        (double x1, double y1) = Middle(picture, color => color.Red > color.Green + 20);
        (double x2, double y2) = Middle(picture, color => color.Green > color.Red + 20);
        Assert.That(x1, Is.GreaterThan(x2 + 0.3));
        Assert.That(y1, Is.LessThan(y2 - 0.3));
        using Picture one = Picture.OfSurfaces(segmentation, Bare with { Segments = [2] });
        Assert.That(one.Description, Is.EqualTo("1 surface seen from the front"));
        Assert.That(Middle(one, color => color.Red > color.Green + 20).X, Is.NaN);
    }

    [Test]
    public void LegendLettersAndScale_AreDrawn()
    {
        SurfaceMesh[] boxes = [Box(default, 40, Red).WithAppearance("Liver", Red), Box(new(100, 0, 0), 40, Green).WithAppearance("Spleen", Green)];
        using Picture bare = Picture.OfSurfaces(boxes, Bare);
        using Picture whole = Picture.OfSurfaces(boxes, Bare with { ShowLegend = true, ShowOrientation = true, ShowScaleBar = true });
        Assert.That(whole.Width, Is.GreaterThan(bare.Width + 100));
        Assert.That(Middle(whole, color => color == SKColors.White).X, Is.Not.NaN);
    }

    [Test]
    public void WhatDoesNotApply_IsRefused()
    {
        Assert.That(() => Picture.OfSurfaces([Box(default, 4, Red)], new() { Slice = 1, Opacity = 0.5 }), Throws.ArgumentException.With.Message.Contains("Slice, Opacity belong to slices"));
        Assert.That(() => Picture.OfSurfaces([Box(default, 4, Red)], new() { Segments = [1] }), Throws.ArgumentException);
    }

    [Test]
    public void Nothing_IsSaid()
    {
        using Picture picture = Picture.OfSurfaces([new SurfaceMesh([], [])], Bare);
        Assert.That(picture.Warnings, Has.Count.EqualTo(1));
        Assert.That((picture.Width, picture.Height), Is.EqualTo((200, 200)));
    }

    // A box whose faces have corners of their own, so that light ends at its edges.
    private static SurfaceMesh Box(Vector3d middle, double size, RgbColor color)
    {
        double h = size / 2;
        int[][] faces = [[0, 2, 6, 4], [1, 5, 7, 3], [0, 4, 5, 1], [2, 3, 7, 6], [0, 1, 3, 2], [4, 6, 7, 5]];
        var vertices = new List<double>();
        var triangles = new List<int>();
        Vector3d Corner(int index) => middle + new Vector3d((index & 1) == 0 ? -h : h, (index & 2) == 0 ? -h : h, (index & 4) == 0 ? -h : h);
        foreach (int[] face in faces)
        {
            // Counterclockwise as seen from outside, whichever way the face is listed.
            Vector3d a = Corner(face[0]), b = Corner(face[1]), c = Corner(face[2]), d = Corner(face[3]);
            bool isOutward = (b - a).Cross(c - a).Dot(a + c - middle - middle) > 0;
            int first = vertices.Count / 3;
            foreach (Vector3d corner in isOutward ? new[] { a, b, c, d } : [a, d, c, b])
                vertices.AddRange([corner.X, corner.Y, corner.Z]);
            triangles.AddRange([first, first + 1, first + 2, first, first + 2, first + 3]);
        }

        return new SurfaceMesh(vertices.ToArray(), triangles.ToArray()).WithAppearance(null, color);
    }

    private static (double X, double Y) Middle(Picture picture, Func<SKColor, bool> isOf)
    {
        using SKBitmap bitmap = picture.ToBitmap();
        double x = 0, y = 0;
        int count = 0;
        for (int row = 0; row < bitmap.Height; row++)
        {
            for (int column = 0; column < bitmap.Width; column++)
            {
                if (isOf(bitmap.GetPixel(column, row)))
                    (x, y, count) = (x + column + 0.5, y + row + 0.5, count + 1);
            }
        }

        return (x / count / bitmap.Width, y / count / bitmap.Height);
    }
}
