namespace Dcmqi.Tests.Volumes;

public class VolumeGeometryTests
{
    [Test]
    public void PatientToIndex_UndoesIndexToPatient()
    {
        var random = new Random(1);
        for (int i = 0; i < 500; i++)
        {
            VolumeGeometry geometry = VolumeSamples.Oblique(random, 500);
            var index = new Vector3d(random.NextDouble() * 500, random.NextDouble() * 500, random.NextDouble() * 500);
            Vector3d back = geometry.PatientToIndex(geometry.IndexToPatient(index.X, index.Y, index.Z));
            Assert.That((back - index).Length, Is.LessThan(1e-9));
        }
    }

    [Test]
    public void Affine_GoesThereAndBack()
    {
        var random = new Random(2);
        for (int i = 0; i < 100; i++)
        {
            VolumeGeometry geometry = VolumeSamples.Oblique(random);
            Assert.That(VolumeGeometry.FromAffine(geometry.Size, geometry.ToAffine()).IsCloseTo(geometry, 1e-9), Is.True);
        }
    }

    [Test]
    public void ToAffine_TakesIndexesToPatient()
    {
        VolumeGeometry geometry = VolumeSamples.Oblique(new Random(3));
        double[] point = (geometry.ToAffine() * MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([1, 2, 3, 1])).ToArray();
        Assert.That((geometry.IndexToPatient(1, 2, 3) - new Vector3d(point[0], point[1], point[2])).Length, Is.LessThan(1e-9));
    }

    [Test]
    public void IsCloseTo_SeesEveryDifference()
    {
        VolumeGeometry plain = VolumeSamples.Plain(10, 10, 1);
        Assert.That(plain.IsCloseTo(VolumeSamples.Plain(10, 10, 1), 0), Is.True);
        Assert.That(plain.IsCloseTo(VolumeSamples.Plain(10, 10, 2), 1), Is.False);
        Assert.That(plain.IsCloseTo(With(origin: plain.OriginMm + new Vector3d(0, 0.02, 0)), 0.01), Is.False);
        Assert.That(plain.IsCloseTo(With(origin: plain.OriginMm + new Vector3d(0, 0.02, 0)), 0.03), Is.True);
        Assert.That(plain.IsCloseTo(With(z: -Vector3d.UnitZ), 0.01), Is.False, "one slice, other side");

        VolumeGeometry With(Vector3d? origin = null, Vector3d? z = null) =>
            new(plain.Size, origin ?? plain.OriginMm, plain.SpacingMm, Vector3d.UnitX, Vector3d.UnitY, z ?? Vector3d.UnitZ);
    }

    [Test]
    public void Orientation_NamesNearestDirections()
    {
        Assert.That(VolumeSamples.Plain(1, 1, 1).Orientation, Is.EqualTo("LPS"));
        var sagittal = new VolumeGeometry(
            new VolumeSize(1, 1, 1), Vector3d.Zero, new Vector3d(1, 1, 1), new Vector3d(0.1, 0.9, -0.2).Normalize(), new Vector3d(0, -0.2, -0.9).Normalize(), new Vector3d(-1, 0.1, 0).Normalize());
        Assert.That(sagittal.Orientation, Is.EqualTo("PIR"));
    }

    [Test]
    public void Constructor_RefusesWhatIsNoGrid()
    {
        Vector3d one = new(1, 1, 1), x = Vector3d.UnitX, y = Vector3d.UnitY, z = Vector3d.UnitZ;
        var size = new VolumeSize(1, 1, 1);
        Assert.That(() => new VolumeGeometry(new VolumeSize(0, 1, 1), default, one, x, y, z), Throws.ArgumentException);
        Assert.That(() => new VolumeGeometry(size, new Vector3d(double.NaN, 0, 0), one, x, y, z), Throws.ArgumentException);
        Assert.That(() => new VolumeGeometry(size, default, new Vector3d(1, 0, 1), x, y, z), Throws.ArgumentException);
        Assert.That(() => new VolumeGeometry(size, default, new Vector3d(1, -1, 1), x, y, z), Throws.ArgumentException);
        Assert.That(() => new VolumeGeometry(size, default, new Vector3d(1, double.NaN, 1), x, y, z), Throws.ArgumentException);
        Assert.That(() => new VolumeGeometry(size, default, one, x * 1.01, y, z), Throws.ArgumentException);
        Assert.That(() => new VolumeGeometry(size, default, one, x, x, z), Throws.ArgumentException);
        Assert.That(() => new VolumeGeometry(size, default, new Vector3d(1e-310, 1, 1), x, y, z), Throws.ArgumentException);
        Assert.That(new VolumeGeometry(size, default, one, x * 1.0005, y, z).DirectionX, Is.EqualTo(x));
    }

    [Test]
    public void Equals_ComparesAllParts()
    {
        Assert.That(VolumeSamples.Plain(1, 2, 3), Is.EqualTo(VolumeSamples.Plain(1, 2, 3)));
        Assert.That(VolumeSamples.Plain(1, 2, 3).GetHashCode(), Is.EqualTo(VolumeSamples.Plain(1, 2, 3).GetHashCode()));
        Assert.That(VolumeSamples.Plain(1, 2, 3), Is.Not.EqualTo(VolumeSamples.Plain(1, 2, 4)));
    }
}
