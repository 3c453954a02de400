namespace Dcmqi.Tests.Volumes;

public class VolumeTests
{
    [Test]
    public void ToString_ReadsWell()
    {
        var geometry = new VolumeGeometry(new VolumeSize(5, 4, 3), Vector3d.Zero, new Vector3d(0.8125, 0.8125, 1.25), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);
        Assert.That(new Volume<byte>(geometry).ToString(), Is.EqualTo("Volume: 5 x 4 x 3 UInt8, 0.81 x 0.81 x 1.25 mm, LPS"));
        Assert.That(new LabelVolume(geometry).ToString(), Is.EqualTo("LabelVolume: 5 x 4 x 3 UInt16, 0.81 x 0.81 x 1.25 mm, LPS"));
        Assert.That(new Volume<float>(geometry, new float[120], VolumeComponentAxis.Time, 2).ToString(), Is.EqualTo("Volume: 5 x 4 x 3 x 2 (Time) Single, 0.81 x 0.81 x 1.25 mm, LPS"));
        Assert.That(geometry.ToString(), Is.EqualTo("5 x 4 x 3, 0.8125 x 0.8125 x 1.25 mm, LPS"));
        Assert.That(new Vector3d(1, -0.5, 1e-9).ToString(), Is.EqualTo("(1, -0.5, 0)"));
    }

    [Test]
    public void Index_XIsFastest()
    {
        var volume = new Volume<int>(VolumeSamples.Plain(2, 3, 4), [.. Enumerable.Range(0, 24)]);
        Assert.That(volume[1, 2, 3], Is.EqualTo(23));
        Assert.That(volume[1, 0, 0], Is.EqualTo(1));
        Assert.That(volume[0, 1, 0], Is.EqualTo(2));
        Assert.That(volume.Slice(1)[0], Is.EqualTo(6));
        volume[1, 2, 3] = -1;
        Assert.That(volume.Voxels[23], Is.EqualTo(-1));
        Assert.That(() => volume[2, 0, 0], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => volume[0, 3, 0], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => volume[0, 0, 4], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => volume[0, 0, 0, 1], Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => volume[-1, 0, 0], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Constructor_RefusesWhatDoesNotFit()
    {
        VolumeGeometry geometry = VolumeSamples.Plain(2, 2, 2);
        Assert.That(() => new Volume<int>(geometry, new int[7]), Throws.ArgumentException);
        Assert.That(() => new Volume<char>(geometry), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => new Volume<int>(geometry, new int[16], VolumeComponentAxis.None, 2), Throws.ArgumentException);
        Assert.That(() => new Volume<byte>(VolumeSamples.Plain(int.MaxValue, int.MaxValue, int.MaxValue)), Throws.TypeOf<NotSupportedException>());
    }
}
