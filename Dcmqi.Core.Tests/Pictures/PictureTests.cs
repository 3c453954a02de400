using Dcmqi.Tests.Support;
using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>What stands where in a picture of one slice.</summary>
public class PictureTests
{
    private static readonly Vector3d X = Vector3d.UnitX, Y = Vector3d.UnitY, Z = Vector3d.UnitZ;

    public static IEnumerable<TestCaseData> Scans()
    {
        (double sin, double cos) = Math.SinCos(0.2);
        yield return new TestCaseData(X, Y).SetArgDisplayNames("axial");
        yield return new TestCaseData(-X, -Y).SetArgDisplayNames("axial, turned half round");
        yield return new TestCaseData(Y, X).SetArgDisplayNames("axial, rows and columns exchanged, feet last");
        yield return new TestCaseData(X, -Z).SetArgDisplayNames("coronal");
        yield return new TestCaseData(-X, Z).SetArgDisplayNames("coronal, upside down");
        yield return new TestCaseData(Y, -Z).SetArgDisplayNames("sagittal");
        yield return new TestCaseData(Z, -Y).SetArgDisplayNames("sagittal, lying");
        yield return new TestCaseData(new Vector3d(cos, sin, 0), new Vector3d(-sin * cos, cos * cos, sin).Normalize()).SetArgDisplayNames("oblique");
    }

    [TestCaseSource(nameof(Scans))]
    public void Marks_AreWhereRadiologistsLookForThem(Vector3d row, Vector3d column)
    {
        var patient = new MarkedPatient(MarkedPatient.GridAlong(row, column));
        (double X, double Y, int Count) Place(PicturePlane plane, int segment)
        {
            using Picture picture = Picture.Of(patient.Source, patient.Segmentation, PicturePixels.Bare with { Plane = plane, Slice = Middle(patient, plane) });
            return picture.Find(PicturePixels.ColorOf(patient.Segmentation, segment));
        }

        Assert.Multiple(() =>
        {
            // Left is at the viewer's right, front at the top of axial and the left of sagittal slices, the head at the top.
            Assert.That(Place(PicturePlane.Axial, MarkedPatient.Left).X, Is.GreaterThan(0.65));
            Assert.That(Place(PicturePlane.Axial, MarkedPatient.Left).Y, Is.EqualTo(0.5).Within(0.1));
            Assert.That(Place(PicturePlane.Axial, MarkedPatient.Front).Y, Is.LessThan(0.35));
            Assert.That(Place(PicturePlane.Axial, MarkedPatient.Head).Count, Is.Zero);
            Assert.That(Place(PicturePlane.Coronal, MarkedPatient.Left).X, Is.GreaterThan(0.65));
            Assert.That(Place(PicturePlane.Coronal, MarkedPatient.Head).Y, Is.LessThan(0.35));
            Assert.That(Place(PicturePlane.Sagittal, MarkedPatient.Front).X, Is.LessThan(0.35));
            Assert.That(Place(PicturePlane.Sagittal, MarkedPatient.Head).Y, Is.LessThan(0.35));
            Assert.That(Place(PicturePlane.Sagittal, MarkedPatient.Left).Count, Is.Zero);
        });
    }

    [Test]
    public void EveryVoxel_IsDrawnAtItsPlace()
    {
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        using Picture picture = Picture.Of(patient.Source, patient.Segmentation, PicturePixels.Bare with { Slice = 8, Size = 33 });
        Assert.That((picture.Width, picture.Height), Is.EqualTo((33, 33)));
        for (int y = 0; y < 25; y++)
        {
            for (int x = 0; x < 33; x++)
            {
                byte label = patient.Labels[x, y, 8];
                SKColor color = picture.At(x, (int)((y + 0.5) * 33 / 25));
                bool isOfSegment = Enumerable.Range(1, 3).Any(segment => color == PicturePixels.ColorOf(patient.Segmentation, segment));
                Assert.That(isOfSegment, Is.EqualTo(label != 0), $"({x}, {y})");
                if (label != 0)
                    Assert.That(color, Is.EqualTo(PicturePixels.ColorOf(patient.Segmentation, label)), $"({x}, {y})");
            }
        }
    }

    [TestCase(PicturePlane.Axial, 33 * 1.5, 25 * 2)]
    [TestCase(PicturePlane.Coronal, 33 * 1.5, 13 * 4)]
    [TestCase(PicturePlane.Sagittal, 25 * 2, 13 * 4)]
    public void Pixels_HaveTheTrueShapeOfVoxels(PicturePlane plane, double widthMm, double heightMm)
    {
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        using Picture picture = Picture.Of(patient.Source, patient.Segmentation, PicturePixels.Bare with { Plane = plane, Slice = 2, Size = 300 });
        Assert.That(picture.Width / (double)picture.Height, Is.EqualTo(widthMm / heightMm).Within(0.01));
        Assert.That(Math.Max(picture.Width, picture.Height), Is.GreaterThanOrEqualTo(300));
    }

