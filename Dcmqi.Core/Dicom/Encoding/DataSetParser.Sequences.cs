namespace Dcmqi.Dicom.Encoding;

internal sealed partial class DataSetParser
{
    private DataSet[] _itemScratch = new DataSet[8];
    private int _itemCount;

    /// <summary>Parses the items of a sequence.</summary>
    /// <param name="parent">The data set that holds the sequence.</param>
    /// <param name="sequence">The tag of the sequence.</param>
    /// <param name="start">Offset of the first item.</param>
    /// <param name="end">Offset after the last item.</param>
    public DataSet[] ParseItems(DataSet parent, uint sequence, long start, long end) =>
        ParseItems(parent, sequence, start, end, isDelimited: false, out _);

    /// <summary>Parses the items of a sequence one by one.</summary>
    /// <inheritdoc cref="ParseItems(DataSet, uint, long, long)"/>
    public IEnumerable<DataSet> EnumerateItems(DataSet parent, uint sequence, long start, long end)
    {
        CheckDepth(parent, sequence, _depth, start);
        int number = 0;
        for (long position = start; position < end;)
        {
            ElementHeader header = ReadItemHeader(parent, sequence, position, end, _rules.IsBigEndian);
            if (header.Tag == ElementHeader.SequenceDelimitation)
                yield break;
            DataSet item = new((CharacterSet?)null);
            item.SetPlace(parent, sequence, ++number);
            position = ParseItem(item, header, position + header.Size, end);
            yield return item;
        }
    }

    // Parses the items of a sequence within the data set that is being parsed.
    private DataSet[] ParseInner(DataSet parent, uint sequence, EncodingRules inner, long start, long end, bool isDelimited, out long after)
    {
        EncodingRules outer = _rules;
        _rules = inner;
        _depth++;
        DataSet[] items = ParseItems(parent, sequence, start, end, isDelimited, out after);
        _depth--;
        _rules = outer;
        return items;
    }

    private DataSet[] ParseItems(DataSet parent, uint sequence, long start, long end, bool isDelimited, out long after)
    {
        CheckDepth(parent, sequence, _depth, start);
        int first = _itemCount;
        bool isEnded = !isDelimited;
        after = start;
        while (after < end)
        {
            ElementHeader header = ReadItemHeader(parent, sequence, after, end, _rules.IsBigEndian);
            if (header.Tag == ElementHeader.SequenceDelimitation)
            {
                if (!isDelimited)
                    context.Warn($"{parent.Describe(sequence)} has a length and a Sequence Delimitation Item (FFFE,E0DD).");
                after += header.Size;
                isEnded = true;
                break;
            }

            DataSet item = new((CharacterSet?)null);
            item.SetPlace(parent, sequence, _itemCount - first + 1);
            if (_itemCount == _itemScratch.Length)
                Array.Resize(ref _itemScratch, _itemCount * 2);
            _itemScratch[_itemCount++] = item;
            after = ParseItem(item, header, after + header.Size, end);
        }

        if (!isEnded)
            throw Fault(parent, sequence, $"{parent.Describe(sequence)} has no Sequence Delimitation Item (FFFE,E0DD): the data end before it.", after);
        DataSet[] items = _itemScratch.AsSpan(first, _itemCount - first).ToArray();
        _itemCount = first;
        return items;
    }

    private long ParseItem(DataSet item, ElementHeader header, long start, long end)
    {
        if (header.IsUndefined)
            return ParseElements(item, start, end, isDelimited: true);
        if (header.Length > Left(start, header.Length, end))
            throw Fault(item, 0, $"{item.DescribeSelf()} has a length of {header.Length} bytes, but only {Left(start, header.Length, end)} are left.", start);
        return ParseElements(item, start, start + header.Length, isDelimited: false);
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

        long after;
        if (_depth > 0)
        {
            Keep(new DataElement(tag, VR.SQ, default, ParseInner(target, tag.Value, inner, start, end, true, out after)));
            return after;
        }

        // Outermost sequences may be long: they are only measured.
        window.BeginScan();
        try
        {
            after = SkipItems(target, tag.Value, start, end, inner, 1);
        }
        finally
        {
            window.EndScan();
        }

        Keep(Sequence(target, tag, inner, start, after - DelimiterSize - start));
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
            else if (header.Length <= Left(position, header.Length, end))
                position += header.Length;
            else
                throw Fault(target, sequence, $"An item of {target.Describe(sequence)} has a length of {header.Length} bytes, but only {Left(position, header.Length, end)} are left.", position);
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
            else if (header.Length <= Left(position, header.Length, end))
                position += header.Length;
            else
                throw Fault(target, sequence, $"{Tag.FromValue(header.Tag).Describe()} in an item of {target.Describe(sequence)} has a length of {header.Length} bytes, but only {Left(position, header.Length, end)} are left.", position);
        }

        throw Fault(target, sequence, $"An item of {target.Describe(sequence)} has no Item Delimitation Item (FFFE,E00D): the data end before it.", position);
    }

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
