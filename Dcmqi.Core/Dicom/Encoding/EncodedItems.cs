namespace Dcmqi.Dicom.Encoding;

/// <summary>The items of a sequence that nobody has asked for yet: where they lie, and how they are laid out.</summary>
/// <param name="context">The file.</param>
/// <param name="parent">The data set that holds the sequence.</param>
/// <param name="bytes">The items where they are in memory; otherwise empty.</param>
/// <param name="start">Offset of the first item in the source.</param>
/// <param name="length">Length of all items, without a delimiter.</param>
/// <param name="rules">How they are laid out.</param>
/// <param name="depth">Number of sequences around the items, this one included.</param>
internal sealed class EncodedItems(ParseContext context, DataSet parent, ArraySegment<byte> bytes, long start, long length, EncodingRules rules, int depth) : DeferredItems
{
    // Sequences up to this size are read in one go, larger ones in blocks.
    private const long ReadAtOnce = 64 << 20;

    public override DataSet[] Parse(uint tag)
    {
        using EncodedWindow window = Open();
        return new DataSetParser(context, window, rules, depth).ParseItems(parent, tag, start, start + length);
    }

    public override IEnumerable<DataSet> Enumerate(uint tag)
    {
        // Block by block: often only the first is asked for.
        using EncodedWindow window = bytes.Count > 0 ? new EncodedWindow(context.Source, bytes, start) : new EncodedWindow(context.Source);
        foreach (DataSet item in new DataSetParser(context, window, rules, depth).EnumerateItems(parent, tag, start, start + length))
            yield return item;
    }

    private EncodedWindow Open()
    {
        if (bytes.Count > 0)
            return new EncodedWindow(context.Source, bytes, start);
        if (length > ReadAtOnce)
            return new EncodedWindow(context.Source);
        byte[] all = GC.AllocateUninitializedArray<byte>((int)length);
        context.Source.Read(start, all);
        return new EncodedWindow(context.Source, all, start);
    }
}
