using System.Numerics;
using System.Runtime.InteropServices;
using Dcmqi.ParametricMaps;

namespace Dcmqi.Tests.ParametricMaps;

/// <summary>Whole numbers that are rounded several at a time are those that are rounded one by one.</summary>
public sealed class StoredPixelsTests
{
    private static readonly StoredPixels[] Stored =
    [
        new(ParametricMapPixelType.UInt16, LinearScale.Identity, 0, ushort.MaxValue, null),
        new(ParametricMapPixelType.UInt16, LinearScale.Identity, 0, 65534, ushort.MaxValue),
        new(ParametricMapPixelType.UInt16, new LinearScale(0.1, -3276.7), 1, ushort.MaxValue, 0),
        new(ParametricMapPixelType.UInt16, new LinearScale(-0.75, 12.5), 0, 40000, 65000),
        new(ParametricMapPixelType.UInt16, new LinearScale(1e-310, 0), 0, ushort.MaxValue, 7),
        new(ParametricMapPixelType.UInt16, new LinearScale(double.MaxValue, -double.MaxValue), 0, ushort.MaxValue, null),
        new(ParametricMapPixelType.UInt8, LinearScale.Identity, 0, byte.MaxValue, null),
        new(ParametricMapPixelType.UInt8, new LinearScale(1.0 / 3, 0.25), 0, 254, 255),
        new(ParametricMapPixelType.UInt8, new LinearScale(0, 0), 0, byte.MaxValue, null),
    ];

    [TestCaseSource(nameof(Stored))]
    public void Store_ManyVoxels_AreThoseOfOne(object pixels)
    {
        var stored = (StoredPixels)pixels;
        AssertSame<float>(stored, [.. Edges().Select(value => (float)value).SelectMany(value => new[] { value, float.BitIncrement(value), float.BitDecrement(value) }), .. Floats()]);
        AssertSame<double>(stored, [.. Edges().SelectMany(value => new[] { value, double.BitIncrement(value), double.BitDecrement(value) }), .. Doubles(stored.Scale)]);
        AssertSame<byte>(stored, [.. Enumerable.Range(0, 256).Select(value => (byte)value)]);
        AssertSame<sbyte>(stored, [.. Enumerable.Range(-128, 256).Select(value => (sbyte)value)]);
        AssertSame<short>(stored, [.. Enumerable.Range(short.MinValue, 65536).Select(value => (short)value)]);
        AssertSame<ushort>(stored, [.. Enumerable.Range(0, 65536).Select(value => (ushort)value)]);
        AssertSame<int>(stored, [int.MinValue, int.MaxValue, 0, -1, 65535, 65536]);
        AssertSame<uint>(stored, [uint.MaxValue, 0, 65535, 65536]);
        AssertSame<long>(stored, [long.MinValue, long.MaxValue, (1L << 53) + 1, -1, 65535]);
        AssertSame<ulong>(stored, [ulong.MaxValue, ulong.MaxValue - 1025, 0, 65535]);
    }

    [Test]
    public void LargestError_ManyVoxels_IsThatOfTheWorst()
    {
        var random = new Random(3);
        foreach (StoredPixels stored in Stored.Where(stored => stored.Scale.Slope != 0))
        {
            for (int count = 1; count < 700; count += 97)
            {
                float[] voxels = [.. Enumerable.Range(0, count).Select(_ => (float)(stored.Scale.Apply(random.NextDouble() * stored.Greatest)))];
                voxels[random.Next(count)] = float.NaN;
                voxels[random.Next(count)] = float.NegativeInfinity;
                double worst = voxels.Where(float.IsFinite).Select(voxel => Math.Abs(stored.Scale.Apply(stored.Store(voxel)) - voxel)).DefaultIfEmpty().Max();
                Assert.That(stored.LargestError<float>(voxels), Is.EqualTo(worst));
            }
        }
    }

    // Any part of the blocks and vectors that they are taken in.
    private static void AssertSame<T>(StoredPixels stored, T[] voxels)
        where T : unmanaged, INumber<T>
    {
        double[] expected = [.. voxels.Select(voxel => stored.Store(double.CreateTruncating(voxel)))];
        foreach (int from in (ReadOnlySpan<int>)[0, 1, 3, voxels.Length / 2])
        {
            int count = voxels.Length - from;
            var bytes = new byte[count * stored.BitsAllocated / 8];
            stored.Store<T>(voxels.AsSpan(from), bytes);
            ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (int index = 0; index < count; index++)
            {
                int actual = stored.BitsAllocated == 8 ? bytes[index] : words[index];
                int wanted = stored.BitsAllocated == 8 ? byte.CreateTruncating(expected[from + index]) : ushort.CreateTruncating(expected[from + index]);
                if (actual != wanted)
                    Assert.Fail($"{stored}: {voxels[from + index]} ({typeof(T).Name}) is stored as {actual}, not {wanted}.");
            }
        }
    }

    private static IEnumerable<double> Edges()
    {
        yield return double.NaN;
        yield return double.PositiveInfinity;
        yield return double.NegativeInfinity;
        yield return -0.0;
        yield return double.Epsilon;
        yield return -double.Epsilon;
        yield return double.MaxValue;
        yield return double.MinValue;
        yield return float.MaxValue;
        yield return float.MinValue;
        foreach (double bound in (double[])[0, 1, 2, 127, 254, 255, 256, 32767, 40000, 65533, 65534, 65535, 65536, int.MaxValue, 1L << 51, 1L << 52])
        {
            foreach (double aside in (double[])[-1, -0.5, 0, 0.5, 1])
            {
                yield return bound + aside;
                yield return -bound + aside;
            }
        }
    }

    // Every magnitude and sign that 32 bits have, and all kinds of NaN; steps of a prime number of bits go through all of the mantissa.
    private static IEnumerable<float> Floats()
    {
        for (long bits = 0; bits <= uint.MaxValue; bits += 104_729)
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
    }

    // Halfway between two stored values, as near as it gets, and anything else.
    private static IEnumerable<double> Doubles(LinearScale scale)
    {
        for (int stored = -3; stored < 66000; stored += stored < 300 ? 1 : 97)
        {
            double halfway = scale.Apply(stored + 0.5);
            yield return halfway;
            yield return double.BitIncrement(halfway);
            yield return double.BitDecrement(halfway);
        }

        var random = new Random(5);
        for (int index = 0; index < 20_000; index++)
            yield return BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
    }
}
