using System.Globalization;
using System.Text;

namespace Dcmqi.Terminology;

/// <summary>A label table that is text: finds its kind, and collects what is wrong with it.</summary>
internal sealed class LabelTableText(string name)
{
    public const int SniffedBytes = 4096;

    private const int LargestFile = 1 << 24, MostFaults = 20;

    // 3D Slicer's greatest index.
    public const int LargestLabel = 1_000_000;

    private readonly List<MetadataViolation> _faults = [];
    private readonly Dictionary<int, LabelTableEntry> _entries = [];

    public string Name => name;

    public List<string> Warnings { get; } = [];

    public static bool MayBeText(ReadOnlySpan<byte> head) => !head.StartsWith("NRRD"u8) && !head.Contains((byte)0) && !head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <summary>Reads a file whose beginning is known.</summary>
    public LabelTable Read(Stream stream, byte[] head)
    {
        if (stream.Length > LargestFile)
            throw Fault(0, $"has {stream.Length} bytes; a label table has at most {LargestFile}.");
        byte[] bytes = new byte[(int)stream.Length];
        head.CopyTo(bytes, 0);
        stream.ReadExactly(bytes.AsSpan(head.Length));
        string text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        string start = text.TrimStart();
        if (start.StartsWith('{'))
            return new DatasetLabels(this).Read(text);
        if (start.StartsWith('<'))
            return new CaretLabelTable(this).Read(text);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return SlicerColorCsv.IsHeader(lines[0]) ? new SlicerColorCsv(this).Read(lines) : new ColorTableLines(this).Read(lines);
    }

    /// <summary>Adds a label; one that is there already is a fault.</summary>
    public void Add(int line, long label, string labelName, RgbColor? color, SegmentTerm? term = null)
    {
        if (label is < 0 or > LargestLabel)
            Tell(line, string.Create(CultureInfo.InvariantCulture, $"has label {label}; labels are from 0 to {LargestLabel}."));
        else if (_entries.TryGetValue((int)label, out LabelTableEntry? before))
            Tell(line, $"has label {label} again; it is '{before.Name}' already.");
        else if (!string.IsNullOrWhiteSpace(labelName))
            _entries.Add((int)label, new LabelTableEntry { Label = (int)label, Name = labelName.Trim(), Color = color, Term = term });
    }

    /// <summary>Notes a fault; the file is refused in the end.</summary>
    public void Tell(int line, string message) => _faults.Add(Violation(line, message));

    public MetadataException Fault(int line, string message, Exception? inner = null) => new([Violation(line, message)], name, inner);

    /// <summary>The table, or all that is wrong.</summary>
    public LabelTable ToTable()
    {
        if (_faults.Count > 0)
            throw new MetadataException([.. _faults.Take(MostFaults)], name);
        return _entries.Count > 0 ? new LabelTable(name, _entries.Values) { Warnings = Warnings } : throw Fault(0, "names no label.");
    }

    private static MetadataViolation Violation(int line, string message) => new() { Pointer = "", Line = line, Message = message };
}
