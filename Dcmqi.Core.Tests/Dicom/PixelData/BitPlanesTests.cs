using Dcmqi.Dicom.PixelData;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Dicom.PixelData;

public sealed class BitPlanesTests
{
    [Test]
    public void Extract_Pinned_TakesLeastSignificantBitsFirst()
    {
        byte[] frame = new byte[2];
        // B4 = 1011_0100, its bits from 3 on: 0 1 1 0 1. 69 = 0110_1001, its first five: 1 0 0 1 0.
        BitPlanes.Extract([0xB4, 0x69], 3, 10, frame);
        Assert.That(frame, Is.EqualTo(new byte[] { 0b0011_0110, 0b01 }));
    }

    [Test]
    public void Extract_RandomRanges_AsBitByBit()
    {
        ForRandomRanges((random, source, start, count) =>
        {
            byte[] result = Random(random, ((count + 7) / 8) + 3);
            byte[] expected = [.. result];
            expected.AsSpan(0, (count + 7) / 8).Clear();
            for (int i = 0; i < count; i++)
                Put(expected, i, Get(source, start + i));
            BitPlanes.Extract(source, start, count, result);
            Assert.That(result, Is.EqualTo(expected), $"{count} bits from {start}");
        });
    }

    [Test]
    public void Insert_RandomRanges_AsBitByBit()
    {
        ForRandomRanges((random, destination, start, count) =>
        {
            byte[] source = Random(random, (count + 7) / 8);
            byte[] expected = [.. destination];
            for (int i = 0; i < count; i++)
                Put(expected, start + i, Get(source, i));
            BitPlanes.Insert(source, count, destination, start);
            Assert.That(destination, Is.EqualTo(expected), $"{count} bits to {start}");
        });
    }

    [Test]
    public void SetBits_RandomRanges_AsBitByBit()
    {
        ForRandomRanges((_, bits, start, count) =>
        {
            byte[] expected = [.. bits];
            for (int i = 0; i < count; i++)
                Put(expected, start + i, true);
            BitPlanes.SetBits(bits, start, count);
            Assert.That(bits, Is.EqualTo(expected), $"{count} bits from {start}");
        });
    }

    [Test]
    public void Runs_RandomBits_AsBitByBit()
    {
        ForRandomRanges((random, bits, start, count) =>
        {
            if (random.Next(2) == 0)
                BitPlanes.SetBits(bits, start, count);
            int looked = start + count;
            List<(int, int)> expected = [];
            for (int i = 0; i < looked; i++)
            {
                int first = i;
                while (i < looked && Get(bits, i))
                    i++;
                if (i > first)
                    expected.Add((first, i - first));
            }

            List<(int, int)> runs = [];
            foreach ((int Start, int Length) run in BitPlanes.Runs(bits, looked))
                runs.Add(run);
            Assert.That(runs, Is.EqualTo(expected));
        });
    }

    [Test]
    public void AllMembers_RangeOutside_Throws()
    {
        byte[] two = new byte[2];
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPlanes.Extract(two, 10, 7, new byte[8]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPlanes.Extract(two, 0, 9, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPlanes.Insert(new byte[1], 8, two, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPlanes.Insert(new byte[1], 9, two, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPlanes.SetBits(two, -1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPlanes.Runs(two, 17));
    }

    private static void ForRandomRanges(Action<Random, byte[], int, int> test)
    {
        Random random = new(5);
        for (int round = 0; round < 3000 * TestScale.Value; round++)
        {
            byte[] bytes = Random(random, random.Next(round % 10 == 0 ? 600 : 40));
            int start = random.Next((bytes.Length * 8) + 1);
            int count = random.Next(3) == 0 ? (bytes.Length * 8) - start : random.Next((bytes.Length * 8) - start + 1);
            test(random, bytes, start, count);
        }
    }

    private static byte[] Random(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        if (random.Next(4) == 0)
            Array.Fill(bytes, (byte)(random.Next(2) * 255));
        return bytes;
    }

    private static bool Get(byte[] bits, int index) => (bits[index / 8] & (1 << (index % 8))) != 0;

    private static void Put(byte[] bits, int index, bool value)
    {
        int mask = 1 << (index % 8);
        bits[index / 8] = (byte)(value ? bits[index / 8] | mask : bits[index / 8] & ~mask);
    }
}
