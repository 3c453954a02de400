namespace Dcmqi.Json;

/// <summary>Collects what is wrong with one document and tells it in the document's order.</summary>
internal sealed class JsonFaults(LocatedDocument document, MetadataReadOptions options)
{
    // Nobody mends more at once, and a hostile file must not cost more time than its size warrants.
    private const int MostTold = 1000;

    private readonly List<Fault> _faults = [];
    private readonly List<Fault> _warnings = [];

    public int Count { get; private set; }

    /// <summary>True when further faults are counted and no longer told.</summary>
    public bool IsFull => _faults.Count >= MostTold;

    /// <summary>The faults that no JSON schema can see (uniqueness, what DICOM can hold), for the test that compares verdicts.</summary>
    public int BeyondSchema { get; private set; }

    /// <summary>A value that differs from what is asked for.</summary>
    public void Add(LocatedNode node, string message, bool beyondSchema = false) =>
        Add(new Fault(node.Offset, node.Pointer, node.SchemaPath, message), beyondSchema);

    /// <summary>A member at fault as a whole: its name, or a name that is given twice.</summary>
    public void AddMember(LocatedNode member, string message, bool beyondSchema = false) =>
        Add(new Fault(member.KeyOffset, member.Pointer, member.SchemaPath, message), beyondSchema);

    /// <summary>A member that is missing; the line is the object's.</summary>
    public void AddMissing(LocatedNode parent, string key, string message, bool beyondSchema = false) =>
        Add(new Fault(parent.Offset, LocatedNode.PointerTo(parent.Pointer, key), LocatedNode.SchemaPathTo(parent.SchemaPath, key), message), beyondSchema);

    /// <summary>A member whose key is not known: tolerated or not, as the options say.</summary>
    public void AddUnknown(LocatedNode member, IReadOnlyList<string> known)
    {
        bool isFault = options.UnknownKeys == UnknownKeys.Reject;
        string message = (isFault ? IsFull : _warnings.Count >= MostTold) ? "" : $"is not a key that belongs here{Spelling.Suggestion(member.Key, known)}. Known keys: {string.Join(", ", known)}.";
        if (isFault)
            AddMember(member, message);
        else if (_warnings.Count < MostTold)
            _warnings.Add(new Fault(member.KeyOffset, member.Pointer, member.SchemaPath, message));
    }

    /// <summary>Something that is tolerated.</summary>
    public void Warn(LocatedNode node, string pointer, string message)
    {
        if (_warnings.Count < MostTold)
            _warnings.Add(new Fault(node.Offset, pointer, node.SchemaPath, message));
    }

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

    /// <summary>Every fault in the document's order; among them what is tolerated in a document that is not refused, for an unknown key is often what is missing.</summary>
    public MetadataViolation[] ToViolations()
    {
        List<MetadataViolation> violations = Located(_faults.Concat(_warnings.Take(MostTold - _faults.Count)));
        if (Count > _faults.Count)
            violations.Add(new MetadataViolation { Pointer = "", Line = 0, Message = $"has {Count - _faults.Count} more faults, which are told when these {_faults.Count} are mended." });
        return [.. violations];
    }

    /// <summary>What was tolerated, in the document's order.</summary>
    public string[] ToWarnings() => _warnings.Count == 0 ? [] : [.. Located(_warnings).Select(warning => warning.ToString())];

    private List<MetadataViolation> Located(IEnumerable<Fault> faults)
    {
        var violations = new List<MetadataViolation>();
        int line = 1, passed = 0;
        foreach (Fault fault in faults.OrderBy(fault => fault.Offset))
        {
            line += document.Utf8[passed..fault.Offset].Count((byte)'\n');
            passed = fault.Offset;
            violations.Add(new MetadataViolation { Pointer = fault.Pointer, Line = line, Message = fault.Message });
        }

        return violations;
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
