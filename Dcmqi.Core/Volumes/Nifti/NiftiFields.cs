using System.Buffers.Binary;

namespace Dcmqi.Volumes.Nifti;

/// <summary>Numbers of a binary header in its own byte order.</summary>
internal readonly ref struct NiftiFields(ReadOnlySpan<byte> bytes, bool bigEndian)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public short Int16(int offset) => bigEndian
        ? BinaryPrimitives.ReadInt16BigEndian(_bytes[offset..]) : BinaryPrimitives.ReadInt16LittleEndian(_bytes[offset..]);

    public int Int32(int offset) => bigEndian
        ? BinaryPrimitives.ReadInt32BigEndian(_bytes[offset..]) : BinaryPrimitives.ReadInt32LittleEndian(_bytes[offset..]);

    public long Int64(int offset) => bigEndian
        ? BinaryPrimitives.ReadInt64BigEndian(_bytes[offset..]) : BinaryPrimitives.ReadInt64LittleEndian(_bytes[offset..]);

    public double Single(int offset) => BitConverter.Int32BitsToSingle(Int32(offset));

    public double Double(int offset) => BitConverter.Int64BitsToDouble(Int64(offset));
}
