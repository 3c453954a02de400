using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

internal sealed partial class DataSet
{
    /// <summary>The first value as an integer (IS, US, SS, UL, SL and their kin); <see langword="null"/> when absent or empty.</summary>
    /// <exception cref="DicomFormatException">It is not an integer of 32 bits.</exception>
    public int? GetInt32(Tag tag) => GetInt64(tag) is { } value ? ToInt32(tag, value) : null;

    /// <summary>All values as integers; empty when absent or empty.</summary>
    /// <exception cref="DicomFormatException">One is not an integer of 32 bits.</exception>
    public int[] GetInt32s(Tag tag)
    {
        if (Find(tag) is not { IsEmpty: false } element)
            return [];
        ReadOnlySpan<byte> value = element.Value.Span;
        int[] numbers = new int[CountOf(element, value)];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = ToInt32(tag, IsText(element) ? Whole(tag, Next(tag, ref value)) : IntegerAt(element, value, i));
        return numbers;
    }

    /// <summary>The first value as an integer; <see langword="null"/> when absent or empty.</summary>
    /// <exception cref="DicomFormatException">It is not an integer.</exception>
    public long? GetInt64(Tag tag)
    {
        if (Find(tag) is not { IsEmpty: false } element)
            return null;
        ReadOnlySpan<byte> value = element.Value.Span;
        return CountOf(element, value) == 0 ? null : IntegerAt(element, value, 0);
    }

    /// <summary>The first value as a number (DS, FD, FL, IS and the integer VRs); <see langword="null"/> when absent or empty.</summary>
    /// <exception cref="DicomFormatException">It is not a number.</exception>
    public double? GetDouble(Tag tag)
    {
        if (Find(tag) is not { IsEmpty: false } element)
            return null;
        ReadOnlySpan<byte> value = element.Value.Span;
        return CountOf(element, value) == 0 ? null : NumberAt(element, value, 0);
    }

    /// <summary>All values as numbers; empty when absent or empty.</summary>
    /// <exception cref="DicomFormatException">One is not a number.</exception>
    public double[] GetDoubles(Tag tag)
    {
        if (Find(tag) is not { IsEmpty: false } element)
            return [];
        ReadOnlySpan<byte> value = element.Value.Span;
        double[] numbers = new double[CountOf(element, value)];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = IsText(element) ? Next(tag, ref value) : NumberAt(element, value, i);
        return numbers;
    }

    /// <summary>All values of an element of VR AT; empty when absent.</summary>
    /// <exception cref="DicomFormatException">The element is of another VR or its length is not a multiple of four bytes.</exception>
    public Tag[] GetTags(Tag tag)
    {
        if (Find(tag) is not { IsEmpty: false } element)
            return [];
        ReadOnlySpan<byte> value = element.Value.Span;
        if (element.VR != VR.AT || value.Length % 4 != 0)
            throw Fault(tag, $"has VR {element.VR} and {value.Length} bytes; tags (AT) of 4 bytes each were expected");
        Tag[] tags = new Tag[value.Length / 4];
        for (int i = 0; i < tags.Length; i++)
        {
            ReadOnlySpan<byte> bytes = value[(i * 4)..];
            tags[i] = new Tag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));
        }

        return tags;
    }

    private static int SizeOf(VR vr) => vr switch
    {
        VR.US or VR.SS or VR.OW => 2,
        VR.UL or VR.SL or VR.FL or VR.OF or VR.OL => 4,
        VR.FD or VR.OD or VR.UV or VR.SV or VR.OV => 8,
        _ => 0,
    };

    private int CountOf(DataElement element, ReadOnlySpan<byte> value)
    {
        if (element.VR is VR.IS or VR.DS)
            return value.Trim(" \0"u8).IsEmpty ? 0 : value.Count((byte)'\\') + 1;
        int size = SizeOf(element.VR);
        if (size == 0)
            throw Fault(element.Tag, $"has VR {element.VR}; a number was expected");
        if (value.Length % size != 0)
            throw Fault(element.Tag, $"has {value.Length} bytes; a multiple of {size} was expected of VR {element.VR}");
        return value.Length / size;
    }

    private long IntegerAt(DataElement element, ReadOnlySpan<byte> value, int index)
    {
        switch (element.VR)
        {
            case VR.US or VR.OW: return MemoryMarshal.Read<ushort>(value[(index * 2)..]);
            case VR.SS: return MemoryMarshal.Read<short>(value[(index * 2)..]);
            case VR.UL or VR.OL: return MemoryMarshal.Read<uint>(value[(index * 4)..]);
            case VR.SL: return MemoryMarshal.Read<int>(value[(index * 4)..]);
            case VR.SV: return MemoryMarshal.Read<long>(value[(index * 8)..]);
        }

        return Whole(element.Tag, NumberAt(element, value, index));
    }

    // Of a text the first: GetDoubles and GetInt32s go through all of one by themselves.
    private double NumberAt(DataElement element, ReadOnlySpan<byte> value, int index)
    {
        switch (element.VR)
        {
            case VR.DS or VR.IS: return Next(element.Tag, ref value);
            case VR.FL or VR.OF: return MemoryMarshal.Read<float>(value[(index * 4)..]);
            case VR.FD or VR.OD: return MemoryMarshal.Read<double>(value[(index * 8)..]);
            case VR.UV or VR.OV: return MemoryMarshal.Read<ulong>(value[(index * 8)..]);
            default: return IntegerAt(element, value, index);
        }
    }

    private static bool IsText(DataElement element) => element.VR is VR.DS or VR.IS;

    // The first number of a text of several; the text then begins with the next, so that each character is looked at once.
    private double Next(Tag tag, ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\\');
        ReadOnlySpan<byte> value = (end < 0 ? text : text[..end]).Trim(" \0"u8);
        text = end < 0 ? default : text[(end + 1)..];
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            return number;
        throw Fault(tag, $"is '{TextEncoding.ASCII.GetString(value[..Math.Min(value.Length, 64)])}{(value.Length > 64 ? "..." : "")}'; a number was expected");
    }

    private long Whole(Tag tag, double number) => number == Math.Floor(number) && Math.Abs(number) <= (1L << 53)
        ? (long)number
        : throw Fault(tag, $"is {number.ToString(CultureInfo.InvariantCulture)}; an integer was expected");

    private int ToInt32(Tag tag, long value) =>
        value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fault(tag, $"is {value}; an integer of 32 bits was expected");

    internal DicomFormatException Fault(Tag tag, string what) => new($"{Describe(tag)} {what}.", PathOf(tag));
}
