namespace Dcmqi.Dicom.Encoding;

internal sealed partial class DataSetParser
{
    /// <summary>Parses the items of a sequence.</summary>
    /// <param name="parent">The data set that holds the sequence.</param>
    /// <param name="sequence">The tag of the sequence.</param>
    /// <param name="start">Offset of the first item.</param>
    /// <param name="end">Offset after the last item.</param>
    public DataSet[] ParseItems(DataSet parent, uint sequence, long start, long end)
    {
        CheckDepth(parent, sequence, depth, start);
        List<DataSet> items = [];
        long position = start;
        while (position < end)
        {
            ElementHeader header = ReadItemHeader(parent, sequence, position, end);
            if (header.Tag == ElementHeader.SequenceDelimitation)
            {
                context.Warn($"{parent.Describe(sequence)} has a length and a Sequence Delimitation Item (FFFE,E0DD).");
                break;
            }

            position += header.Size;
            DataSet item = new(parent.CharacterSet);
            item.SetPlace(parent, sequence, items.Count + 1);
            items.Add(item);
            if (header.IsUndefined)
            {
                position = ParseElements(item, position, end, isDelimited: true);
                continue;
            }

            if (header.Length > end - position)
                throw Fault(parent, sequence, $"{item.DescribeSelf()} has a length of {header.Length} bytes, but only {end - position} are left.", position);
            position = ParseElements(item, position, position + header.Length, isDelimited: false);
        }

        return [.. items];
    }

    private long ParseUndefined(DataSet target, Tag tag, VR vr, EncodingRules inner, long start, long end)
    {
        // PS3.5 7.1.3, 7.5: only sequences, UN and encapsulated OB and OW have no length. In Implicit VR, and in a UN, an element
        // that PS3.6 does not know can only be a sequence.
        bool isSequence = vr is VR.SQ or VR.UN;
        bool isEncapsulated = vr is VR.OB or VR.OW;
        if (!isSequence && !isEncapsulated)
            throw Fault(target, tag.Value, $"{target.Describe(tag)} has VR {vr} and no length; only SQ, UN, OB and OW may be without.", start);
        if (isEncapsulated)
            return ParseFragments(target, tag, vr, start, end);

        CheckDepth(target, tag.Value, depth + 1, start);
        window.BeginScan();
        long after;
        try
        {
            after = SkipItems(target, tag.Value, start, end, inner, depth + 1);
        }
        finally
        {
            window.EndScan();
        }

        Keep(EncodedSequence(target, tag, inner, start, after - DelimiterSize - start));
        return after;
    }

    private const int DelimiterSize = 8;

    // Walks over items to the delimiter of their sequence; gives the offset after it.
    private long SkipItems(DataSet target, uint sequence, long position, long end, EncodingRules inner, int level)
    {
        CheckDepth(target, sequence, level, position);
        while (position < end)
        {
            ElementHeader header = ReadItemHeader(target, sequence, position, end, inner.IsBigEndian);
            position += header.Size;
            if (header.Tag == ElementHeader.SequenceDelimitation)
                return position;
            if (header.IsUndefined)
                position = SkipElements(target, sequence, position, end, inner, level);
            else if (header.Length <= end - position)
                position += header.Length;
            else
                throw Fault(target, sequence, $"An item of {target.Describe(sequence)} has a length of {header.Length} bytes, but only {end - position} are left.", position);
        }

        throw Fault(target, sequence, $"{target.Describe(sequence)} has no Sequence Delimitation Item (FFFE,E0DD): the data end before it.", position);
    }

    // Walks over elements to the delimiter of their item; gives the offset after it.
    private long SkipElements(DataSet target, uint sequence, long position, long end, EncodingRules inner, int level)
    {
        while (position < end)
        {
            ReadOnlySpan<byte> bytes = window.Peek(position, (int)Math.Min(ElementHeader.LongestSize, end - position));
            if (!ElementHeader.TryRead(bytes, inner, out ElementHeader header))
                throw Fault(target, sequence, $"An item of {target.Describe(sequence)} holds bytes that are no Data Element.", position);
            if (header.Tag == ElementHeader.ItemDelimitation)
                return position + header.Size;
            if (header.IsDelimiter)
                throw Fault(target, sequence, $"{Tag.FromValue(header.Tag)} stands in an item of {target.Describe(sequence)} where a Data Element was expected.", position);
            position += header.Size;
            if (header.IsUndefined)
                position = SkipItems(target, header.Tag, position, end, header.VR == VR.UN ? EncodingRules.ImplicitLittleEndian : inner, level + 1);
            else if (header.Length <= end - position)
                position += header.Length;
            else
                throw Fault(target, sequence, $"{Tag.FromValue(header.Tag).Describe()} in an item of {target.Describe(sequence)} has a length of {header.Length} bytes, but only {end - position} are left.", position);
        }

        throw Fault(target, sequence, $"An item of {target.Describe(sequence)} has no Item Delimitation Item (FFFE,E00D): the data end before it.", position);
    }

    private ElementHeader ReadItemHeader(DataSet target, uint sequence, long position, long end) =>
        ReadItemHeader(target, sequence, position, end, rules.IsBigEndian);

    private ElementHeader ReadItemHeader(DataSet target, uint sequence, long position, long end, bool isBigEndian)
    {
        ReadOnlySpan<byte> bytes = window.Peek(position, (int)Math.Min(8, end - position));
        if (!ElementHeader.TryRead(bytes, new EncodingRules(false, isBigEndian), out ElementHeader header))
            throw Fault(target, sequence, $"{target.Describe(sequence)} ends within the header of an item.", position);
        if (header.Tag is ElementHeader.Item or ElementHeader.SequenceDelimitation)
            return header;
        throw Fault(target, sequence, $"{target.Describe(sequence)} holds {Tag.FromValue(header.Tag)} where an Item (FFFE,E000) was expected.", position);
    }

    private void CheckDepth(DataSet target, uint sequence, int level, long position)
    {
        if (level > MostNested)
            throw Fault(target, sequence, $"{Tag.FromValue(sequence).Describe()} lies {level} sequences deep; {MostNested} are the most that are read.", position);
    }
}
