namespace Dcmqi.Dicom;

/// <summary>One attribute of a data set: bytes, a sequence of items, a value too large to hold, or encapsulated Pixel Data.</summary>
internal sealed class DataElement
{
    private readonly ReadOnlyMemory<byte> _value;

    // DataSet[] or GeneratedItems (sequence), BulkValue, Fragments, DeferredItems (not parsed yet), or null.
    private object? _content;

    public DataElement(Tag tag, VR vr, ReadOnlyMemory<byte> value)
        : this(tag, vr, value, null)
    {
    }

    public DataElement(Tag tag, VR vr, BulkValue bulk)
        : this(tag, vr, default, bulk)
    {
    }

    public DataElement(Tag tag, IReadOnlyList<DataSet> items)
        : this(tag, VR.SQ, default, (object?)(items as GeneratedItems) ?? items as DataSet[] ?? [.. items])
    {
    }

    public DataElement(Tag tag, VR vr, Fragments fragments)
        : this(tag, vr, default, fragments)
    {
    }

    internal DataElement(Tag tag, VR vr, ReadOnlyMemory<byte> value, object? content, bool isUtf8 = false)
    {
        Tag = tag;
        VR = vr;
        IsUtf8 = isUtf8;
        _value = value;
        _content = content;
    }

    public Tag Tag { get; }

    public VR VR { get; }

    /// <summary>Text that was set here is UTF-8 whatever the data set says.</summary>
    internal bool IsUtf8 { get; }

    public bool IsSequence => VR == VR.SQ;

    /// <summary>The value, little endian, padding included as it stood in the file; empty for sequences and fragments. A bulk value is read wholly at every call: better ask <see cref="Bulk"/>.</summary>
    public ReadOnlyMemory<byte> Value => _content is BulkValue bulk ? bulk.ToArray() : _value;

    /// <summary>The value where it is too large to be held; otherwise <see langword="null"/>.</summary>
    public BulkValue? Bulk => _content as BulkValue;

    /// <summary>Encapsulated Pixel Data; otherwise <see langword="null"/>.</summary>
    public Fragments? Fragments => _content as Fragments;

    /// <summary>The items of a sequence, parsed when first asked for; empty for everything else. May be asked for by several threads at once.</summary>
    /// <exception cref="DicomFormatException">The items are malformed.</exception>
    public IReadOnlyList<DataSet> Items
    {
        get
        {
            object? content = Volatile.Read(ref _content);
            if (content is IReadOnlyList<DataSet> items)
                return items;
            if (content is not DeferredItems encoded)
                return [];
            // Two threads may parse at once; the first to finish gives the items that all see.
            DataSet[] parsed = encoded.Parse(Tag.Value);
            object? winner = Interlocked.CompareExchange(ref _content, parsed, encoded);
            return winner as DataSet[] ?? parsed;
        }
    }

    /// <summary>The items of a sequence one by one. Those of a file that nobody asked for before are not kept, so that many take no memory.</summary>
    /// <exception cref="DicomFormatException">The items are malformed.</exception>
    public IEnumerable<DataSet> EnumerateItems() => Volatile.Read(ref _content) is DeferredItems encoded ? encoded.Enumerate(Tag.Value) : Items;

    /// <summary>Length of the value in bytes; 0 for sequences and fragments.</summary>
    public long Length => _content is BulkValue bulk ? bulk.Length : _value.Length;

    /// <summary>No value, no items, no fragments.</summary>
    public bool IsEmpty => _content switch
    {
        null => _value.IsEmpty,
        BulkValue bulk => bulk.Length == 0,
        Fragments fragments => fragments.Parts.Count == 0,
        _ => Items.Count == 0,
    };

    /// <summary>The value as a range, wherever it lies.</summary>
    public BulkValue ToBulk() => Bulk ?? new MemoryBulkValue(_value);

    public override string ToString() => $"{Tag.Describe()} {VR}, {(IsSequence ? "sequence" : $"{Length} bytes")}";
}
