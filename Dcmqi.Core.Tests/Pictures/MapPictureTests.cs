using Dcmqi.Tests.Support;
using SkiaSharp;

namespace Dcmqi.Tests.Pictures;

/// <summary>Parametric maps in colours.</summary>
public class MapPictureTests
{
    private static readonly VolumeGeometry Geometry = new(new VolumeSize(4, 1, 2), default, new Vector3d(1, 1, 1), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    [Test]
    public void Values_HaveTheColoursOfTheMap_AndNoneWhereThereIsNone()
    {
        using ParametricMap map = Map(0, 500, 1000, float.NaN);
        using Picture picture = Picture.Of(map, PicturePixels.Bare with { Slice = 1, Size = 4, MapRange = ValueWindow.FromRange(0, 1000), Background = new RgbColor(9, 8, 7) });
        Assert.That(Enumerable.Range(0, 4).Select(x => picture.At(x, 0)), Is.EqualTo(new[] { new SKColor(0x44, 0x01, 0x54), new SKColor(0x21, 0x91, 0x8C), new SKColor(0xFD, 0xE7, 0x25), new SKColor(9, 8, 7) }));
    }

    [Test]
    public void Diverging_HasWhiteAtZero()
    {
        using ParametricMap map = Map(-100, 0, 300, 300);
        using Picture picture = Picture.Of(map, PicturePixels.Bare with { Slice = 1, Size = 4, ColorMap = ColorMap.Diverging });
        Assert.That(picture.At(1, 0).Red, Is.EqualTo(0xF7).Within(2));
        Assert.That(picture.At(0, 0).Blue, Is.GreaterThan(picture.At(0, 0).Red));
        Assert.That(picture.At(2, 0), Is.EqualTo(new SKColor(0xCA, 0x00, 0x20)));
    }

    [Test]
    public void OverImages_TheImageShowsThrough()
    {
        SourceImages source = SourceImages.Load(new PhantomSeries(Geometry) { Pixels = _ => [1000, 1000, -1000, -1000] }.Streams());
        using ParametricMap map = Map(1000, 1000, 1000, 1000);
        using Picture picture = Picture.Of(source, map, PicturePixels.Bare with { Slice = 1, Size = 4, Opacity = 0.5, MapRange = ValueWindow.FromRange(0, 1000) });
        Assert.That(picture.At(0, 0).Red, Is.EqualTo((0xFD + 255) / 2).Within(2));
        Assert.That(picture.At(3, 0).Red, Is.EqualTo(0xFD / 2).Within(2));
    }

    [Test]
    public void ColourBar_StandsBesideTheMap()
    {
        using ParametricMap map = Map(0, 1, 2, 3);
        using Picture with = Picture.Of(map, new() { Slice = 1 });
        using Picture without = Picture.Of(map, new() { Slice = 1, ShowLegend = false });
        Assert.That(with.Width, Is.GreaterThan(without.Width + 100));
        using SKBitmap bitmap = with.ToBitmap();
        SKColor[] bar = [.. Enumerable.Range(0, with.Height).Select(y => bitmap.GetPixel(without.Width + 14, y))];
        int top = Array.FindIndex(bar, color => color.Red > 200 && color.Green > 200 && color.Blue < 80), bottom = Array.FindLastIndex(bar, color => color.Red > 60 && color.Green < 20 && color.Blue > 70);
        Assert.That(top, Is.GreaterThan(0));
        Assert.That(bottom, Is.GreaterThan(top + 50));
    }

    [Test]
    public void WrongVolume_IsRefused()
    {
        using ParametricMap map = Map(0, 1, 2, 3);
        Assert.That(Assert.Throws<ArgumentOutOfRangeException>(() => Picture.Of(map, new() { VolumeIndex = 1 }))!.Message, Does.Contain("1 volume"));
    }

    private static ParametricMap Map(params float[] slice) => new ParametricMapBuilder(SourceImages.Load(new PhantomSeries(Geometry).Streams()), Maps.Adc with { FrameLaterality = FrameLaterality.Unpaired })
        .AddVolume(new Volume<float>(Geometry, [.. slice.Select(_ => 0f), .. slice])).Build();
}