    [Test]
    public void DefaultSlice_ShowsMostOfASegment_AndMostSegments()
    {
        var geometry = Grids.Axial(9, 7, 11);
        var labels = new Volume<byte>(geometry);
        labels[1, 1, 3] = 1;
        foreach (int x in new[] { 2, 3, 4 })
            labels[x, 2, 7] = 1;
        labels[6, 5, 3] = 2;
        SourceImages source = SourceImages.Load(new PhantomSeries(geometry).Streams());
        using Segmentation segmentation = new SegmentationBuilder(source).AddLabelMap(labels, PicturePixels.Segments(2)).Build();
        using Picture one = Picture.Of(source, segmentation, new() { Segments = [1] });
        Assert.That(one.Description, Does.StartWith("Axial slice 7 of 11 (from 0), z = -16 mm"));
        using Picture both = Picture.Of(source, segmentation);
        Assert.That(both.Description, Does.StartWith("Axial slice 3 of 11"));
        using Picture coronal = Picture.Of(source, segmentation, new() { Segments = [2], Plane = PicturePlane.Coronal });
        Assert.That(coronal.Description, Does.StartWith("Coronal slice 5 of 7"));
    }

    [Test]
    public void Outline_OfOneVoxel_StaysVisible_InEverySize()
    {
        var geometry = Grids.Axial(91, 71, 3);
        var labels = new Volume<byte>(geometry);
        labels[40, 33, 1] = 1;
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams())).AddLabelMap(labels, PicturePixels.Segments(1)).Build();
        SKColor color = PicturePixels.ColorOf(segmentation, 1);
        foreach (int size in new[] { 10, 91, 200, 1000 })
        {
            using Picture picture = Picture.Of(segmentation, PicturePixels.Bare with { Style = SegmentStyle.Outline, Size = size });
            Assert.That(picture.Find(color).Count, Is.GreaterThan(0), $"{size}");
        }

        using Picture small = Picture.Montage(null, segmentation, 3, PicturePixels.Bare with { Size = 60 });
        Assert.That(small.Find(color).Count, Is.GreaterThan(0));
    }

    [Test]
    public void Outline_IsOnePixelWide_AndInsideTheSegment()
    {
        var geometry = new VolumeGeometry(new VolumeSize(20, 20, 1), default, new Vector3d(1, 1, 1), X, Y, Z);
        var labels = new Volume<byte>(geometry);
        for (int y = 5; y < 15; y++)
            labels.Slice(0).Slice(y * 20 + 5, 10).Fill(1);
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams())).AddLabelMap(labels, PicturePixels.Segments(1)).Build();
        using Picture picture = Picture.Of(segmentation, PicturePixels.Bare with { Style = SegmentStyle.Outline, Size = 40 });
        SKColor color = PicturePixels.ColorOf(segmentation, 1);
        Assert.That((picture.Width, picture.Find(color).Count), Is.EqualTo((40, 4 * 20 - 4)));
        Assert.That(picture.At(10, 10), Is.EqualTo(color));
        Assert.That(picture.At(9, 10), Is.EqualTo(SKColors.Black));
        Assert.That(picture.At(11, 11), Is.EqualTo(SKColors.Black));
    }

    [Test]
    public void OverlappingSegments_AreBothDrawn()
    {
        var geometry = Grids.Axial(12, 9, 1);
        var first = new Volume<byte>(geometry);
        var second = new Volume<byte>(geometry);
        first.Voxels[..40].Fill(1);
        second.Voxels.Slice(20, 40).Fill(1);
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams()))
            .AddMask(first, PicturePixels.Segment(1)).AddMask(second, PicturePixels.Segment(2)).Build();
        using Picture picture = Picture.Of(segmentation, PicturePixels.Bare with { Size = 12, Opacity = 0.5 });
        SKColor one = picture.At(0, 0), both = picture.At(11, 3), two = picture.At(0, 6);
        Assert.That(new[] { one, both, two }, Is.Unique);
        SKColor top = PicturePixels.ColorOf(segmentation, 2), under = PicturePixels.ColorOf(segmentation, 1);
        Assert.That(both.Green, Is.EqualTo((under.Green * 0.5 + top.Green) / 2).Within(2));
    }

    [Test]
    public void Fractions_AreAsOpaqueAsTheyAreLarge()
    {
        var geometry = new VolumeGeometry(new VolumeSize(4, 1, 1), default, new Vector3d(1, 1, 1), X, Y, Z);
        var fractions = new Volume<float>(geometry, [0, 0.25f, 0.5f, 1]);
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams())) { Options = new() { Encoding = SegmentationEncoding.Fractional } }
            .AddFractions(fractions, PicturePixels.Segment(1), 1).Build();
        using Picture picture = Picture.Of(segmentation, PicturePixels.Bare with { Size = 4 });
        byte full = PicturePixels.ColorOf(segmentation, 1).Green;
        Assert.That(Enumerable.Range(0, 4).Select(x => (double)picture.At(x, 0).Green / full), Is.EqualTo(new[] { 0, 0.25, 0.5, 1 }).Within(0.01));
    }

    [Test]
    public void SegmentsOnAnotherGrid_AreDrawnWhereTheyLie()
    {
        // The same marks on a grid of a third of the voxels, turned and shifted: the middle of each mark is within a voxel of where it was.
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        var finer = new MarkedPatient(new VolumeGeometry(new VolumeSize(70, 66, 50), patient.Geometry.IndexToPatient(0, 0, 0) + new Vector3d(-1, -2, -2), new Vector3d(0.75, 0.8, 1.1), X, Y, Z));
        PictureOptions options = PicturePixels.Bare with { Slice = 6 };
        using Picture same = Picture.Of(patient.Source, patient.Segmentation, options);
        using Picture other = Picture.Of(patient.Source, finer.Segmentation, options);
        Assert.That((other.Width, other.Height), Is.EqualTo((same.Width, same.Height)));
        foreach (int segment in new[] { MarkedPatient.Left, MarkedPatient.Front })
        {
            SKColor color = PicturePixels.ColorOf(patient.Segmentation, segment);
            Assert.That(other.Find(color).X, Is.EqualTo(same.Find(color).X).Within(1.0 / 33));
            Assert.That(other.Find(color).Y, Is.EqualTo(same.Find(color).Y).Within(1.0 / 25));
        }
    }

    [Test]
    public void ImagesOfAnotherFrameOfReference_AreDrawnWithAWarning()
    {
        VolumeGeometry grid = MarkedPatient.GridAlong(X, Y);
        var patient = new MarkedPatient(grid);
        SourceImages others = SourceImages.Load(new PhantomSeries(grid) { Name = "other" }.Streams());
        using Picture wrong = Picture.Of(others, patient.Segmentation);
        using Picture right = Picture.Of(patient.Source, patient.Segmentation);
        Assert.That(wrong.Warnings, Has.One.Contains("another frame of reference"));
        Assert.That(right.Warnings, Is.Empty);
    }

    [Test]
    public void Window_GivesGrey_AndMonochrome1TurnsItRound()
    {
        var geometry = new VolumeGeometry(new VolumeSize(5, 1, 1), default, new Vector3d(1, 1, 1), X, Y, Z);
        short[] values = [-300, -160, 40, 240, 900];
        Picture Make(PictureOptions options, string photometric = "MONOCHROME2") => Picture.OfImages(
            SourceImages.Load(new PhantomSeries(geometry) { Pixels = _ => values, Change = (_, image) => image.Text(0x00280004, "CS", photometric).Text(0x00281056, "CS", "LINEAR_EXACT") }.Streams()), options with { Size = 5 });
        byte[] Greys(Picture picture)
        {
            using (picture)
                return [.. Enumerable.Range(0, 5).Select(x => picture.At(x, 0).Red)];
        }

        // The header's window is 40 / 400.
        Assert.That(Greys(Make(PicturePixels.Bare)), Is.EqualTo(new byte[] { 0, 0, 128, 255, 255 }));
        Assert.That(Greys(Make(PicturePixels.Bare, "MONOCHROME1")), Is.EqualTo(new byte[] { 255, 255, 128, 0, 0 }));
        Assert.That(Greys(Make(PicturePixels.Bare with { Window = ValueWindow.FromRange(-300, 900) })), Is.EqualTo(new byte[] { 0, 30, 72, 115, 255 }));
    }

    [Test]
    public void PatientsName_IsDrawnOnlyWhenAskedFor()
    {
        byte[] Make(string name, bool isShown)
        {
            var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y), (_, image) => image.Text(0x00100010, "PN", name).Text(0x00100020, "LO", "ID of " + name));
            using Picture picture = Picture.Of(patient.Source, patient.Segmentation, new() { ShowPatient = isShown });
            return picture.ToPng();
        }

        Assert.That(Make("Alpha^A", isShown: false), Is.EqualTo(Make("Omega^Omar", isShown: false)));
        Assert.That(Make("Alpha^A", isShown: true), Is.Not.EqualTo(Make("Omega^Omar", isShown: true)));
    }

    [Test]
    public void Legend_StandsBesideTheSlice_WithTheColoursOfWhatIsShown()
    {
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        PictureOptions options = new() { Slice = 6, Style = SegmentStyle.Outline };
        using Picture with = Picture.Of(patient.Source, patient.Segmentation, options);
        using Picture without = Picture.Of(patient.Source, patient.Segmentation, options with { ShowLegend = false });
        Assert.That(with.Width, Is.GreaterThan(without.Width + 100));
        using SKBitmap bitmap = with.ToBitmap();
        SKColor[] legend = [.. Enumerable.Range(0, with.Height).Select(y => bitmap.GetPixel(without.Width + 14, y))];
        Assert.That(legend, Has.Member(PicturePixels.ColorOf(patient.Segmentation, MarkedPatient.Left)));
        Assert.That(legend, Has.Member(PicturePixels.ColorOf(patient.Segmentation, MarkedPatient.Front)));
        Assert.That(legend, Has.No.Member(PicturePixels.ColorOf(patient.Segmentation, MarkedPatient.Head)));
    }

    [Test]
    public void PlacesWithoutAPatient_HaveNoLetters_AndNoAnatomicPlane()
    {
        SourceImages film = SourceImages.Load([new PhantomProjection("DX", 24, 18).Stream()]);
        using Picture picture = Picture.OfImages(film, new() { ShowScaleBar = true });
        using Picture bare = Picture.OfImages(film, PicturePixels.Bare);
        Assert.That(picture.ToPng(), Is.EqualTo(bare.ToPng()));
        Assert.That(picture.Description, Is.EqualTo("Frame 1 of 1"));
        Assert.Throws<ConversionException>(() => Picture.OfImages(film, new() { Plane = PicturePlane.Axial }));
    }

    [Test]
    public void WrongOptions_AreRefused_WithWhatThereIs()
    {
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        string Fault(PictureOptions options) => Assert.Catch<ArgumentException>(() => Picture.Of(patient.Source, patient.Segmentation, options))!.Message;
        Assert.That(Fault(new() { Slice = 13 }), Does.Contain("13 slices"));
        Assert.That(Fault(new() { Segments = [1, 9] }), Does.Contain("1, 2, 3"));
        Assert.That(Fault(new() { TimePoint = 1 }), Does.Contain("1 point in time"));
        Assert.That(Fault(new() { VolumeIndex = 2 }), Does.Contain("1 volume"));
        using Picture picture = Picture.Of(patient.Segmentation);
        Assert.Throws<ArgumentException>(() => picture.Save("a.gif"));
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.ToJpeg(0));
        Assert.Throws<FileNotFoundException>(() => Picture.Of(patient.Segmentation, new() { FontFile = "no such font.ttf" }));
    }

    [Test]
    public void Files_ArePngAndJpeg_AndReplaceWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        using Picture picture = Picture.Of(patient.Source, patient.Segmentation);
        File.WriteAllText(folder["a.png"], "old");
        picture.Save(folder["a.png"]);
        picture.Save(folder["b.jpeg"]);
        using var stream = new MemoryStream();
        picture.Save(stream);
        Assert.That(File.ReadAllBytes(folder["a.png"]), Is.EqualTo(stream.ToArray()));

        // PNG: the signature, then width and height in the first chunk. JPEG: SOI.
        Assert.That(stream.ToArray()[..8], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }));
        Assert.That(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(stream.ToArray().AsSpan(16)), Is.EqualTo(picture.Width));
        Assert.That(File.ReadAllBytes(folder["b.jpeg"])[..2], Is.EqualTo(new byte[] { 0xFF, 0xD8 }));
        Assert.That(folder.FileNames(), Is.EqualTo(new[] { "a.png", "b.jpeg" }));
    }

    private static int Middle(MarkedPatient patient, PicturePlane plane)
    {
        VolumeGeometry grid = patient.Geometry;
        Vector3d normal = plane switch { PicturePlane.Axial => Z, PicturePlane.Coronal => Y, _ => X };
        double[] fits = [Math.Abs(grid.DirectionX.Dot(normal)), Math.Abs(grid.DirectionY.Dot(normal)), Math.Abs(grid.DirectionZ.Dot(normal))];
        return Array.IndexOf(fits, fits.Max()) switch { 0 => grid.Size.X, 1 => grid.Size.Y, _ => grid.Size.Z } / 2;
    }
}
