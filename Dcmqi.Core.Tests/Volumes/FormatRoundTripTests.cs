using System.IO.Compression;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Volumes;

public class FormatRoundTripTests
{
    private static readonly string[] Extensions = [".nrrd", ".nhdr", ".mha", ".mhd", ".nii", ".nii.gz", ".hdr", ".hdr.gz"];

    [Test]
    public void Write_AnyVolume_ReadsBack([ValueSource(nameof(Extensions))] string extension)
    {
        using var folder = new VolumeFolder();
        var random = new Random(20260 + extension.Length);
        int rounds = TestScale.Cases(8);
        for (int round = 0; round < rounds; round++)
        {
            foreach (Type type in VolumeSamples.Types)
            {
                VolumeComponentAxis axis = round % 2 == 0 ? VolumeComponentAxis.None : (VolumeComponentAxis)random.Next(1, 5);
                int components = axis == VolumeComponentAxis.None ? 1 : random.Next(2, 6);
                Volume volume = VolumeSamples.Random(random, VolumeSamples.Oblique(random), type, axis, components);
                string path = folder["v" + extension];
                VolumeFile.Write(path, volume, new VolumeWriteOptions
                {
                    ByteOrder = (VolumeByteOrder)random.Next(2),
                    Compression = extension is ".nrrd" or ".nhdr" or ".mha" or ".mhd" ? (CompressionLevel)random.Next(4) : null,
                    MaxDegreeOfParallelism = random.Next(1, 4),
                });

                Volume back = VolumeFile.Read(path);

                Assert.That(back.Warnings, Is.Empty);
                Assert.That(back.Name, Is.EqualTo(path));
                VolumeSamples.AssertSame(Renamed(back, volume), volume, extension[1..4] is "nii" or "hdr" ? 2e-3 : 1e-9);
            }
        }
    }

    [TestCase(VolumeFormat.Nrrd, 1e-9)]
    [TestCase(VolumeFormat.MetaImage, 1e-9)]
    [TestCase(VolumeFormat.Nifti, 1e-9)]
    public void Write_ToStreamsThatCannotSeek_ReadsBack(VolumeFormat format, double toleranceMm)
    {
        var random = new Random(5);
        foreach (CompressionLevel level in new[] { CompressionLevel.NoCompression, CompressionLevel.Optimal })
        {
            Volume volume = VolumeSamples.Random(random, VolumeSamples.Oblique(random, 40), typeof(short));
            var file = new MemoryStream();
            VolumeFile.Write(new OneWayStream(file), format, volume, new VolumeWriteOptions { Compression = level, NiftiVersion = 2 });
            file.Position = 0;

            Volume back = VolumeFile.Read(new OneWayStream(file));

            VolumeSamples.AssertSame(back, volume, toleranceMm);
        }
    }

    [Test]
    public void Write_IntoTheMiddleOfAStream_ReadsBackFromThere([Values(VolumeFormat.Nrrd, VolumeFormat.MetaImage, VolumeFormat.Nifti)] VolumeFormat format)
    {
        Volume volume = VolumeSamples.Random(new Random(6), VolumeSamples.Plain(7, 5, 3), typeof(int));
        var file = new MemoryStream();
        file.Write(new byte[37]);
        VolumeFile.Write(file, format, volume);
        file.Position = 37;

        VolumeSamples.AssertSame(VolumeFile.Read(file), volume, 1e-4);
    }

    [Test]
    public void Write_LongAxis_BecomesNifti2()
    {
        using var folder = new VolumeFolder();
        Volume volume = VolumeSamples.Random(new Random(8), VolumeSamples.Plain(40_000, 1, 2), typeof(byte));
        VolumeFile.Write(folder["long.nii"], volume);

        Assert.That(File.ReadAllBytes(folder["long.nii"])[..7], Is.EqualTo(new byte[] { 0x1C, 0x02, 0, 0, (byte)'n', (byte)'+', (byte)'2' }));
        VolumeSamples.AssertSame(VolumeFile.Read(folder["long.nii"]), volume, 1e-9);
    }

