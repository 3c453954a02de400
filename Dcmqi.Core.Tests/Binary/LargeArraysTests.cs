using Dcmqi.Binary;

namespace Dcmqi.Tests.Binary;

public class LargeArraysTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase((16 << 20) - 1)]
    [TestCase(16 << 20)]
    [TestCase((20 << 20) + 12345)]
    public void Zeroed_AnyLength_IsZero(int length)
    {
        byte[] array = LargeArrays.Zeroed<byte>(length);
        Assert.That(array, Has.Length.EqualTo(length));
        Assert.That(array.AsSpan().ContainsAnyExcept((byte)0), Is.False);
    }

    [Test]
    public void Zeroed_MemoryUsedBefore_IsZero()
    {
        for (int round = 0; round < 4; round++)
        {
            double[] array = LargeArrays.Zeroed<double>(5 << 20);
            Assert.That(array.AsSpan().ContainsAnyExcept(0.0), Is.False);
            array.AsSpan().Fill(double.NaN);
            GC.Collect();
        }
    }

    [Test]
    public void Uninitialized_HoldsWhatIsWritten()
    {
        ushort[] array = LargeArrays.Uninitialized<ushort>(30 << 20);
        for (int index = 0; index < array.Length; index++)
            array[index] = (ushort)(index * 31);
        GC.Collect();
        for (int index = 0; index < array.Length; index++)
        {
            if (array[index] != (ushort)(index * 31))
                Assert.Fail($"{index}");
        }
    }
}
