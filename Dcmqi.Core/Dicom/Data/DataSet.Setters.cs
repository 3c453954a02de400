using System.Buffers.Binary;
using System.Globalization;
using TextEncoding = System.Text.Encoding;

namespace Dcmqi.Dicom;

internal sealed partial class DataSet
{
    /// <summary>Sets a text verbatim: a backslash in it divides values.</summary>
    /// <exception cref="ArgumentException">The dictionary's VR of the tag is not a text.</exception>
    public void Set(Tag tag, string value) => Set(tag, DicomDictionary.VrOf(tag), value);

    /// <summary>Sets the values of a text.</summary>
    /// <exception cref="ArgumentException">The dictionary's VR of the tag is not a text.</exception>
    public void Set(Tag tag, params string[] values) => Set(tag, string.Join('\\', values));

    /// <summary>Sets a text verbatim with a VR of the caller's choice, as private elements need.</summary>
    /// <exception cref="ArgumentException"><paramref name="vr"/> is not a text.</exception>
    public void Set(Tag tag, VR vr, string value)
    {
        if (!vr.IsText())
            throw new ArgumentException($"{tag.Describe()} has VR {vr}, which does not hold text.", nameof(tag));
        Put(new DataElement(tag, vr, TextEncoding.UTF8.GetBytes(value), null, isUtf8: true));
    }

    /// <summary>Sets an integer: as text for IS and DS, as bytes for the binary VRs.</summary>
    /// <exception cref="ArgumentException">The VR of the tag holds no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The VR of the tag cannot hold the number.</exception>
    public void Set(Tag tag, int value) => Set(tag, DicomDictionary.VrOf(tag), [value]);

    /// <inheritdoc cref="Set(Tag, int)"/>
    public void Set(Tag tag, params int[] values) => Set(tag, DicomDictionary.VrOf(tag), Array.ConvertAll(values, value => (double)value));

    /// <summary>Sets a number: as text of at most 16 characters for DS, as bytes for the binary VRs.</summary>
    /// <exception cref="ArgumentException">The VR of the tag holds no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The VR of the tag cannot hold the number.</exception>
    public void Set(Tag tag, double value) => Set(tag, DicomDictionary.VrOf(tag), [value]);

    /// <inheritdoc cref="Set(Tag, double)"/>
    public void Set(Tag tag, params double[] values) => Set(tag, DicomDictionary.VrOf(tag), values);

    /// <summary>Sets numbers with a VR of the caller's choice, as private elements and those that PS3.6 leaves open need.</summary>
    /// <exception cref="ArgumentException"><paramref name="vr"/> holds no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="vr"/> cannot hold one of the numbers.</exception>
    public void Set(Tag tag, VR vr, params double[] values)
    {
        switch (vr)
        {
            case VR.DS:
                Set(tag, vr, string.Join('\\', values.Select(DecimalString.Format)));
                return;
            case VR.IS:
                Set(tag, vr, string.Join('\\', values.Select(value => ((int)Whole(tag, vr, value, int.MinValue, int.MaxValue)).ToString(CultureInfo.InvariantCulture))));
                return;
        }

        int size = SizeOf(vr);
        if (size == 0)
            throw new ArgumentException($"{tag.Describe()} has VR {vr}, which does not hold numbers.", nameof(tag));
        byte[] bytes = new byte[values.Length * size];
        for (int i = 0; i < values.Length; i++)
            WriteNumber(tag, vr, values[i], bytes.AsSpan(i * size, size));
        Put(new DataElement(tag, vr, bytes));
    }

    public void SetTags(Tag tag, params Tag[] values)
    {
        byte[] bytes = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 4), values[i].Group);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((i * 4) + 2), values[i].Element);
        }

        Put(new DataElement(tag, VR.AT, bytes));
    }

    /// <summary>Sets an element without a value, or a sequence without items.</summary>
    public void SetEmpty(Tag tag) => Put(new DataElement(tag, DicomDictionary.VrOf(tag), ReadOnlyMemory<byte>.Empty));

    public void SetItems(Tag tag, params IReadOnlyList<DataSet> items)
    {
        // An item that was read knows where it came from, which serves its messages better.
        for (int i = 0; items is not GeneratedItems && i < items.Count; i++)
        {
            if (items[i].Parent is null && items[i] != this)
                items[i].SetPlace(this, tag.Value, i + 1);
        }

        Put(new DataElement(tag, items));
    }

    public void SetBytes(Tag tag, VR vr, ReadOnlyMemory<byte> value) => Put(new DataElement(tag, vr, value));

    public void SetBulk(Tag tag, VR vr, BulkValue value) => Put(new DataElement(tag, vr, value));

    /// <summary>Sets encapsulated Pixel Data (PS3.5 A.4).</summary>
    public void SetFragments(Tag tag, Fragments fragments) => Put(new DataElement(tag, VR.OB, fragments));

    private static double Whole(Tag tag, VR vr, double value, double least, double greatest)
    {
        if (value >= least && value <= greatest && value == Math.Floor(value))
            return value;
        throw new ArgumentOutOfRangeException(nameof(value), value, $"{tag.Describe()} (VR {vr}) holds integers from {least} to {greatest}.");
    }

    private static void WriteNumber(Tag tag, VR vr, double value, Span<byte> bytes)
    {
        switch (vr)
        {
            case VR.US or VR.OW: BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)Whole(tag, vr, value, 0, ushort.MaxValue)); break;
            case VR.SS: BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)Whole(tag, vr, value, short.MinValue, short.MaxValue)); break;
            case VR.UL or VR.OL: BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)Whole(tag, vr, value, 0, uint.MaxValue)); break;
            case VR.SL: BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)Whole(tag, vr, value, int.MinValue, int.MaxValue)); break;
            case VR.UV or VR.OV: BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Whole(tag, vr, value, 0, 1L << 53)); break;
            case VR.SV: BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)Whole(tag, vr, value, -(1L << 53), 1L << 53)); break;
            case VR.FL or VR.OF: BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value); break;
            default: BinaryPrimitives.WriteDoubleLittleEndian(bytes, value); break;
        }
    }
}