    [Test]
    public void Write_ShearedGrid_KeepsTheShear([Values(".nrrd", ".mha", ".nii")] string extension)
    {
        using var folder = new VolumeFolder();
        var geometry = new VolumeGeometry(
            new VolumeSize(4, 5, 6), Vector3d.Zero, new Vector3d(1, 1, 3), Vector3d.UnitX, Vector3d.UnitY, new Vector3d(0, 0.3, 1).Normalize());
        Volume volume = VolumeSamples.Random(new Random(9), geometry, typeof(byte));
        VolumeFile.Write(folder["s" + extension], volume);

        Volume back = VolumeFile.Read(folder["s" + extension]);

        VolumeSamples.AssertSame(back, volume, 1e-5);
        Assert.That(back.Warnings, extension == ".nii" ? Has.One.Contains("sheared") : Is.Empty);
    }

    [Test]
    public void Write_PropertiesAndComments_AreKept()
    {
        using var folder = new VolumeFolder();
        var volume = new Volume<byte>(VolumeSamples.Plain(2, 2, 2))
        {
            Properties = new Dictionary<string, string> { ["Segment0_Name"] = "liver", ["a long key"] = "two\nlines \\n" },
            Comments = ["made by hand"],
            NiftiExtensions = [new NiftiExtension(6, "a comment"u8.ToArray())],
        };
        VolumeFile.Write(folder["p.nrrd"], volume);
        Assert.That(VolumeFile.Read(folder["p.nrrd"]).Properties, Is.EqualTo(volume.Properties));

        Assert.That(VolumeFile.Read(folder["p.nrrd"]).Comments, Has.Count.EqualTo(3).And.Contains("made by hand"));
        VolumeFile.Write(folder["p.mha"], VolumeFile.Read(folder["p.nrrd"]));
        Assert.That(VolumeFile.Read(folder["p.mha"]).Comments, Has.Exactly(1).EqualTo("made by hand"));
        Assert.That(VolumeFile.Read(folder["p.mha"]).Properties, Is.EqualTo(new Dictionary<string, string> { ["Segment0_Name"] = "liver" }));

        VolumeFile.Write(folder["p.nii"], volume);
        NiftiExtension extension = VolumeFile.Read(folder["p.nii"]).NiftiExtensions.Single();
        Assert.That(extension.Code, Is.EqualTo(6));
        Assert.That(extension.Data.Span.TrimEnd((byte)0).SequenceEqual("a comment"u8), Is.True);
        Assert.That(extension.Data.Length, Is.EqualTo(24));
    }

    [Test]
    public void Write_UnknownExtension_Throws() =>
        Assert.That(
            () => VolumeFile.Write("x.png", new Volume<byte>(VolumeSamples.Plain(1, 1, 1))), Throws.ArgumentException.With.Message.Contains("x.png"));

    [Test]
    public void Write_PlainNiftiWithCompression_Throws() =>
        Assert.That(
            () => VolumeFile.Write("x.nii", new Volume<byte>(VolumeSamples.Plain(1, 1, 1)), new VolumeWriteOptions { Compression = CompressionLevel.Fastest }),
            Throws.ArgumentException.With.Message.Contains(".gz"));

    // MetaImage has only channels for what is no time, NIfTI only bytes of three or four for colours, NRRD only three or four colours.
    private static Volume Renamed(Volume back, Volume expected)
    {
        if (back.ComponentAxis is not (VolumeComponentAxis.Vector or VolumeComponentAxis.List)
            || expected.ComponentAxis is not (VolumeComponentAxis.List or VolumeComponentAxis.Color))
            return back;
        return back switch
        {
            Volume<sbyte> v => new Volume<sbyte>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<byte> v => new Volume<byte>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<short> v => new Volume<short>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<ushort> v => new Volume<ushort>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<int> v => new Volume<int>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<uint> v => new Volume<uint>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<long> v => new Volume<long>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<ulong> v => new Volume<ulong>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<float> v => new Volume<float>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            Volume<double> v => new Volume<double>(v.Geometry, v.Voxels.ToArray(), expected.ComponentAxis, v.Components),
            _ => back,
        };
    }
}
