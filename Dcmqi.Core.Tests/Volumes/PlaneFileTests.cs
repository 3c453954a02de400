using System.IO.Compression;
using Dcmqi.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

/// <summary>Planes of files across any axis, in any order.</summary>
public sealed class PlaneFileTests
{
    [TestCase("a.nrrd", false)]
    [TestCase("a.nrrd", true)]
    [TestCase("a.seg.nrrd", false)]
    [TestCase("a.nii.gz", true)]
    [TestCase("a.mha", false)]
    public void Read_AnyAxisAndType_IsThatOfTheVolume(string name, bool isCompressed)
    {
        using var folder = new VolumeFolder();
        var random = new Random(4);

        // Rows of 33 doubles are read where they lie, those of bytes are put together first.
        Check<double>();
        Check<byte>();
        Check<short>();

        void Check<T>()
            where T : unmanaged
        {
            foreach ((VolumeComponentAxis axis, int components) in new[] { (VolumeComponentAxis.None, 1), (VolumeComponentAxis.Time, 3), (VolumeComponentAxis.Vector, 2) })
            {
                var volume = (Volume<T>)VolumeSamples.Random(random, VolumeSamples.Plain(33, 5, 7), typeof(T), axis, components);
                VolumeFile.Write(folder[name], volume, new() { ByteOrder = (VolumeByteOrder)random.Next(2), Compression = isCompressed ? null : CompressionLevel.NoCompression });
                for (int across = 0; across < 3; across++)
                    AssertSame(volume, folder[name], across, random);
            }
        }
    }

    // More than is put together in memory, of several blocks: components side by side, and one behind the other, so that blocks reach from one volume into the next.
    [TestCase("a.seg.nrrd", VolumeComponentAxis.List)]
    [TestCase("a.nii.gz", VolumeComponentAxis.Time)]
    public void Read_LargeFile_IsThatOfTheVolume(string name, VolumeComponentAxis axis)
    {
        using var folder = new VolumeFolder();
        var volume = new Volume<short>(VolumeSamples.Plain(311, 260, 57), new short[311 * 260 * 57 * 2], axis, 2);
        for (int index = 0; index < volume.Voxels.Length; index++)
            volume.Voxels[index] = (short)((index * 7) ^ (index >> 11));
        VolumeFile.Write(folder[name], volume, new() { Compression = name == "a.nii.gz" ? CompressionLevel.Fastest : CompressionLevel.NoCompression });
        for (int across = 0; across < 3; across++)
            AssertSame(volume, folder[name], across, new Random(1));
    }

    private static void AssertSame<T>(Volume<T> volume, string path, int across, Random random)
        where T : unmanaged
    {
        VolumeSize size = volume.Geometry.Size;
        using VolumeReader reader = VolumeReader.Open(path);
        using PlaneFile planes = PlaneFile.Of(reader, across, default);
        Assert.That((planes.Count, planes.PlaneLength), Is.EqualTo(across switch { 0 => (size.X, size.Y * size.Z), 1 => (size.Y, size.X * size.Z), _ => (size.Z, size.X * size.Y) }));
        var read = new T[planes.PlaneLength];
        int[] order = [.. Enumerable.Range(0, planes.Count * volume.Components)];
        random.Shuffle(order);
        foreach (int index in order)
        {
            (int component, int plane) = Math.DivRem(index, planes.Count);

            // In two parts that begin and end anywhere.
            int cut = random.Next(read.Length + 1);
            planes.Read(component, plane, 0, read.AsSpan(0, cut), Changed);
            planes.Read(component, plane, cut, read.AsSpan(cut), Changed);
            T[] expected = across switch
            {
                0 => [.. Enumerable.Range(0, size.Z).SelectMany(z => Enumerable.Range(0, size.Y).Select(y => volume[plane, y, z, component]))],
                1 => [.. Enumerable.Range(0, size.Z).SelectMany(z => Enumerable.Range(0, size.X).Select(x => volume[x, plane, z, component]))],
                _ => volume.Slice(plane, component).ToArray(),
            };
            if (!read.AsSpan().SequenceEqual(expected))
                Assert.Fail($"axis {across}, component {component}, plane {plane}");
        }

        static Exception Changed(FileStamp was, FileStamp now) => new InvalidOperationException($"{was} {now}");
    }
}
