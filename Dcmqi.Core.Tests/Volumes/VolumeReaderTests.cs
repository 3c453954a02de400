namespace Dcmqi.Tests.Volumes;

public sealed class VolumeReaderTests
{
    [TestCase("a.nrrd", true)]
    [TestCase("a.nrrd", false)]
    [TestCase("a.seg.nrrd", true)]
    [TestCase("a.nhdr", true)]
    [TestCase("a.mha", true)]
    [TestCase("a.mhd", false)]
    [TestCase("a.nii", false)]
    [TestCase("a.nii.gz", true)]
    [TestCase("a.hdr", false)]
    [TestCase("a.img.gz", true)]
    public void ReadSlices_AnyTypeAndComponents_AreThoseOfTheWhole(string name, bool isCompressed)
    {
        using var folder = new VolumeFolder();
        var random = new Random(name.Length);
        foreach (Type type in VolumeSamples.Types)
        {
            foreach ((VolumeComponentAxis axis, int components) in new[] { (VolumeComponentAxis.None, 1), (VolumeComponentAxis.Time, 3), (VolumeComponentAxis.Vector, 2) })
            {
                Volume volume = VolumeSamples.Random(random, VolumeSamples.Plain(7, 5, 9), type, axis, components);
                VolumeFile.Write(folder[name], volume, new() { ByteOrder = (VolumeByteOrder)random.Next(2), Compression = isCompressed ? null : System.IO.Compression.CompressionLevel.NoCompression });
                Volume whole = VolumeFile.Read(folder[name]);
                using VolumeReader reader = VolumeReader.Open(folder[name]);
                Assert.That((reader.VoxelType, reader.Components, reader.ComponentAxis, reader.Geometry), Is.EqualTo((whole.VoxelType, whole.Components, whole.ComponentAxis, whole.Geometry)));
                Assert.That(VolumeSlices.Bytes(reader, random), Is.EqualTo(VolumeSamples.Bytes(whole)), $"{type.Name} {axis}");
                Assert.That(reader.Warnings, Is.EqualTo(whole.Warnings));
            }
        }
    }

    // Components before x, between x and y, y and z, and behind z.
    [TestCase("2 3 4 5", "list domain domain domain", 1)]
    [TestCase("3 2 4 5", "domain list domain domain", 1)]
    [TestCase("3 4 2 5", "domain domain list domain", 1)]
    [TestCase("3 4 5 2", "domain domain domain list", 2)]
    public void ReadSlices_ComponentsAnywhere_AreThoseOfTheWhole(string sizes, string kinds, int volumes)
    {
        string header = $"NRRD0004\ntype: uchar\ndimension: 4\nsizes: {sizes}\nkinds: {kinds}\nencoding: raw\n\n";
        byte[] file = [.. System.Text.Encoding.ASCII.GetBytes(header), .. Enumerable.Range(1, 120).Select(value => (byte)value)];
        using VolumeReader reader = VolumeReader.Open(new MemoryStream(file));
        Assert.That((reader.Volumes, reader.SliceCount, reader.SliceLength), Is.EqualTo((volumes, 5 * volumes, 24L / volumes)));
        Assert.That(VolumeSlices.Bytes(reader, new Random(1)), Is.EqualTo(VolumeSamples.Bytes(VolumeFile.Read(new MemoryStream(file)))));
    }

    [Test]
    public void ReadSlices_TextHexAndFilesOfSlices_AreThoseOfTheWhole()
    {
        using var folder = new VolumeFolder();
        File.WriteAllText(folder["text.nrrd"], "NRRD0004\ntype: short\ndimension: 3\nsizes: 2 2 3\nencoding: ascii\n\n1 -2 3 4 5 6 7 8 9 10 11 -12\n");
        File.WriteAllText(folder["hex.nrrd"], "NRRD0004\ntype: ushort\ndimension: 3\nsizes: 1 2 2\nendian: big\nencoding: hex\n\n0001 00ff\n0100 ffff\n");
        File.WriteAllText(folder["list.nhdr"], "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 3\nencoding: raw\ndata file: s%d.raw 1 3 1\n");
        for (int slice = 1; slice <= 3; slice++)
            File.WriteAllBytes(folder[$"s{slice}.raw"], [(byte)slice, 2, 3, (byte)(slice * 9)]);
        foreach (string name in new[] { "text.nrrd", "hex.nrrd", "list.nhdr" })
        {
            using VolumeReader reader = VolumeReader.Open(folder[name]);
            Assert.That(VolumeSlices.Bytes(reader, new Random(3)), Is.EqualTo(VolumeSamples.Bytes(VolumeFile.Read(folder[name]))), name);
        }
    }

