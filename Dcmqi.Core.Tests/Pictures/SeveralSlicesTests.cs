using Dcmqi.Tests.Support;
using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>Montages and projections.</summary>
public class SeveralSlicesTests
{
    private static readonly Vector3d X = Vector3d.UnitX, Y = Vector3d.UnitY;

    [TestCase(true)]
    [TestCase(false)]
    public void Montage_RunsTowardsTheHead(bool isHeadLast)
    {
        // Segment n in slice n only, towards the head or, in a scan whose slices run to the feet, from it.
        Vector3d column = isHeadLast ? Y : -Y;
        var geometry = new VolumeGeometry(new VolumeSize(10, 10, 4), default, new Vector3d(1, 1, 2), X, column, X.Cross(column));
        var labels = new Volume<byte>(geometry);
        for (int slice = 0; slice < 4; slice++)
            labels.Slice(slice).Fill((byte)(slice + 1));
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load(new PhantomSeries(geometry).Streams())).AddLabelMap(labels, PicturePixels.Segments(4)).Build();
        using Picture montage = Picture.Montage(null, segmentation, 4, PicturePixels.Bare with { Size = 100 });
        Assert.That(montage.Description, Is.EqualTo("4 axial slices"));
        Assert.That((montage.Width, montage.Height), Is.EqualTo((204, 204)));
        int[] order = isHeadLast ? [1, 2, 3, 4] : [4, 3, 2, 1];
        (int X, int Y)[] tiles = [(50, 80), (154, 80), (50, 184), (154, 184)];
        for (int tile = 0; tile < 4; tile++)
            Assert.That(montage.At(tiles[tile].X, tiles[tile].Y), Is.EqualTo(PicturePixels.ColorOf(segmentation, order[tile])), $"tile {tile}");
    }

    [Test]
    public void Montage_ShowsTheSlicesOfTheSegments_AndTellsProgress()
    {
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        var told = new List<ConversionProgress>();
        using Picture montage = Picture.Montage(patient.Source, patient.Segmentation, 3, new() { Segments = [MarkedPatient.Head] }, new SynchronousProgress(told.Add));
        Assert.That(told[^1].Completed, Is.EqualTo(3));
        Assert.Throws<ArgumentException>(() => Picture.Montage(null, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => Picture.Montage(patient.Source, null, 0));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Catch<OperationCanceledException>(() => Picture.Montage(patient.Source, patient.Segmentation, 3, cancellationToken: cancelled.Token));
    }

    [TestCase(PicturePlane.Axial)]
    [TestCase(PicturePlane.Coronal)]
    [TestCase(PicturePlane.Sagittal)]
    public void Mip_ShowsTheLargestValueOfEachLine(PicturePlane plane)
    {
        // One bright voxel in the left, back, upper part of an upright scan of 9 x 8 x 7 voxels of 1 mm.
        var geometry = new VolumeGeometry(new VolumeSize(9, 8, 7), default, new Vector3d(1, 1, 1), X, Y, Vector3d.UnitZ);
        SourceImages source = SourceImages.Load(new PhantomSeries(geometry)
        {
            Pixels = slice => [.. Enumerable.Range(0, 72).Select(pixel => (short)(slice == 5 && pixel == 6 * 9 + 7 ? 1000 : pixel % 3))],
        }.Streams());
        using Picture picture = Picture.Mip(source, null, PicturePixels.Bare with { Plane = plane, Size = 9, Window = ValueWindow.FromRange(0, 1000) });
        (int x, int y) = plane switch { PicturePlane.Axial => (7, 6), PicturePlane.Coronal => (7, 1), _ => (6, 1) };
        using SKBitmap bitmap = picture.ToBitmap();
        (int Column, int Row)[] bright = [.. from row in Enumerable.Range(0, bitmap.Height) from column in Enumerable.Range(0, bitmap.Width) where bitmap.GetPixel(column, row).Red > 128 select (column, row)];
        double scale = bitmap.Width / (plane == PicturePlane.Sagittal ? 8.0 : 9.0);
        Assert.That(bright.Average(pixel => (pixel.Column + 0.5) / scale), Is.EqualTo(x + 0.5).Within(0.2));
        Assert.That(bright.Average(pixel => (pixel.Row + 0.5) / scale), Is.EqualTo(y + 0.5).Within(0.2));
    }

    [Test]
    public void Mip_ProjectsSegments_AlsoOnACoarserGrid_WithoutHoles()
    {
        var patient = new MarkedPatient(MarkedPatient.GridAlong(X, Y));
        var coarse = new MarkedPatient(new VolumeGeometry(new VolumeSize(17, 13, 13), patient.Geometry.OriginMm, new Vector3d(3, 4, 4), X, Y, Vector3d.UnitZ));
        SKColor color = PicturePixels.ColorOf(patient.Segmentation, MarkedPatient.Head);
        using Picture own = Picture.Mip(patient.Source, patient.Segmentation, PicturePixels.Bare with { Plane = PicturePlane.Coronal, Size = 33 });
        using Picture other = Picture.Mip(patient.Source, coarse.Segmentation, PicturePixels.Bare with { Plane = PicturePlane.Coronal, Size = 33 });
        Assert.That(own.Find(color).Count, Is.GreaterThan(20));
        Assert.That(other.Find(color).Count, Is.EqualTo(own.Find(color).Count).Within(40).Percent);
        Assert.That(other.Find(color).Y, Is.EqualTo(own.Find(color).Y).Within(0.05));
    }

    private sealed class SynchronousProgress(Action<ConversionProgress> take) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => take(value);
    }

    [TestCase(0)]
    [TestCase(1)]
    public void PointInTime_OnAnotherGrid_IsTheOneAskedFor(int timePoint)
    {
        // The segment lies at the patient's right first, then at the left; the images have half its voxels, from side to side.
        var grid = new VolumeGeometry(new VolumeSize(20, 10, 3), new Vector3d(-20, 0, 0), new Vector3d(2, 2, 2), X, Y, Vector3d.UnitZ);
        var labels = new Volume<byte>(grid, new byte[2 * 600], VolumeComponentAxis.Time, 2);
        for (int slice = 0; slice < 3; slice++)
        {
            labels.Slice(slice, 0).Slice(4 * 20 + 2, 4).Fill(1);
            labels.Slice(slice, 1).Slice(4 * 20 + 14, 4).Fill(1);
        }

        PhantomFrame[] frames = [.. from slice in Enumerable.Range(0, 3) from time in new[] { 1, 2 } select new PhantomFrame(grid, slice) { Time = time, StackId = "1" }];
        using Segmentation segmentation = new SegmentationBuilder(SourceImages.Load([new PhantomMultiFrame(frames).Stream()])).AddLabelMap(labels, PicturePixels.Segments(1)).Build();
        SourceImages images = SourceImages.Load(new PhantomSeries(new VolumeGeometry(new VolumeSize(40, 10, 6), new Vector3d(-20.5, 0, -0.5), new Vector3d(1, 2, 1), X, Y, Vector3d.UnitZ)).Streams());
        PictureOptions options = PicturePixels.Bare with { TimePoint = timePoint };
        using Picture slicePicture = Picture.Of(images, segmentation, options);
        using Picture projection = Picture.Mip(images, segmentation, options);
        foreach (Picture picture in new[] { slicePicture, projection })
        {
            (double x, _, int count) = picture.Find(PicturePixels.ColorOf(segmentation, 1));
            Assert.That(count, Is.Positive);
            Assert.That(x, Is.EqualTo(timePoint == 0 ? 0.2 : 0.8).Within(0.02));
        }
    }
}
