using Dcmqi.Tests.Support;
using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>Pictures are those that were looked at once. Text is left out: its font is the machine's.</summary>
public class ReferencePictureTests
{
    private static readonly VolumeGeometry Geometry = ObliqueGrid.Of(61, 47, 17);
    private static readonly PhantomTorso Torso = new(Geometry);
    private static readonly SourceImages Source = SourceImages.Load(new PhantomSeries(Geometry) { Pixels = Torso.Slice }.Streams());
    private static readonly PictureOptions Bare = new() { ShowLegend = false, ShowOrientation = false, ShowScaleBar = false, Size = 120 };

    public static IEnumerable<TestCaseData> Kinds()
    {
        yield return Case("slice", segmentation => Picture.Of(Source, segmentation, Bare));
        yield return Case("coronal-outline", segmentation => Picture.Of(Source, segmentation, Bare with { Plane = PicturePlane.Coronal, Style = SegmentStyle.Outline }));
        yield return Case("sagittal-plain", segmentation => Picture.Of(segmentation, Bare with { Plane = PicturePlane.Sagittal, Style = SegmentStyle.Fill }));
        yield return Case("projection", segmentation => Picture.Mip(Source, segmentation, Bare with { Plane = PicturePlane.Coronal }));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Picture_IsTheOneLookedAt(string name, Func<Segmentation, Picture> make)
    {
        string path = Repository.Of($"Dcmqi.Core.Tests/Pictures/Reference/{name}.png");
        using Segmentation segmentation = new SegmentationBuilder(Source, PhantomTorso.Metadata()).AddLabelMap(new Volume<byte>(Geometry, Torso.Labels())).Build();
        using Picture picture = make(segmentation);
        if (Environment.GetEnvironmentVariable("DCMQI_APPROVE") == "1")
            picture.Save(path);
        using SKBitmap actual = picture.ToBitmap();
        using SKBitmap expected = SKBitmap.Decode(path);
        Assert.That((actual.Width, actual.Height), Is.EqualTo((expected.Width, expected.Height)));
        double sum = 0;
        for (int y = 0; y < actual.Height; y++)
        {
            for (int x = 0; x < actual.Width; x++)
            {
                (SKColor one, SKColor other) = (actual.GetPixel(x, y), expected.GetPixel(x, y));
                sum += Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue);
            }
        }

        // Platforms round the interpolation of the image in their own ways; a line one pixel off is more than this.
        Assert.That(sum / 3 / actual.Width / actual.Height, Is.LessThan(0.6));
    }

    private static TestCaseData Case(string name, Func<Segmentation, Picture> make) => new TestCaseData(name, make).SetArgDisplayNames(name);
}
