using Dcmqi.Segmentations;

namespace Dcmqi.Tests.Segmentations;

public class BitRunsTests
{
    [Test]
    public void Enumerate_RandomBits_GivesTheRunsOfANaiveLoop([Values(0.01, 0.5, 0.99, 1)] double density, [Values(8, 64, 1024)] int bytes)
    {
        var random = new Random(bytes);
        byte[] bits = new byte[bytes];
        for (int bit = 0; bit < bytes * 8; bit++)
        {
            if (random.NextDouble() < density)
                bits[bit / 8] |= (byte)(1 << (bit % 8));
        }

        var expected = new List<LabelRun>();
        for (int bit = 0; bit < bytes * 8; bit++)
        {
            if ((bits[bit / 8] >> (bit % 8) & 1) == 0)
                continue;
            if (expected.Count > 0 && expected[^1].Start + expected[^1].Length == bit)
                expected[^1] = expected[^1] with { Length = expected[^1].Length + 1 };
            else
                expected.Add(new LabelRun(bit, 1));
        }

        Assert.That(new BitRuns(bits).ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void Enumerate_NoBits_GivesNone() => Assert.That(new BitRuns(new byte[16]).ToArray(), Is.Empty);
}
