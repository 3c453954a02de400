using Dcmqi.Tests.Support;
using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>Slides: the whole plane made smaller, or a part of it.</summary>
public class SlidePictureTests
{
    private static readonly SourceImages Source = SourceImages.Load([new PhantomSlide(101, 67, 16, 24).Stream()]);

    [Test]
    public void Region_ShowsItsPixels()
    {
        using Segmentation segmentation = Make();
        using Picture picture = Picture.Of(segmentation, PicturePixels.Bare with { Region = new PictureRegion(40, 30, 30, 25), Size = 30 });
        Assert.That((picture.Width, picture.Height), Is.EqualTo((30, 25)));
        using SKBitmap bitmap = picture.ToBitmap();
        for (int row = 0; row < 25; row++)
        {
            for (int column = 0; column < 30; column++)
                Assert.That(bitmap.GetPixel(column, row), Is.EqualTo(LabelAt(column + 40, row + 30) is var label and > 0 ? PicturePixels.ColorOf(segmentation, label) : SKColors.Black), $"({column}, {row})");
        }
    }

    [Test]
    public void WholePlane_MadeSmaller_LosesNoSegment()
    {
        using Segmentation segmentation = Make();
        using Picture picture = Picture.Of(segmentation, PicturePixels.Bare with { Size = 10 });
        Assert.That((picture.Width, picture.Height), Is.EqualTo((11, 7)));
        Assert.That(picture.At(90 / 10, 60 / 10), Is.EqualTo(PicturePixels.ColorOf(segmentation, 2)));
        Assert.That(picture.Description, Does.EndWith("1 : 10"));
    }

    [Test]
    public void WhatDoesNotApply_IsRefused()
    {
        using Segmentation segmentation = Make();
        Assert.Throws<ArgumentOutOfRangeException>(() => Picture.Of(segmentation, new() { Region = new PictureRegion(90, 0, 12, 5) }));
        Assert.Throws<ArgumentException>(() => Picture.Of(segmentation, new() { Slice = 1 }));
    }

    private static Segmentation Make()
    {
        var labels = new Volume<byte>(new VolumeGeometry(new VolumeSize(101, 67, 1), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ));
        for (int row = 0; row < 67; row++)
        {
            for (int column = 0; column < 101; column++)
                labels[column, row, 0] = (byte)LabelAt(column, row);
        }

        return new SlideSegmentationBuilder(Source).AddLabelMap(labels, PicturePixels.Segments(2)).Build();
    }

    // A disc, and a single pixel.
    private static int LabelAt(int column, int row) =>
        (column, row) == (93, 61) ? 2 : (column - 50) * (column - 50) + (row - 36) * (row - 36) < 120 ? 1 : 0;
}
