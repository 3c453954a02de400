using Dcmqi.Tests.Support;

namespace Dcmqi.Tests;

public sealed class CieLabColorTests
{
    // Every 61st colour; scale 61 and more is all 16,777,216.
    [Test]
    public void ToRgb_AfterFromRgb_IsTheSameColour()
    {
        int step = Math.Max(1, (int)(61 / TestScale.Value));
        for (int i = 0; i < 1 << 24; i += step)
        {
            var color = new RgbColor((byte)(i >> 16), (byte)(i >> 8), (byte)i);
            if (CieLabColor.FromRgb(color).ToRgb() != color)
                Assert.Fail($"{color} became {CieLabColor.FromRgb(color).ToRgb()}.");
        }
    }

    // L* 0..100 and a*, b* -128..127 onto 0..65535: 128 * 65535 / 255 = 32896.
    [TestCase(0, 0, 0, 0, 32896, 32896)]
    [TestCase(255, 255, 255, 65535, 32897, 32893)]
    public void FromRgb_BlackAndWhite_AreTheEndsOfTheScale(byte red, byte green, byte blue, int l, int a, int b)
    {
        CieLabColor lab = CieLabColor.FromRgb(new RgbColor(red, green, blue));

        Assert.That((int)lab.L, Is.EqualTo(l));
        Assert.That((int)lab.A, Is.EqualTo(a).Within(6));
        Assert.That((int)lab.B, Is.EqualTo(b).Within(6));
    }

    // What dcmqi 1.x wrote into ../shared/data/dcmqi/segmentations/partial_overlaps.dcm for the colours of seg-example_partial_overlaps.json.
    [TestCase(128, 174, 128, 43803, 26565, 37722)]
    [TestCase(216, 101, 79, 37064, 44082, 41620)]
    [TestCase(183, 156, 220, 45062, 38660, 25486)]
    [TestCase(140, 224, 228, 55193, 26619, 30325)]
    [TestCase(0, 151, 206, 38399, 29410, 23264)]
    public void FromRgb_IsAsDcmqiWritesIt(byte red, byte green, byte blue, int l, int a, int b)
    {
        var color = new RgbColor(red, green, blue);
        var written = new CieLabColor((ushort)l, (ushort)a, (ushort)b);

        Assert.That(CieLabColor.FromRgb(color), Is.EqualTo(written));
        Assert.That(written.ToRgb(), Is.EqualTo(color));
    }

    [TestCase(ushort.MaxValue, ushort.MaxValue, ushort.MaxValue)]
    [TestCase(ushort.MaxValue, (ushort)0, (ushort)0)]
    [TestCase((ushort)0, ushort.MaxValue, ushort.MinValue)]
    public void ToRgb_OutsideTheGamut_IsClamped(ushort l, ushort a, ushort b)
    {
        RgbColor color = new CieLabColor(l, a, b).ToRgb();

        Assert.That(new[] { color.Red, color.Green, color.Blue }, Has.Some.AnyOf((byte)0, (byte)255));
    }

    [Test]
    public void ToString_NamesTheChannels() =>
        Assert.That(new CieLabColor(1, 2, 3).ToString(), Is.EqualTo("L 1, a 2, b 3"));
}
