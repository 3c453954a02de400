using System.IO.Compression;
using Dcmqi.Tests.Support;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

/// <summary>Several gzip members are inflated by several threads as one thread would.</summary>
public sealed class GZipInflaterTests
{
    private static readonly Func<int, byte[]>[] Extras = [GZipMembers.BgzfExtra, GZipMembers.MgzipExtra];

    [Test]
    public void Read_SeveralMembers_GivesAllInOrder([Values(1, 2, 9)] int threads, [Values(1, 100, 5000, 1 << 20)] int pieceBytes)
    {
        var random = new Random(threads + pieceBytes);
        var content = new List<byte>();
        var file = new List<byte>();
        for (int member = 0; member < 40; member++)
        {
            byte[] part = GZipMembers.Content(member % 7 == 3 ? 0 : random.Next(1, 9000), random, member % 3 == 0 ? 1 : 60);
            content.AddRange(part);
            file.AddRange(GZipMembers.Member(part, member % 5 == 0 ? CompressionLevel.NoCompression : CompressionLevel.Optimal, (member % 3) switch { 0 => null, int kind => Extras[kind - 1] }, member % 4 == 1 ? "a.nii" : null, member % 6 == 2));
        }

        foreach (int most in (int[])[1, 777, 1 << 17])
        {
            using var inflater = new GZipInflater(new OneWayStream(new MemoryStream([.. file])), pieceBytes, threads);
            Assert.That(GZipMembers.ReadAll(inflater, most, random).AsSpan().SequenceEqual([.. content]), Is.True);
            Assert.That(inflater.IsFollowedByOther, Is.False);
        }
    }

    // Members of 64 KB by another writer, whose file ends with an empty one; 2 MB are cut into pieces of the usual size.
    [Test]
    public void Read_FileOfBgzip_GivesTheSameVoxels()
    {
        ExternalProgram bgzip = ExternalProgram.Find("bgzip", "tabix");
        using var folder = new VolumeFolder();
        var volume = new Volume<ushort>(VolumeSamples.Plain(103, 97, 211), [.. GZipMembers.Content(103 * 97 * 211, new Random(8), 30).Select(value => (ushort)(value * 3))]);
        VolumeFile.Write(folder["a.nii"], volume);
        byte[] plain = File.ReadAllBytes(folder["a.nii"]);
        bgzip.Succeed("--force", folder["a.nii"]);
        byte[] packed = File.ReadAllBytes(folder["a.nii.gz"]);
        Assert.That(packed.AsSpan(packed.Length - GZipMembers.BgzfEnd().Length + 12, 2).SequenceEqual("BC"u8), Is.True);

        using var inflater = new GZipInflater(new MemoryStream(packed), threads: 2);
        Assert.That(GZipMembers.ReadAll(inflater, 1 << 16).AsSpan().SequenceEqual(plain), Is.True);
        Volume read = VolumeFile.Read(folder["a.nii.gz"]);
        VolumeSamples.AssertSame(read, volume, 1e-4);
        Assert.That(read.Warnings, Is.Empty);
    }

    // A stored block that holds gzip files has beginnings that are none; behind it there are others that are.
    [Test]
    public void Read_MembersWithinAMember_AreItsContent([Values(1, 2, 4)] int threads, [Values] bool isAtEnd)
    {
        var random = new Random(6);
        byte[] inner = [.. Enumerable.Range(0, 20).SelectMany(_ => GZipMembers.Member(GZipMembers.Content(300, random, 3)))];
        byte[] outer = GZipMembers.Content(2000, random, 5);
        byte[] file = [.. GZipMembers.Member(outer), .. GZipMembers.Member(inner, CompressionLevel.NoCompression), .. isAtEnd ? [] : GZipMembers.Member(outer)];
        using var inflater = new GZipInflater(new MemoryStream(file), 1000, threads);
        byte[] expected = [.. outer, .. inner, .. isAtEnd ? [] : outer];
        Assert.That(GZipMembers.ReadAll(inflater, 313).AsSpan().SequenceEqual(expected), Is.True);
    }

    // gzip does not look at it, nor does anybody who reads the members one after the other.
    [Test]
    public void Read_WrongSizeInHeader_IsNotBelieved([Values(0, 1, 30, 65535)] int size)
    {
        byte[] first = GZipMembers.Content(3000, new Random(1), 4), second = GZipMembers.Content(2000, new Random(2), 4);
        byte[] file = [.. GZipMembers.Member(first, extra: _ => GZipMembers.BgzfExtra(size + 1)), .. GZipMembers.Member(second, extra: GZipMembers.BgzfExtra), .. GZipMembers.BgzfEnd()];
        using var inflater = new GZipInflater(new MemoryStream(file), 100, 2);
        Assert.That(GZipMembers.ReadAll(inflater, 4096).AsSpan().SequenceEqual([.. first, .. second]), Is.True);
    }

