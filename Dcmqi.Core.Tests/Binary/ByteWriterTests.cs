using Dcmqi.Binary;

namespace Dcmqi.Tests.Binary;

public sealed class ByteWriterTests
{
    [Test]
    public void Write_Numbers_AreLittleEndianAndPatched()
    {
        using ByteWriter writer = new(1);
        writer.WriteByte(1);
        writer.WriteUInt32(0);
        writer.WriteUInt32(0xFFFF0203);
        writer.PatchUInt32(1, 0xA1B2C3D4);
        Assert.That(writer.ToArray(), Is.EqualTo(new byte[] { 1, 0xD4, 0xC3, 0xB2, 0xA1, 3, 2, 0xFF, 0xFF }));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.PatchUInt32(6, 0));
    }

    [Test]
    public void Write_ManyBytes_Grows()
    {
        using ByteWriter writer = new(16);
        for (int i = 0; i < 100_000; i++)
            writer.WriteUInt32((uint)i);
        Assert.That(writer.Count, Is.EqualTo(400_000));
        Assert.That(BitConverter.ToUInt32(writer.WrittenSpan[^4..]), Is.EqualTo(99_999));
    }
}
