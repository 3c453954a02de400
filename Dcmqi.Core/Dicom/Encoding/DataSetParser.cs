using Dcmqi.Binary;

namespace Dcmqi.Dicom.Encoding;

/// <summary>Parses elements one after the other. Values stay where they are; sequences are only measured.</summary>
internal sealed partial class DataSetParser(ParseContext context, EncodedWindow window, EncodingRules rules, int depth)
{
    /// <summary>Sequences within sequences beyond this are refused: no real object comes near it.</summary>
    public const int MostNested = 64;

    // Values up to this size are held as slices of blocks; larger ones stay in the source.
    private const long LargestSlice = 1 << 16;

    // Sequences of the outermost data set up to this size are parsed at once, larger ones when they are asked for.
    private const long LargestParsedAtOnce = 1 << 12;

    // The elements of the data set that is being parsed, above those of the data sets around it.
    private DataElement[] _scratch = new DataElement[64];
    private int _count;
    private EncodingRules _rules = rules;
    private int _depth = depth;

    /// <summary>Parses elements into a data set.</summary>
    /// <param name="target">Takes the elements; must be empty.</param>
    /// <param name="start">Offset of the first element.</param>
    /// <param name="end">Offset after the last element, or the limit where a delimiter ends them.</param>
    /// <param name="isDelimited">Whether an Item Delimitation Item ends them.</param>
    /// <param name="stopTag">Elements from this tag on are not parsed.</param>
    /// <returns>Offset after the last element, or after the delimiter.</returns>
    public long ParseElements(DataSet target, long start, long end, bool isDelimited, uint stopTag = uint.MaxValue)
    {
        int first = _count;
        bool isAscending = true;
        uint previous = 0;
        long position = start;
        while (!IsAtEnd(position, end))
        {
            ElementHeader header = ReadHeader(target, position, end, stopTag);
            if (header.IsDelimiter && header.Tag < stopTag)
            {
                if (header.Tag == ElementHeader.ItemDelimitation && isDelimited)
                {
                    Finish(target, first, isAscending);
                    return position + header.Size;
                }

                throw Fault(target, header.Tag, $"{Tag.FromValue(header.Tag)} stands where a Data Element was expected.", position);
            }

            if (header.Tag >= stopTag)
                break;
            if (header.Tag == 0 && header.Length == 0 && IsZeroToEnd(position, end))
            {
                end = KnownEnd(position, end);
                context.Warn($"{end - position} zero bytes follow the last Data Element.");
                position = end;
                break;
            }

            isAscending &= header.Tag > previous || _count == first;
            previous = header.Tag;
            position = ParseElement(target, header, position, end);
        }

        if (isDelimited)
            throw Fault(target, ElementHeader.ItemDelimitation, "The Item Delimitation Item (FFFE,E00D) is missing: the data end before it.", position);
        Finish(target, first, isAscending);
        return position;
    }

    // The element is kept; gives the offset after it.
    private long ParseElement(DataSet target, ElementHeader header, long position, long end)
    {
        Tag tag = header.Tag;
        long valueStart = position + header.Size;
        (VR vr, EncodingRules inner) = Resolve(target, header);
        if (header.IsUndefined)
            return ParseUndefined(target, tag, vr, inner, valueStart, end);
        if (header.Length > Left(valueStart, header.Length, end))
            throw Fault(target, header.Tag, $"{target.Describe(tag)} has a length of {header.Length} bytes, but only {Left(valueStart, header.Length, end)} are left.", position);

        DataElement element;
        if (vr == VR.SQ)
            element = Sequence(target, tag, inner, valueStart, header.Length);
        else if (header.Length > LargestSlice || (_depth == 0 && IsPixels(header.Tag)))
            element = new DataElement(tag, vr, default, BulkAt(valueStart, header.Length, vr, inner));
        else
            element = new DataElement(tag, vr, ValueAt(valueStart, (int)header.Length, vr, inner), null);
        Keep(element);
        return valueStart + header.Length;
    }

