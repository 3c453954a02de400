using System.Buffers.Binary;
using System.Text;

namespace Dcmqi.Volumes.Nifti;

/// <summary>Puts numbers and texts into a binary header in its byte order.</summary>
internal readonly ref struct NiftiFieldWriter(Span<byte> bytes, bool bigEndian)
{
    private readonly Span<byte> _bytes = bytes;

    public void Int16(int offset, int value)
    {
        if (bigEndian)
            BinaryPrimitives.WriteInt16BigEndian(_bytes[offset..], (short)value);
        else
            BinaryPrimitives.WriteInt16LittleEndian(_bytes[offset..], (short)value);
    }

    public void Int32(int offset, int value)
    {
        if (bigEndian)
            BinaryPrimitives.WriteInt32BigEndian(_bytes[offset..], value);
        else
            BinaryPrimitives.WriteInt32LittleEndian(_bytes[offset..], value);
    }

    public void Int64(int offset, long value)
    {
        if (bigEndian)
            BinaryPrimitives.WriteInt64BigEndian(_bytes[offset..], value);
        else
            BinaryPrimitives.WriteInt64LittleEndian(_bytes[offset..], value);
    }

    public void Single(int offset, double value) => Int32(offset, BitConverter.SingleToInt32Bits((float)value));

    public void Double(int offset, double value) => Int64(offset, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Text cut to a field, with a zero at its end.</summary>
    public void Text(int offset, int length, string value)
    {
        Span<byte> field = _bytes.Slice(offset, length);
        field.Clear();
        ReadOnlySpan<char> cut = value.AsSpan(0, Math.Min(value.Length, length - 1));
        Encoding.Latin1.GetBytes(cut, field);
    }
}
