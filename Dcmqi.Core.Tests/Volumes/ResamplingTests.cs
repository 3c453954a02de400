using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Volumes;

public class ResamplingTests
{
    private static readonly Vector3d Slope = new(0.3, -0.7, 0.11);

    [Test]
    public void ResampleTo_Nearest_TakesTheValueOfTheNearestCentre()
    {
        Volume<short> volume = Numbered<short>(Grids.Oblique(9, 6, 5), value => (short)(value - 100));
        VolumeGeometry wanted = new(new VolumeSize(7, 11, 8), volume.Geometry.IndexToPatient(0.3, -1.2, 0.4), new Vector3d(0.9, 0.8, 1.3), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        Volume<short> resampled = volume.ResampleTo(wanted, Resampling.NearestNeighbor, outside: -999);

        int outside = 0;
        for (int z = 0; z < 8; z++)
        {
            for (int y = 0; y < 11; y++)
            {
                for (int x = 0; x < 7; x++)
                {
                    short expected = Nearest(volume, wanted.IndexToPatient(x, y, z)) ?? -999;
                    outside += expected == -999 ? 1 : 0;
                    Assert.That(resampled[x, y, z], Is.EqualTo(expected), $"({x}, {y}, {z})");
                }
            }
        }

        Assert.That(outside, Is.InRange(1, 615), "both inside and outside are to be seen");
        Assert.That(resampled.Warnings, Has.One.Contains("nearest value"));
    }

    [Test]
    public void ResampleTo_LinearOfAnAffineFunction_IsThatFunction([Values] bool isSheared)
    {
        VolumeGeometry geometry = Grids.Oblique(9, 7, 6);
        if (isSheared)
            geometry = new VolumeGeometry(geometry.Size, geometry.OriginMm, geometry.SpacingMm, geometry.DirectionX, geometry.DirectionY, (geometry.DirectionZ + (geometry.DirectionY * 0.3)).Normalize());
        var volume = new Volume<double>(geometry);
        ForEach(geometry.Size, (x, y, z) => volume[x, y, z] = geometry.IndexToPatient(x, y, z).Dot(Slope) + 5);
        VolumeGeometry wanted = new(new VolumeSize(5, 6, 7), geometry.IndexToPatient(1.1, 1.2, 0.6), new Vector3d(0.31, 0.42, 0.53), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        Volume<double> resampled = volume.ResampleTo(wanted, Resampling.Linear, double.NaN);

        int inside = 0;
        ForEach(wanted.Size, (x, y, z) =>
        {
            Vector3d point = wanted.IndexToPatient(x, y, z);
            Vector3d index = geometry.PatientToIndex(point);
            if (index is not { X: >= 0 and <= 8, Y: >= 0 and <= 6, Z: >= 0 and <= 5 })
                return;
            inside++;
            Assert.That(resampled[x, y, z], Is.EqualTo(point.Dot(Slope) + 5).Within(1e-9), $"({x}, {y}, {z})");
        });
        Assert.That(inside, Is.GreaterThan(100));
        Assert.That(resampled.Warnings, Has.One.Contains("linearly"));
    }

    [Test]
    public void ResampleTo_LinearAtTheEdge_HoldsTheOutermostValueForHalfAVoxel()
    {
        var volume = new Volume<float>(Grids.Axial(2, 1, 1), [4f, 8f]);
        VolumeGeometry wanted = new(new VolumeSize(8, 1, 1), volume.Geometry.IndexToPatient(-0.75, 0, 0), new Vector3d(0.25 * 0.75, 0.75, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        Volume<float> resampled = volume.ResampleTo(wanted, Resampling.Linear, -1);

        // Indexes -0.75, -0.375, 0, 0.375, 0.75, 1.125, 1.5, 1.875; a voxel reaches from -0.5 to below 0.5.
        Assert.That(resampled.Voxels.ToArray(), Is.EqualTo(new[] { -1f, 4, 4, 5.5f, 7, 8, -1, -1 }));
    }

    [Test]
    public void ResampleTo_LinearBesideNaN_SpoilsOnlyWhatHasPartInIt()
    {
        var volume = new Volume<float>(Grids.Axial(4, 1, 1), [1f, float.NaN, 3f, 5f]);
        VolumeGeometry wanted = new(new VolumeSize(7, 1, 1), volume.Geometry.OriginMm, new Vector3d(0.25, 0.75, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        float[] resampled = volume.ResampleTo(wanted, Resampling.Linear).Voxels.ToArray();

        Assert.That(resampled, Is.EqualTo(new[] { 1f, float.NaN, float.NaN, float.NaN, 3f, 4f, 5f }));
    }

    [Test]
    public void ResampleTo_LinearOfSignedBytes_RoundsToTheNearest()
    {
        var volume = new Volume<sbyte>(Grids.Axial(2, 1, 1), [-3, 4]);
        VolumeGeometry wanted = new(new VolumeSize(5, 1, 1), volume.Geometry.OriginMm, new Vector3d(0.125, 0.75, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        // -3, -1.25, 0.5, 2.25, 4
        Assert.That(volume.ResampleTo(wanted, Resampling.Linear).Voxels.ToArray(), Is.EqualTo(new sbyte[] { -3, -1, 1, 2, 4 }));
    }

    [Test]
    public void ResampleTo_TheSameGridShuffled_MovesVoxelsOnly([Values(0, 3, 5)] int order, [Values(0, 3, 6)] int flips, [Values] Resampling resampling)
    {
        Volume<float> volume = Numbered<float>(Grids.Oblique(5, 4, 3), value => value);
        VolumeGeometry wanted = Grids.Shuffled(volume.Geometry, Grids.AxisOrders[order], flips);

        Volume<float> there = volume.ResampleTo(wanted, resampling);
        Volume<float> back = there.ResampleTo(volume.Geometry, resampling);

        ForEach(wanted.Size, (x, y, z) => Assert.That(there[x, y, z], Is.EqualTo((float)Nearest(volume, wanted.IndexToPatient(x, y, z))!)));
        Assert.That(back.Voxels.SequenceEqual(volume.Voxels));
        Assert.That(back.Warnings, Is.Empty);
    }

    [Test]
    public void ResampleTo_SeveralComponents_ResamplesEach()
    {
        VolumeGeometry geometry = Grids.Axial(3, 2, 2);
        var volume = new Volume<byte>(geometry, [.. Enumerable.Range(0, 24).Select(value => (byte)value)], VolumeComponentAxis.Time, 2);
        VolumeGeometry wanted = new(new VolumeSize(2, 2, 2), geometry.IndexToPatient(1, 0, 0), geometry.SpacingMm, Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

        Volume<byte> resampled = volume.ResampleTo(wanted, Resampling.Linear);

        Assert.That(resampled.ComponentAxis, Is.EqualTo(VolumeComponentAxis.Time));
        Assert.That(resampled.Voxels.ToArray(), Is.EqualTo(new byte[] { 1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17, 19, 20, 22, 23 }));
    }

    [Test]
    public void ResampleTo_WhatCannotBe_Throws()
    {
        VolumeGeometry wanted = Grids.Axial(4, 4, 4);
        Assert.Multiple(() =>
        {
            Assert.That(() => new LabelVolume(Grids.Axial(2, 2, 2)).ResampleTo(wanted, Resampling.Linear), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("NearestNeighbor"));
            Assert.That(() => new Volume<byte>(Grids.Axial(2, 2, 2)).ResampleTo(wanted, Resampling.NearestNeighbor, -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Byte"));
            Assert.That(() => new Volume<int>(Grids.Axial(2, 2, 2)).ResampleTo(wanted, Resampling.NearestNeighbor, double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => new Volume<int>(Grids.Axial(2, 2, 2)).ResampleTo(wanted, (Resampling)7), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }

    private static Volume<T> Numbered<T>(VolumeGeometry geometry, Func<int, T> value)
        where T : unmanaged =>
        new(geometry, [.. Enumerable.Range(0, (int)geometry.Size.VoxelCount).Select(value)]);

    private static T? Nearest<T>(Volume<T> volume, Vector3d point)
        where T : unmanaged
    {
        Vector3d index = volume.Geometry.PatientToIndex(point);
        (int x, int y, int z) = ((int)Math.Floor(index.X + 0.5), (int)Math.Floor(index.Y + 0.5), (int)Math.Floor(index.Z + 0.5));
        VolumeSize size = volume.Geometry.Size;
        return x < 0 || y < 0 || z < 0 || x >= size.X || y >= size.Y || z >= size.Z ? null : volume[x, y, z];
    }

    private static void ForEach(VolumeSize size, Action<int, int, int> action)
    {
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                    action(x, y, z);
            }
        }
    }
}
