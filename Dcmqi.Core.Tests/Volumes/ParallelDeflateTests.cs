using System.Buffers.Binary;
using System.IO.Compression;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

public class ParallelDeflateTests
{
    [Test]
    public void Write_AnyNumberOfThreads_GivesTheSameBytes([Values(VolumeFormat.Nrrd, VolumeFormat.MetaImage, VolumeFormat.Nifti)] VolumeFormat format)
    {
        Volume volume = Large();
        byte[] one = Written(volume, format, 1);
        Assert.That(Written(volume, format, 2).AsSpan().SequenceEqual(one), Is.True);
        Assert.That(Written(volume, format, 7).AsSpan().SequenceEqual(one), Is.True);
    }

    [Test]
    public void Write_GZip_IsOneMemberWithChecksumAndLength()
    {
        Volume<ushort> volume = Large();
        byte[] file = Written(volume, VolumeFormat.Nifti, 3);

        // RFC 1952: the trailer of the last member gives the length of that member. All of it: there is one member.
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - 4)), Is.EqualTo(352u + (2u * 1_600_000u)));
        var inflated = new MemoryStream();
        using (var stream = new GZipStream(new MemoryStream(file), CompressionMode.Decompress))
            stream.CopyTo(inflated);
        Assert.That(inflated.Length, Is.EqualTo(352 + (2 * 1_600_000)));
        Assert.That(inflated.ToArray().AsSpan(352).SequenceEqual(VolumeSamples.Bytes(volume)), Is.True);
    }

    [Test]
    public void Write_GZip_IsReadByGzipAndPython()
    {
        using var folder = new VolumeFolder();
        File.WriteAllBytes(folder["v.nii.gz"], Written(Large(), VolumeFormat.Nifti, 3));
        string text = VolumeTools.Nibabel("import sys, gzip; print(len(gzip.open(sys.argv[1]).read()))", folder["v.nii.gz"]);
        Assert.That(text.Trim(), Is.EqualTo("3200352"));
    }

    [Test]
    public void Combine_GivesTheChecksumOfTheWhole()
    {
        var random = new Random(4);
        for (int round = 0; round < 50; round++)
        {
            var data = new byte[random.Next(2, 100_000)];
            random.NextBytes(data);
            int cut = random.Next(1, data.Length);
            Assert.That(Crc32.Combine(CrcOf(data[..cut]), CrcOf(data[cut..]), data.Length - cut), Is.EqualTo(CrcOf(data)));
            Assert.That(Adler32.Combine(AdlerOf(data[..cut]), AdlerOf(data[cut..]), data.Length - cut), Is.EqualTo(AdlerOf(data)));
        }
    }

    private static uint CrcOf(byte[] data)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(data);
        return BinaryPrimitives.ReadUInt32LittleEndian(packed.ToArray().AsSpan()[^8..]);
    }

    private static uint AdlerOf(byte[] data)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            stream.Write(data);
        return BinaryPrimitives.ReadUInt32BigEndian(packed.ToArray().AsSpan()[^4..]);
    }

    private static byte[] Written(Volume volume, VolumeFormat format, int threads)
    {
        var file = new MemoryStream();
        VolumeFile.Write(file, format, volume, new VolumeWriteOptions { MaxDegreeOfParallelism = threads, Compression = CompressionLevel.Fastest });
        return file.ToArray();
    }

    private static Volume<ushort> Large()
    {
        var volume = new Volume<ushort>(VolumeSamples.Plain(200, 200, 40));
        var random = new Random(11);
        foreach (ref ushort voxel in volume.Voxels)
            voxel = (ushort)(random.Next(10) == 0 ? random.Next(300) : 7);
        return volume;
    }
}
