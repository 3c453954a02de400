using System.Runtime.InteropServices;

namespace Dcmqi.Tests.Volumes;

/// <summary>Reads a file by slices, a few at a time, and puts them where they are in a volume.</summary>
internal static class VolumeSlices
{
    /// <summary>All values in the order of <see cref="Volume{T}.Voxels"/>.</summary>
    public static byte[] Bytes(VolumeReader reader, Random random)
    {
        if (reader.VoxelType == typeof(sbyte))
            return Bytes<sbyte>(reader, random);
        if (reader.VoxelType == typeof(byte))
            return Bytes<byte>(reader, random);
        if (reader.VoxelType == typeof(short))
            return Bytes<short>(reader, random);
        if (reader.VoxelType == typeof(ushort))
            return Bytes<ushort>(reader, random);
        if (reader.VoxelType == typeof(int))
            return Bytes<int>(reader, random);
        if (reader.VoxelType == typeof(uint))
            return Bytes<uint>(reader, random);
        if (reader.VoxelType == typeof(long))
            return Bytes<long>(reader, random);
        if (reader.VoxelType == typeof(ulong))
            return Bytes<ulong>(reader, random);
        return reader.VoxelType == typeof(float) ? Bytes<float>(reader, random) : Bytes<double>(reader, random);
    }

    private static byte[] Bytes<T>(VolumeReader reader, Random random)
        where T : unmanaged
    {
        VolumeSize size = reader.Geometry.Size;
        int plane = size.X * size.Y, perSlice = (int)reader.SliceLength / plane;
        Assert.That(perSlice * reader.Volumes, Is.EqualTo(reader.Components));
        var voxels = new T[size.VoxelCount * reader.Components];
        for (int first = 0; first < reader.SliceCount;)
        {
            int count = random.Next(Math.Min(4, reader.SliceCount - first)) + 1;
            var read = new T[count * reader.SliceLength];
            reader.ReadSlices<T>(first, count, read);
            for (int index = 0; index < count * perSlice; index++)
            {
                (int volume, int z) = Math.DivRem(first + (index / perSlice), size.Z);
                read.AsSpan(index * plane, plane).CopyTo(voxels.AsSpan((((volume + (index % perSlice)) * size.Z) + z) * plane));
            }

            first += count;
        }

        return MemoryMarshal.AsBytes(voxels.AsSpan()).ToArray();
    }
}
