using System.Buffers.Binary;

namespace Dcmqi.Dicom.Encoding;

internal sealed partial class DataSetParser
{
    // PS3.5 A.4: an item with the Basic Offset Table, then one item for each fragment, then the delimiter.
    private long ParseFragments(DataSet target, Tag tag, VR vr, long position, long end)
    {
        uint[] offsets = [];
        List<BulkValue> parts = [];
        bool isFirst = true;
        window.BeginScan();
        try
        {
            while (true)
            {
                ElementHeader header = ReadItemHeader(target, tag.Value, position, end, _rules.IsBigEndian);
                position += header.Size;
                if (header.Tag == ElementHeader.SequenceDelimitation)
                    break;
                if (header.Length > Left(position, header.Length, end))
                    throw Fault(target, tag.Value, $"A fragment of {target.Describe(tag)} has a length of {header.Length} bytes, but only {Left(position, header.Length, end)} are left.", position);
                if (isFirst)
                    offsets = ReadOffsets(target, tag, position, header.Length);
                else
                    parts.Add(new SourceBulkValue(context.Source, position, header.Length));
                isFirst = false;
                position += header.Length;
            }
        }
        finally
        {
            window.EndScan();
        }

        context.Source.Reference();
        Keep(new DataElement(tag, vr, default, new Fragments(offsets, parts)));
        return position;
    }

    private uint[] ReadOffsets(DataSet target, Tag tag, long position, uint length)
    {
        if (length % 4 != 0 || length > Array.MaxLength)
            throw Fault(target, tag.Value, $"The Basic Offset Table of {target.Describe(tag)} has {length} bytes; a multiple of 4 was expected.", position);
        byte[] bytes = new byte[length];
        context.Source.Read(position, bytes);
        uint[] offsets = new uint[length / 4];
        for (int i = 0; i < offsets.Length; i++)
        {
            ReadOnlySpan<byte> number = bytes.AsSpan(i * 4);
            offsets[i] = _rules.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(number) : BinaryPrimitives.ReadUInt32LittleEndian(number);
        }

        return offsets;
    }
}