    private DataElement Sequence(DataSet target, Tag tag, EncodingRules inner, long start, long length)
    {
        if (length == 0)
            return new DataElement(tag, VR.SQ, default, Array.Empty<DataSet>());
        if (length <= (_depth == 0 ? LargestParsedAtOnce : LargestSlice))
            return new DataElement(tag, VR.SQ, default, ParseInner(target, tag.Value, inner, start, start + length, false, out _));
        ArraySegment<byte> bytes = default;
        if (length <= LargestSlice || window.Holds(start, length))
            bytes = window.Slice(start, (int)length);
        else
            context.Source.Reference();
        return new DataElement(tag, VR.SQ, default, new EncodedItems(context, target, bytes, start, length, inner, _depth + 1));
    }

    private BulkValue BulkAt(long start, long length, VR vr, EncodingRules inner)
    {
        // Within items that were deferred, of which all is in memory, the source may be closed already.
        BulkValue bulk;
        if (_depth > 0 && window.Holds(start, length))
        {
            bulk = new MemoryBulkValue(window.Slice(start, (int)length));
        }
        else
        {
            context.Source.Reference();
            bulk = new SourceBulkValue(context.Source, start, length);
        }

        return inner.IsBigEndian && vr.UnitSize() > 1 ? new SwappedBulkValue(bulk, vr.UnitSize()) : bulk;
    }

    private ReadOnlyMemory<byte> ValueAt(long start, int length, VR vr, EncodingRules inner)
    {
        ArraySegment<byte> bytes = window.Slice(start, length);
        if (!inner.IsBigEndian || vr.UnitSize() == 1)
            return bytes;
        byte[] swapped = bytes.ToArray();
        ByteOrder.Reverse(swapped, vr.UnitSize());
        return swapped;
    }

    // The VR that an element has for us, and how what is inside it is laid out.
    private (VR VR, EncodingRules Inner) Resolve(DataSet target, ElementHeader header)
    {
        if (header.VR != 0 && header.VR != VR.UN)
            return (header.VR, _rules);
        VR vr = DicomDictionary.VrOf(header.Tag);
        if (vr == VR.US && DicomDictionary.IsSignedByPixelRepresentation(header.Tag) && IsSigned(target))
            vr = VR.SS;
        // PS3.5 6.2.2: the value of a UN is laid out as in Implicit VR Little Endian, and what is known of it may be used.
        return header.VR == 0 ? (vr, _rules) : (vr, EncodingRules.ImplicitLittleEndian);
    }

