using System.Runtime.InteropServices;

namespace Dcmqi.Tests.Volumes;

/// <summary>Random volumes and geometries, always the same for the same seed.</summary>
internal static class VolumeSamples
{
    public static readonly Type[] Types =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
    ];

    public static VolumeGeometry Oblique(Random random, int largest = 12)
    {
        Vector3d x = Unit(random);
        Vector3d y = x.Cross(Unit(random)).Normalize();
        Vector3d z = x.Cross(y).Normalize() * (random.Next(2) == 0 ? 1 : -1);
        return new VolumeGeometry(
            new VolumeSize(random.Next(1, largest), random.Next(1, largest), random.Next(1, largest)),
            new Vector3d((random.NextDouble() - 0.5) * 600, (random.NextDouble() - 0.5) * 600, (random.NextDouble() - 0.5) * 2000),
            new Vector3d(0.2 + random.NextDouble(), 0.2 + random.NextDouble(), 0.2 + (4 * random.NextDouble())),
            x, y, z);
    }

    public static VolumeGeometry Plain(int x, int y, int z) =>
        new(new VolumeSize(x, y, z), new Vector3d(-10, 20, 30.5), new Vector3d(0.5, 0.75, 2), Vector3d.UnitX, Vector3d.UnitY, Vector3d.UnitZ);

    public static Volume Random(Random random, VolumeGeometry geometry, Type type, VolumeComponentAxis axis = VolumeComponentAxis.None, int components = 1)
    {
        if (type == typeof(sbyte))
            return Create<sbyte>(random, geometry, axis, components);
        if (type == typeof(byte))
            return Create<byte>(random, geometry, axis, components);
        if (type == typeof(short))
            return Create<short>(random, geometry, axis, components);
        if (type == typeof(ushort))
            return Create<ushort>(random, geometry, axis, components);
        if (type == typeof(int))
            return Create<int>(random, geometry, axis, components);
        if (type == typeof(uint))
            return Create<uint>(random, geometry, axis, components);
        if (type == typeof(long))
            return Create<long>(random, geometry, axis, components);
        if (type == typeof(ulong))
            return Create<ulong>(random, geometry, axis, components);
        return type == typeof(float) ? Create<float>(random, geometry, axis, components) : Create<double>(random, geometry, axis, components);
    }

    /// <summary>The values of a volume of any type as bytes, for comparison.</summary>
    public static byte[] Bytes(Volume volume) => volume switch
    {
        Volume<sbyte> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        Volume<byte> v => v.Voxels.ToArray(),
        Volume<short> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        Volume<ushort> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        Volume<int> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        Volume<uint> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        Volume<long> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        Volume<ulong> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        Volume<float> v => MemoryMarshal.AsBytes(v.Voxels).ToArray(),
        _ => MemoryMarshal.AsBytes(((Volume<double>)volume).Voxels).ToArray(),
    };

    public static void AssertSame(Volume actual, Volume expected, double toleranceMm)
    {
        Assert.That(actual.VoxelType, Is.EqualTo(expected.VoxelType));
        Assert.That(actual.Components, Is.EqualTo(expected.Components));
        Assert.That(actual.ComponentAxis, Is.EqualTo(expected.ComponentAxis));
        Assert.That(actual.Geometry.IsCloseTo(expected.Geometry, toleranceMm), Is.True, $"{actual.Geometry} at {actual.Geometry.OriginMm}\n{expected.Geometry} at {expected.Geometry.OriginMm}");
        Assert.That(Bytes(actual).AsSpan().SequenceEqual(Bytes(expected)), Is.True, $"voxels of {expected}");
    }

    private static Volume<T> Create<T>(Random random, VolumeGeometry geometry, VolumeComponentAxis axis, int components)
        where T : unmanaged
    {
        var voxels = new T[geometry.Size.VoxelCount * components];
        random.NextBytes(MemoryMarshal.AsBytes(voxels.AsSpan()));
        if (typeof(T) == typeof(float))
        {
            // Payloads of NaN need not survive a program; real numbers must.
            for (int i = 0; i < voxels.Length; i++)
                voxels[i] = (T)(object)(float)((random.NextDouble() - 0.5) * 1e6);
        }
        else if (typeof(T) == typeof(double))
        {
            for (int i = 0; i < voxels.Length; i++)
                voxels[i] = (T)(object)((random.NextDouble() - 0.5) * 1e9);
        }

        return new Volume<T>(geometry, voxels, axis, components);
    }

    private static Vector3d Unit(Random random)
    {
        while (true)
        {
            var vector = new Vector3d(random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            if (vector.Length > 0.1)
                return vector.Normalize();
        }
    }
}
