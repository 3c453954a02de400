namespace Dcmqi.Metadata;

/// <summary>Collects what is wrong with one document and tells it in the document's order.</summary>
internal sealed class MetadataFaults(MetadataDocument document)
{
    // Nobody mends more at once, and a hostile file must not cost more time than its size warrants.
    private const int MostTold = 1000;

    private readonly List<Fault> _faults = [];

    public int Count { get; private set; }

    /// <summary>True when further faults are counted and no longer told.</summary>
    public bool IsFull => _faults.Count >= MostTold;

    /// <summary>The faults that no JSON schema can see (uniqueness, what DICOM can hold), for the test that compares verdicts.</summary>
    public int BeyondSchema { get; private set; }

    /// <summary>A value that differs from what is asked for.</summary>
    public void Add(MetadataNode node, string message, bool beyondSchema = false) =>
        Add(new Fault(node.Offset, node.Pointer, node.SchemaPath, message), beyondSchema);

    /// <summary>A member at fault as a whole: its name, or a name that is given twice.</summary>
    public void AddMember(MetadataNode member, string message, bool beyondSchema = false) =>
        Add(new Fault(member.KeyOffset, member.Pointer, member.SchemaPath, message), beyondSchema);

    /// <summary>A member that is missing; the line is the object's.</summary>
    public void AddMissing(MetadataNode parent, string key, string message, bool beyondSchema = false) =>
        Add(new Fault(parent.Offset, MetadataNode.PointerTo(parent.Pointer, key), MetadataNode.SchemaPathTo(parent.SchemaPath, key), message), beyondSchema);

    /// <summary>Adds what the schema refuses and is not told yet.</summary>
    public int AddRefused(IEnumerable<(string Path, int Line, string Kind)> refusals)
    {
        int added = 0;
        foreach ((string path, int line, string kind) in refusals)
        {
            if (IsFull)
                break;

            // The reader names the innermost place; the schema's error for a code or list may stand above it or beside it.
            if (_faults.Any(fault => fault.SchemaPath.StartsWith(path, StringComparison.Ordinal) || path.StartsWith(fault.SchemaPath, StringComparison.Ordinal)))
                continue;
            Add(new Fault(OffsetOf(line), path.TrimStart('#'), path, $"is refused by the schema ({kind})."), beyondSchema: false);
            added++;
        }

        return added;
    }

    /// <summary>Every fault, in the document's order.</summary>
    public MetadataViolation[] ToViolations()
    {
        var violations = new List<MetadataViolation>(_faults.Count + 1);
        int line = 1, passed = 0;
        foreach (Fault fault in _faults.OrderBy(fault => fault.Offset))
        {
            line += document.Utf8[passed..fault.Offset].Count((byte)'\n');
            passed = fault.Offset;
            violations.Add(new MetadataViolation(fault.Pointer, line, fault.Message));
        }

        if (Count > _faults.Count)
            violations.Add(new MetadataViolation("", 0, $"has {Count - _faults.Count} more faults, which are told when these {_faults.Count} are mended."));
        return [.. violations];
    }

    private void Add(Fault fault, bool beyondSchema)
    {
        Count++;
        if (beyondSchema)
            BeyondSchema++;
        if (!IsFull)
            _faults.Add(fault);
    }

    private int OffsetOf(int line)
    {
        int offset = 0;
        for (int passed = 1; passed < line; passed++)
        {
            int end = document.Utf8[offset..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            offset += end + 1;
        }

        return offset;
    }

    private sealed record Fault(int Offset, string Pointer, string SchemaPath, string Message);
}