    // PS3.5 A.1: Pixel Representation (0028,0103) of this data set, or of one around it.
    private bool IsSigned(DataSet target)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_scratch[i].Tag == Tags.PixelRepresentation)
                return _scratch[i].Value.Span is [1, ..];
        }

        for (DataSet? outer = target.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Find(Tags.PixelRepresentation) is { } element)
                return element.Value.Span is [1, ..];
        }

        return false;
    }

    private ElementHeader ReadHeader(DataSet target, long position, long end, uint stopTag)
    {
        ReadOnlySpan<byte> bytes = window.Peek(position, (int)Math.Min(ElementHeader.LongestSize, end - position));
        if (ElementHeader.TryRead(bytes, _rules, out ElementHeader header))
            return header;
        if (bytes.Length < 8)
            throw Fault(target, 0, $"{bytes.Length} bytes are left, too few for a Data Element.", position);
        uint tag = ElementHeader.ReadTag(bytes, _rules.IsBigEndian);
        // What follows File Meta Information may be laid out in another way.
        if (tag >= stopTag)
            return new ElementHeader(tag, 0, 0, 8);
        throw Fault(target, tag, $"{target.Describe(tag)} has no VR: bytes {bytes[4]:X2} {bytes[5]:X2} stand where two capital letters were expected.", position);
    }

    private void Keep(DataElement element)
    {
        if (_count == _scratch.Length)
            Array.Resize(ref _scratch, _count * 2);
        _scratch[_count++] = element;
    }

    private void Finish(DataSet target, int first, bool isAscending)
    {
        DataElement[] elements = _scratch.AsSpan(first, _count - first).ToArray();
        _count = first;
        if (!isAscending)
            elements = Sort(target, elements);
        if (Array.Exists(elements, IsBeyondAscii) && !KnowsCharacterSet(target, elements))
            TakeUtf8(target, elements);
        target.Adopt(elements);
        if (target.Find(Tags.SpecificCharacterSet) is { } names)
            target.UseCharacterSet(CharacterSet.Of(names.Value.Span, context.Warn));
    }

    // Specific Character Set (0008,0005) of this data set, or of one around it: those that are still being parsed are on the stack.
    private bool KnowsCharacterSet(DataSet target, DataElement[] elements)
    {
        if (Array.Exists(elements, IsCharacterSet) || Array.FindIndex(_scratch, 0, _count, IsCharacterSet) >= 0)
            return true;
        for (DataSet? outer = target.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Find(Tags.SpecificCharacterSet) is { IsEmpty: false })
                return true;
        }

        return false;
    }

    private static bool IsBeyondAscii(DataElement element) => element.VR.UsesCharacterSet() && element.Bulk is null && !System.Text.Ascii.IsValid(element.Value.Span);

    private static bool IsCharacterSet(DataElement element) => element.Tag == Tags.SpecificCharacterSet && !element.IsEmpty;

    // PS3.3 C.12.1.1.2: without Specific Character Set all text is ASCII. Writers that leave it out, as dcmjs does, mean UTF-8.
    private void TakeUtf8(DataSet target, DataElement[] elements)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            DataElement element = elements[i];
            if (!IsBeyondAscii(element) || !System.Text.Unicode.Utf8.IsValid(element.Value.Span))
                continue;
            context.WarnOnce($"{target.Describe(element.Tag)} has characters beyond ASCII, but there is no {Tags.SpecificCharacterSet.Describe()}; as these are valid UTF-8, text is taken as UTF-8.", nameof(TakeUtf8));
            elements[i] = new DataElement(element.Tag, element.VR, element.Value, null, isUtf8: true);
        }
    }

    // PS3.5 7.1 wants ascending tags, each once. Of two of one tag the later is taken, as pydicom does.
    private DataElement[] Sort(DataSet target, DataElement[] elements)
    {
        Dictionary<uint, DataElement> last = new(elements.Length);
        foreach (DataElement element in elements)
        {
            if (last.ContainsKey(element.Tag.Value))
                context.Warn($"{target.Describe(element.Tag)} is there twice; the later one is taken.");
            last[element.Tag.Value] = element;
        }

        if (last.Count == elements.Length)
            context.Warn($"{(target.Parent is null ? "The Data Elements are" : target.DescribeSelf() + " is")} not in ascending order of tags.");
        DataElement[] sorted = [.. last.Values];
        Array.Sort(sorted, (left, right) => left.Tag.CompareTo(right.Tag));
        return sorted;
    }

    // Where a source is read on as it is asked for, its end is not known before it is met.
    private bool IsAtEnd(long position, long end) => position >= end || (end == ByteSource.UnknownLength && window.Peek(position, 1).IsEmpty);

    // The bytes that are left for a value: read on as far as it claims to go, which is where the next element would stand.
    private long Left(long position, uint length, long end) => (end == ByteSource.UnknownLength ? context.Source.Extend(position + length) : end) - position;

    private long KnownEnd(long position, long end) => Math.Min(end, context.Source.Extend(Math.Min(end, position + LargestSlice + 1)));

    private bool IsZeroToEnd(long position, long end)
    {
        end = KnownEnd(position, end);

        // A pad to some block size is what is looked for, not a file of zeros.
        if (end - position > LargestSlice)
            return false;
        return !window.Peek(position, (int)(end - position)).ContainsAnyExcept((byte)0);
    }

    private static bool IsPixels(uint tag) => tag is Tags.PixelData or Tags.FloatPixelData or Tags.DoubleFloatPixelData;

    private DicomFormatException Fault(DataSet target, uint tag, string message, long offset) =>
        context.Fault(message, target.PathOf(tag), offset);
}
