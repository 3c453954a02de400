using System.Buffers.Binary;
using Dcmqi.Binary;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Lays elements out one after the other; lengths of items and sequences are filled in once their ends are known.</summary>
internal sealed class DataSetEncoder
{
    // Larger values are not copied into the buffer but written from where they are.
    private const int LargestCopied = 1 << 16;
    private const uint LongestValue = 0xFFFF_FFFE;
    private const int LongestShortValue = 0xFFFE;

    private readonly ByteWriter _output;
    private readonly bool _isExplicitVR;
    private readonly List<(int Position, BulkValue Value)> _values = [];
    private long _valueBytes;

    private DataSetEncoder(ByteWriter output, bool isExplicitVR)
    {
        _output = output;
        _isExplicitVR = isExplicitVR;
    }

    // Where the next byte will stand, the large values before it counted.
    private long Position => _output.Count + _valueBytes;

    /// <summary>Encodes a data set; Specific Character Set becomes ISO_IR 192, group lengths are dropped (PS3.5 7.2).</summary>
    public static EncodedDataSet Encode(DataSet dataSet, bool isExplicitVR)
    {
        ByteWriter output = new(1 << 16);
        try
        {
            DataSetEncoder encoder = new(output, isExplicitVR);
            encoder.WriteElements(dataSet, 0);
            return new EncodedDataSet(output, encoder._values);
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Encodes File Meta Information.</summary>
    public static void EncodeMeta(ByteWriter output, DataSet meta)
    {
        DataSetEncoder encoder = new(output, isExplicitVR: true);
        foreach (DataElement element in meta.Elements)
            encoder.WriteValue(meta, element);
    }

    private void WriteElements(DataSet dataSet, int depth)
    {
        if (depth > DataSetParser.MostNested)
            throw new ArgumentException($"{dataSet.DescribeSelf()} lies {depth} sequences deep; {DataSetParser.MostNested} are the most that are written.", nameof(dataSet));
        bool needsCharacterSet = depth == 0;
        foreach (DataElement element in dataSet.Elements)
        {
            Tag tag = element.Tag;
            if (needsCharacterSet && tag >= Tags.SpecificCharacterSet)
            {
                WriteCharacterSet();
                needsCharacterSet = false;
            }

            // Items inherit the one character set; groups 0000, 0002 and FFFE are no part of a data set (PS3.5 7.1).
            if (tag == Tags.SpecificCharacterSet || tag.IsGroupLength || tag.Group is 0x0000 or 0x0002 or 0xFFFE)
                continue;
            if (element.IsSequence)
                WriteSequence(element, depth);
            else if (element.Fragments is { } fragments)
                WriteFragments(tag, element.VR, fragments);
            else
                WriteValue(dataSet, element);
        }

        if (needsCharacterSet)
            WriteCharacterSet();
    }

    private void WriteCharacterSet()
    {
        WriteHeader(Tags.SpecificCharacterSet, VR.CS, 10);
        _output.Write("ISO_IR 192"u8);
    }

    private void WriteSequence(DataElement element, int depth)
    {
        WriteHeader(element.Tag, VR.SQ, 0);
        int lengthAt = _output.Count - 4;
        long start = Position;
        foreach (DataSet item in element.Items)
        {
            WriteTag(ElementHeader.Item);
            int itemLengthAt = _output.Count;
            _output.WriteUInt32(0);
            long itemStart = Position;
            WriteElements(item, depth + 1);
            FillLength(itemLengthAt, Position - itemStart, ElementHeader.ItemDelimitation);
        }

        FillLength(lengthAt, Position - start, ElementHeader.SequenceDelimitation);
    }

    // What is too long for a length of 32 bits ends with a delimiter (PS3.5 7.5.1).
    private void FillLength(int lengthAt, long length, uint delimiter)
    {
        if (length <= LongestValue)
        {
            _output.PatchUInt32(lengthAt, (uint)length);
            return;
        }

        _output.PatchUInt32(lengthAt, ElementHeader.Undefined);
        WriteTag(delimiter);
        _output.WriteUInt32(0);
    }

    private void WriteValue(DataSet dataSet, DataElement element)
    {
        if (element.Bulk is { } bulk && !dataSet.NeedsRecoding(element))
        {
            WriteLarge(element.Tag, element.VR, bulk);
            return;
        }

        ReadOnlyMemory<byte> value = dataSet.Utf8ValueOf(element);
        if (value.Length > LargestCopied)
        {
            WriteLarge(element.Tag, element.VR, new MemoryBulkValue(value));
            return;
        }

        int padded = value.Length + (value.Length & 1);
        WriteHeader(element.Tag, element.VR, (uint)padded);
        Span<byte> room = _output.Append(padded);
        value.Span.CopyTo(room);
        if (padded != value.Length)
            room[^1] = element.VR.Padding();
    }

    private void WriteLarge(Tag tag, VR vr, BulkValue value)
    {
        if (value.Length > LongestValue)
            throw new NotSupportedException($"{tag.Describe()} has {value.Length} bytes; a value has at most {LongestValue} (PS3.5 7.1.1).");
        WriteHeader(tag, vr, (uint)(value.Length + (value.Length & 1)));
        WriteLarge(value, vr);
    }

    private void WriteLarge(BulkValue value, VR vr)
    {
        _values.Add((_output.Count, value));
        _valueBytes += value.Length;
        if (value.Length % 2 != 0)
            _output.WriteByte(vr.Padding());
    }

    // PS3.5 A.4.
    private void WriteFragments(Tag tag, VR vr, Fragments fragments)
    {
        WriteHeader(tag, vr, ElementHeader.Undefined);
        WriteTag(ElementHeader.Item);
        _output.WriteUInt32((uint)fragments.Offsets.Count * 4);
        foreach (uint offset in fragments.Offsets)
            _output.WriteUInt32(offset);
        foreach (BulkValue part in fragments.Parts)
        {
            if (part.Length > LongestValue)
                throw new NotSupportedException($"A fragment of {tag.Describe()} has {part.Length} bytes; it can have at most {LongestValue} (PS3.5 A.4).");
            WriteTag(ElementHeader.Item);
            _output.WriteUInt32((uint)(part.Length + (part.Length & 1)));
            WriteLarge(part, VR.OB);
        }

        WriteTag(ElementHeader.SequenceDelimitation);
        _output.WriteUInt32(0);
    }

    private void WriteHeader(Tag tag, VR vr, uint length)
    {
        Span<byte> header = _output.GetSpan(ElementHeader.LongestSize);
        BinaryPrimitives.WriteUInt32LittleEndian(header, uint.RotateLeft(tag.Value, 16));
        if (!_isExplicitVR)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], length);
            _output.Advance(8);
            return;
        }

        // PS3.5 6.2.2: what does not fit the length of its VR goes as UN.
        if (vr.HasShortLength() && length > LongestShortValue)
            vr = VR.UN;
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)vr);
        if (vr.HasShortLength())
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)length);
            _output.Advance(8);
            return;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], length);
        _output.Advance(12);
    }

    private void WriteTag(uint tag) => _output.WriteUInt32(uint.RotateLeft(tag, 16));
}
