using Dcmqi.Binary;

namespace Dcmqi.Tests.Binary;

public sealed class SpanReaderTests
{
    [Test]
    public void TryRead_BothByteOrders_AndStopsAtTheEnd()
    {
        SpanReader reader = new([1, 2, 1, 2, 0, 0, 0x80, 0x3F, 9]);
        Assert.That(reader.TryReadUInt16(isBigEndian: false, out ushort little) && little == 0x0201);
        Assert.That(reader.TryReadUInt16(isBigEndian: true, out ushort big) && big == 0x0102);
        Assert.That(reader.TryReadSingle(isBigEndian: false, out float one) && one == 1f);
        Assert.That(reader.TryReadUInt16(isBigEndian: false, out _), Is.False);
        Assert.That(reader.Remaining, Is.EqualTo(1));
        Assert.That(reader.TryReadBytes(-1, out _), Is.False);
        Assert.That(reader.TryReadByte(out byte last) && last == 9 && reader.IsAtEnd);
    }
}
