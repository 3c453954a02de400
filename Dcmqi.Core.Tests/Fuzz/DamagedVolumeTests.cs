using System.IO.Compression;
using Dcmqi.Tests.Support;
using Dcmqi.Tests.Volumes;

namespace Dcmqi.Tests.Fuzz;

/// <summary>Compressed files with a byte changed or their end cut off: what is read is what was written, or nothing.</summary>
public sealed class DamagedVolumeTests
{
    private const int FlipsPerFile = 500;

    private static readonly string[] Names = ["a.nii.gz", "a.nrrd", "a.mha", "a.nhdr", "a.mhd", "a.hdr.gz"];

    [TestCaseSource(nameof(Names))]
    public void Read_OneByteFlipped_IsTheSameOrRefused(string name)
    {
        using var folder = new VolumeFolder();
        Volume volume = Labels(31, 22, 13);
        VolumeFile.Write(folder[name], volume);
        byte[] expected = VolumeSamples.Bytes(volume);
        string damaged = DataFileOf(folder[name]);
        byte[] whole = File.ReadAllBytes(damaged);
        int start = CompressedStart(whole, name);
        var random = new Random(23);
        int refused = 0;
        int flips = TestScale.Cases(FlipsPerFile);
        for (int i = 0; i < flips; i++)
        {
            int position = random.Next(start, whole.Length);
            byte[] file = [.. whole];
            file[position] ^= (byte)random.Next(1, 256);
            refused += Refuses(folder[name], damaged, file, expected, $"flip {i} at {position}") ? 1 : 0;
        }

        // Only the time, the system and the like in the header of a gzip member may change and mean nothing.
        Assert.That(refused, Is.GreaterThan(flips * 0.8));
    }

    [TestCaseSource(nameof(Names))]
    public void Read_CutShort_IsRefused(string name)
    {
        using var folder = new VolumeFolder();
        Volume volume = Labels(7, 5, 3);
        VolumeFile.Write(folder[name], volume);
        string damaged = DataFileOf(folder[name]);
        byte[] whole = File.ReadAllBytes(damaged);
        for (int length = whole.Length - 1; length >= CompressedStart(whole, name); length--)
            Assert.That(Refuses(folder[name], damaged, whole[..length], [], $"{length} bytes"), Is.True, $"{length} of {whole.Length} bytes");
    }

    [TestCase(CompressionLevel.NoCompression)]
    [TestCase(CompressionLevel.Optimal)]
    public void Read_SeveralMembers_EachIsChecked(CompressionLevel level)
    {
        using var folder = new VolumeFolder();
        Volume volume = Labels(17, 9, 5);
        VolumeFile.Write(folder["plain.nii"], volume);
        byte[] plain = File.ReadAllBytes(folder["plain.nii"]);
        byte[] whole = [.. Member(plain[..400], level), .. Member(plain[400..401], level), .. Member([], level), .. Member(plain[401..], level)];
        Assert.That(Refuses(folder["m.nii.gz"], folder["m.nii.gz"], whole, VolumeSamples.Bytes(volume), "whole"), Is.False);

        for (int length = 0; length < whole.Length; length++)
            Assert.That(Refuses(folder["m.nii.gz"], folder["m.nii.gz"], whole[..length], [], ""), Is.True, $"{length} of {whole.Length} bytes");
        var random = new Random(5);
        for (int i = 0; i < TestScale.Cases(FlipsPerFile); i++)
        {
            byte[] file = [.. whole];
            int position = random.Next(file.Length);
            file[position] ^= (byte)(1 << random.Next(8));
            Refuses(folder["m.nii.gz"], folder["m.nii.gz"], file, VolumeSamples.Bytes(volume), $"flip {i} at {position}");
        }
    }

    // What gzip calls sound is read and is the same; what it refuses is refused, or the same where only bytes behind the last member are wrong.
    [TestCase("nibabel")]
    [TestCase("plastimatch")]
    [TestCase("gzip")]
    public void Read_OthersFilesWithAByteFlipped_GzipSaysTheSame(string writer)
    {
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder["plain.nii"], Labels(29, 21, 11));
        WriteAs(writer, folder["plain.nii"], folder["whole.nii.gz"]);
        byte[] whole = File.ReadAllBytes(folder["whole.nii.gz"]);
        byte[] expected = VolumeSamples.Bytes(VolumeFile.Read(folder["whole.nii.gz"]));
        var random = new Random(writer.Length);
        int count = TestScale.Cases(150);
        for (int i = 0; i < count; i++)
        {
            byte[] file = [.. whole];
            file[i % 3 == 0 ? random.Next(40) : random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(folder[$"damaged-{i}.gz"], file);
        }

        string[] sound = ExternalProgram.Find("sh", "dash").Succeed("-c", "cd \"$1\" && for f in damaged-*.gz; do gzip -t \"$f\" 2>/dev/null && echo \"$f\"; done; true", "sh", Path.GetDirectoryName(folder["x"])!)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(sound.Length, Is.GreaterThan(0).And.LessThan(count / 2));
        for (int i = 0; i < count; i++)
        {
            string path = folder[$"damaged-{i}.gz"];
            bool refused = Refuses(path, path, File.ReadAllBytes(path), expected, path);
            if (sound.Contains($"damaged-{i}.gz"))
                Assert.That(refused, Is.False, path);
        }
    }