    [Test]
    public void ReadSlices_WhatComesBefore_IsPassedOver()
    {
        using var folder = new VolumeFolder();
        var volume = (Volume<short>)VolumeSamples.Random(new Random(2), VolumeSamples.Plain(4, 3, 6), typeof(short));
        VolumeFile.Write(folder["a.nii.gz"], volume);
        using VolumeReader reader = VolumeReader.Open(folder["a.nii.gz"]);
        var slice = new short[12];
        reader.ReadSlices<short>(4, 1, slice);
        Assert.That(slice, Is.EqualTo(volume.Slice(4).ToArray()));
        Assert.That(() => reader.ReadSlices<short>(4, 1, slice), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("the next is 5 of 6"));
        Assert.That(() => reader.ReadSlices<short>(5, 2, new short[24]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => reader.ReadSlices<short>(5, 1, slice.AsSpan(1)), Throws.ArgumentException.With.Message.Contains("do not fit into 11"));
        Assert.That(() => reader.ReadSlices<float>(5, 1, new float[12]), Throws.ArgumentException.With.Message.Contains("of type Int16, not Single"));
        reader.Dispose();
        Assert.That(() => reader.ReadSlices<short>(5, 1, slice), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(reader.ToString(), Is.EqualTo("VolumeReader: 4 x 3 x 6 Int16, 0.5 x 0.75 x 2 mm, LPS"));
    }

    // More values than an array holds: a volume in memory is refused, its slices are not.
    [Test]
    public void Open_MoreThanAnArrayHolds_GivesSlices()
    {
        using var folder = new VolumeFolder();
        byte[] header = "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 65536 16384 3\nencoding: raw\n\n"u8.ToArray();
        using (FileStream file = File.Create(folder["large.nrrd"]))
        {
            file.Write(header);
            file.SetLength(header.Length + (3L << 30));
            file.Position = header.Length + (1L << 30) - 1;
            file.Write([7, 8]);
        }

        using VolumeReader reader = VolumeReader.Open(folder["large.nrrd"]);
        Assert.That((reader.SliceCount, reader.SliceLength), Is.EqualTo((3, 1L << 30)));
        Assert.That(() => VolumeFile.Read(folder["large.nrrd"]), Throws.TypeOf<VolumeFormatException>().With.Message.Contains($"'sizes' is 65536 16384 3: more than the {Array.MaxLength} values that are supported."));
    }

    [TestCase("a.nrrd")]
    [TestCase("a.nii.gz")]
    public void ReadSlices_FileWrittenToMeanwhile_IsRefused(string name)
    {
        using var folder = new VolumeFolder();
        Volume volume = VolumeSamples.Random(new Random(5), VolumeSamples.Plain(40, 30, 20), typeof(short));
        VolumeFile.Write(folder[name], volume, new() { Compression = name == "a.nrrd" ? System.IO.Compression.CompressionLevel.NoCompression : null });
        using VolumeReader reader = VolumeReader.Open(folder[name]);
        var slices = new short[1200 * 20];
        reader.ReadSlices<short>(0, 9, slices);
        File.SetLastWriteTimeUtc(folder[name], DateTime.UtcNow.AddMinutes(-3));
        VolumeFormatException fault = Assert.Throws<VolumeFormatException>(() => reader.ReadSlices<short>(9, 11, slices))!;
        Assert.That(fault.Message, Does.Contain("The file changed while it was read: it was ").And.Contain("Read it again when it is written."));
    }

    [Test]
    public void ReadSlices_CutWithinASlice_SaysWhere()
    {
        using var folder = new VolumeFolder();
        Volume volume = VolumeSamples.Random(new Random(5), VolumeSamples.Plain(4, 3, 5), typeof(short));
        VolumeFile.Write(folder["a.nrrd"], volume, new() { Compression = System.IO.Compression.CompressionLevel.NoCompression });
        byte[] whole = File.ReadAllBytes(folder["a.nrrd"]);
        using VolumeReader reader = VolumeReader.Open(new OneWayStream(new MemoryStream(whole[..^31])));
        var slice = new short[12];
        for (int z = 0; z < 3; z++)
            reader.ReadSlices<short>(z, 1, slice);
        VolumeFormatException fault = Assert.Throws<VolumeFormatException>(() => reader.ReadSlices<short>(3, 1, slice))!;
        Assert.That(fault.Message, Does.Contain("The header promises 60 values (sizes); the data ends after 44."));
    }
}
