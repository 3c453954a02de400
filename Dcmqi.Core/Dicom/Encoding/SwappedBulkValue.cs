using Dcmqi.Binary;

namespace Dcmqi.Dicom.Encoding;

/// <summary>A big endian value, given little endian.</summary>
internal sealed class SwappedBulkValue(BulkValue value, int unitSize) : BulkValue
{
    public override long Length => value.Length;

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        int before = (int)(offset % unitSize);
        if (before == 0 && destination.Length % unitSize == 0)
        {
            value.Read(offset, destination);
            ByteOrder.Reverse(destination, unitSize);
            return;
        }

        // A part that begins or ends within a number: whole numbers are read around it.
        long end = Math.Min(Length, (offset + destination.Length + unitSize - 1) / unitSize * unitSize);
        byte[] around = new byte[end - (offset - before)];
        value.Read(offset - before, around);
        ByteOrder.Reverse(around, unitSize);
        around.AsSpan(before, destination.Length).CopyTo(destination);
    }
}
