using System.Buffers.Binary;
using Dcmqi.Volumes;

namespace Dcmqi.Tests.Volumes;

/// <summary>What gzip members promise is not allocated.</summary>
[NonParallelizable]
public sealed class GZipMemoryTests
{
    // Each member inflates to 64 MB of zeros; lengths that promise 4 GB, or nothing, change nothing.
    [TestCase(null)]
    [TestCase(uint.MaxValue)]
    [TestCase(0u)]
    public void Read_Bombs_TakeSomeBuffers(uint? promised)
    {
        byte[] bomb = GZipMembers.Member(new byte[64 << 20]);
        if (promised is { } length)
            BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(^4), length);
        byte[] file = [.. Enumerable.Repeat(bomb, 12).SelectMany(bytes => bytes)];
        var buffer = new byte[1 << 20];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long given = 0;
        using (var inflater = new GZipInflater(new MemoryStream(file), threads: 8))
        {
            try
            {
                for (int count; (count = inflater.Read(buffer)) > 0;)
                    given += count;
                Assert.That(promised, Is.Null);
            }
            catch (InvalidDataException fault)
            {
                Assert.That(promised, Is.Not.Null);
                Assert.That(fault.Message, Does.StartWith("gzip member 1, from byte 0 of the data on,"));
            }
        }

        Assert.That(given, Is.EqualTo(promised is null ? 12L * (64 << 20) : given).And.GreaterThanOrEqualTo(0));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(16 << 20));
    }

    // Noise of 40 MB in members of 64 KB, by eight threads: some pieces of 1 MB, which are used again.
    [Test]
    public void Read_ManyMembers_TakesSomePieces()
    {
        byte[] member = GZipMembers.Member(GZipMembers.Content(65_280, new Random(5), 2), extra: GZipMembers.BgzfExtra);
        byte[] file = [.. Enumerable.Repeat(member, 600).SelectMany(bytes => bytes), .. GZipMembers.BgzfEnd()];
        var buffer = new byte[1 << 20];
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long given = 0;
        using (var inflater = new GZipInflater(new MemoryStream(file), threads: 8))
        {
            for (int count; (count = inflater.Read(buffer)) > 0;)
                given += count;
        }

        Assert.That(given, Is.EqualTo(600L * 65_280));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(32 << 20));
    }
}