    [Test]
    public void Read_DamagedMember_IsNamed([Values(1, 2, 5)] int threads, [Values(1, 3000, 1 << 20)] int pieceBytes, [Values(10, 100_000)] int most)
    {
        var random = new Random(3);
        byte[][] contents = [.. Enumerable.Range(0, 9).Select(_ => GZipMembers.Content(random.Next(1, 4000), random, 4))];
        byte[][] members = [.. contents.Select((content, index) => GZipMembers.Member(content, extra: index % 2 == 0 ? GZipMembers.BgzfExtra : null))];
        byte[] file = [.. members.SelectMany(member => member)];
        for (int damaged = 0; damaged < members.Length; damaged++)
        {
            int begin = members.Take(damaged).Sum(member => member.Length), end = begin + members[damaged].Length;
            string name = $"gzip member {damaged + 1}, from byte {begin} of the data on,";
            int given = contents.Take(damaged).Sum(content => content.Length);

            // Checksum, length, which may promise 4 GB, and end.
            Assert.That(Fault(Changed(file, end - 6)), Is.EqualTo($"{name} does not inflate to what its checksum says."));
            Assert.That(Fault(Changed(file, end - 1)), Is.EqualTo($"{name} does not inflate to what its checksum says."));
            if (damaged > 0)
                Assert.That(Fault(file[..(end - 9)]), Is.EqualTo($"{name} ends before its checksum."));

            string Fault(byte[] bytes)
            {
                using var inflater = new GZipInflater(new MemoryStream(bytes), pieceBytes, threads);
                var good = new MemoryStream();
                InvalidDataException fault = Assert.Throws<InvalidDataException>(() => inflater.CopyTo(good, most))!;
                Assert.That(good.Length, Is.GreaterThanOrEqualTo(given));
                return fault.Message;
            }
        }
    }

    [Test]
    public void Read_OneDamagedMember_SaysTheSameHoweverMuchIsAskedFor([Values(1, 100, 1 << 20)] int most)
    {
        byte[] member = GZipMembers.Member(GZipMembers.Content(100_000, new Random(3), 4));
        Assert.That(Fault(member[..^1]), Is.EqualTo("it ends before its checksum."));
        Assert.That(Fault(member[..^10]), Is.EqualTo("it ends before its checksum."));
        Assert.That(Fault(member[..20_001]), Is.EqualTo("it ends before its checksum."));
        Assert.That(Fault(Changed(member, member.Length - 7)), Is.EqualTo("it does not inflate to what its checksum says."));
        Assert.That(Fault(Changed(member, 3)), Is.EqualTo("it does not inflate to what its checksum says."));

        string Fault(byte[] bytes) => Assert.Throws<InvalidDataException>(() => GZipMembers.ReadAll(new GZipInflater(new MemoryStream(bytes)), most))!.Message;
    }

    [TestCase(new byte[] { 0, 0, 0, 0, 0 })]
    [TestCase(new byte[] { 7 })]
    [TestCase(new byte[] { 0, 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0 })]
    public void Read_OtherBytesBehindTheLastMember_AreLeftOut(byte[] other)
    {
        byte[] content = GZipMembers.Content(4000, new Random(1), 4);
        byte[] member = GZipMembers.Member(content);
        byte[] file = [.. member, .. member, .. GZipMembers.BgzfEnd(), .. other];
        foreach (int pieceBytes in (int[])[1, 5000, 1 << 20])
        {
            using var inflater = new GZipInflater(new MemoryStream(file), pieceBytes, 2);
            Assert.That(GZipMembers.ReadAll(inflater, 1000).AsSpan().SequenceEqual([.. content, .. content]), Is.True);
            Assert.That(inflater.IsFollowedByOther, Is.True);
        }
    }

    // Whoever opens a file for its header need not wait for more, and a bomb costs nothing before it is asked for.
    [Test]
    public void Read_Header_InflatesNothingAhead()
    {
        byte[] member = GZipMembers.Member(GZipMembers.Content(60_000, new Random(1), 2), CompressionLevel.NoCompression);
        var source = new MemoryStream([.. Enumerable.Repeat(member, 400).SelectMany(bytes => bytes)]);
        using var inflater = new GZipInflater(source, threads: 8);
        inflater.ReadExactly(new byte[4096]);
        Assert.That(source.Position, Is.LessThan(1 << 20));
        inflater.ReadExactly(new byte[100_000]);
        Assert.That(source.Position, Is.GreaterThan(2 << 20));
    }

    [Test]
    public void Read_FailingSource_GoesOnWhereItFailed()
    {
        var random = new Random(4);
        byte[] content = GZipMembers.Content(60_000, random, 2);
        byte[] file = [.. content.Chunk(5000).SelectMany(part => GZipMembers.Member(part))];
        using var inflater = new GZipInflater(new FailingStream(file), 5000, 2);
        var read = new MemoryStream();
        int failures = 0;
        var buffer = new byte[900];
        for (int count = 1; count > 0;)
        {
            try
            {
                count = inflater.Read(buffer);
                read.Write(buffer, 0, count);
            }
            catch (IOException)
            {
                failures++;
            }
        }

        Assert.That(read.ToArray().AsSpan().SequenceEqual(content), Is.True);
        Assert.That(failures, Is.GreaterThan(3));
    }

    [Test]
    public void Dispose_WhileOthersInflate_LeavesBuffersAlone()
    {
        byte[] content = GZipMembers.Content(900_000, new Random(2), 2);
        byte[] file = [.. content.Chunk(30_000).SelectMany(part => GZipMembers.Member(part))];
        for (int asked = 1; asked < content.Length; asked += 90_001)
        {
            using (var abandoned = new GZipInflater(new MemoryStream(file), 60_000, 4))
                abandoned.ReadExactly(new byte[asked]);
            using var inflater = new GZipInflater(new MemoryStream(file), 60_000, 4);
            Assert.That(GZipMembers.ReadAll(inflater, 100_000).AsSpan().SequenceEqual(content), Is.True);
            inflater.Dispose();
            inflater.Dispose();
        }
    }

    private static byte[] Changed(byte[] file, int position)
    {
        byte[] changed = [.. file];
        changed[position] ^= 0xFF;
        return changed;
    }

    // Fails before each third piece.
    private sealed class FailingStream(byte[] content) : MemoryStream(content)
    {
        private int _reads;

        public override int Read(byte[] buffer, int offset, int count) =>
            _reads++ % 3 == 2 ? throw new IOException("The disk is tired.") : base.Read(buffer, offset, Math.Min(count, 3000));
    }
}