    [Test]
    public void Read_OtherBytesBehindTheLastMember_AreLeftOutWithAWarning()
    {
        using var folder = new VolumeFolder();
        Volume volume = Labels(6, 5, 4);
        VolumeFile.Write(folder["a.nii.gz"], volume);
        File.WriteAllBytes(folder["b.nii.gz"], [.. File.ReadAllBytes(folder["a.nii.gz"]), 0, 0, 0, 7]);
        Volume read = VolumeFile.Read(folder["b.nii.gz"]);
        VolumeSamples.AssertSame(read, volume, 1e-4);
        Assert.That(read.Warnings, Has.Some.Contains("Behind the compressed data"));
        Assert.That(VolumeFile.Read(folder["a.nii.gz"]).Warnings, Is.Empty);
    }

    [Test]
    public void Read_MoreThanTheHeaderSays_IsRefused()
    {
        using var folder = new VolumeFolder();
        VolumeFile.Write(folder["a.nii"], Labels(6, 5, 4));
        File.WriteAllBytes(folder["a.nii.gz"], Member([.. File.ReadAllBytes(folder["a.nii"]), 0], CompressionLevel.Optimal));
        VolumeFormatException fault = Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(folder["a.nii.gz"]))!;
        Assert.That(fault.Message, Does.Contain("more than the 120 values that dim promises"));
    }

    // Zip streams hand over what they have; a network hands over less than was asked for.
    [TestCase(1)]
    [TestCase(7)]
    public void Read_StreamInSmallPieces_IsTheSame(int piece)
    {
        using var folder = new VolumeFolder();
        Volume volume = Labels(13, 11, 4);
        VolumeFile.Write(folder["plain.nii"], volume);
        byte[] plain = File.ReadAllBytes(folder["plain.nii"]);
        byte[] whole = [.. Member(plain[..999], CompressionLevel.Optimal), .. Member(plain[999..], CompressionLevel.NoCompression)];
        VolumeSamples.AssertSame(VolumeFile.Read(new Pieces(whole, piece)), volume, 1e-4);
        Assert.Throws<VolumeFormatException>(() => VolumeFile.Read(new Pieces(whole[..^1], piece)));
    }

    private static bool Refuses(string path, string damaged, byte[] content, byte[] expected, string what)
    {
        File.WriteAllBytes(damaged, content);
        try
        {
            Volume read = VolumeFile.Read(path);
            Assert.That(VolumeSamples.Bytes(read).AsSpan().SequenceEqual(expected), Is.True, $"{what}: other voxels without a fault");
            return false;
        }
        catch (VolumeFormatException)
        {
            return true;
        }
    }

    // Runs of labels, as organs make them: a changed length of one run then shifts all that follow.
    private static Volume<ushort> Labels(int x, int y, int z)
    {
        var random = new Random(x);
        var voxels = new ushort[x * y * z];
        for (int i = 0; i < voxels.Length;)
        {
            ushort label = (ushort)random.Next(0, 300);
            for (int end = Math.Min(voxels.Length, i + random.Next(1, 40)); i < end; i++)
                voxels[i] = label;
        }

        return new Volume<ushort>(VolumeSamples.Plain(x, y, z), voxels);
    }

    private static string DataFileOf(string path)
    {
        foreach (string extension in (string[])[".raw.gz", ".zraw"])
        {
            if (File.Exists(Path.ChangeExtension(path, extension)))
                return Path.ChangeExtension(path, extension);
        }

        return path;
    }

    // The text of a header before it has no checksum.
    private static int CompressedStart(byte[] file, string name) => name switch
    {
        "a.nrrd" => file.AsSpan().IndexOf("\n\n"u8) + 2,
        "a.mha" => file.AsSpan().IndexOf("LOCAL\n"u8) + 6,
        _ => 0,
    };

    private static void WriteAs(string writer, string plain, string packed)
    {
        switch (writer)
        {
            case "nibabel":
                VolumeTools.Nibabel("import sys, nibabel; nibabel.save(nibabel.load(sys.argv[1]), sys.argv[2])", plain, packed);
                break;
            case "plastimatch":
                VolumeTools.Plastimatch("convert", "--input", plain, "--output-img", packed);
                break;
            default:
                // Two members, as 'gzip >> file' makes them.
                ExternalProgram.Find("sh", "dash").Succeed("-c", "head -c 700 \"$1\" | gzip -9 > \"$2\" && tail -c +701 \"$1\" | gzip -1 >> \"$2\"", "sh", plain, packed);
                break;
        }
    }

    private static byte[] Member(byte[] content, CompressionLevel level)
    {
        var member = new MemoryStream();
        using (var compressor = new GZipStream(member, level))
            compressor.Write(content);
        return member.ToArray();
    }

    private sealed class Pieces(byte[] content, int size) : MemoryStream(content, writable: false)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, size)]);
    }
}
