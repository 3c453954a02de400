using System.Collections;

namespace Dcmqi;

/// <summary>What the labels of a label map mean: names and colours, and codes where they are known.</summary>
/// <remarks>
/// <see cref="SegmentPresets"/> has those of segmentation tools.
/// <see cref="SegmentationMetadata.FromPreset(LabelTable, Volume)"/> and <see cref="SegmentationBuilder.AddLabelMap(string, LabelTable, IProgress{ConversionProgress}?, CancellationToken)"/> describe segments with it.
/// </remarks>
public sealed class LabelTable : IReadOnlyList<LabelTableEntry>
{
    private readonly LabelTableEntry[] _entries;
    private readonly Dictionary<int, LabelTableEntry> _byLabel = [];
    private readonly Dictionary<string, LabelTableEntry> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a label table.</summary>
    /// <param name="name">What messages call it, such as the name of the tool or file.</param>
    /// <param name="entries">The labels, each once, in any order.</param>
    /// <exception cref="ArgumentException">A label is there twice or below 0, or a name is empty.</exception>
    public LabelTable(string name, IEnumerable<LabelTableEntry> entries)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(entries);
        Name = name;
        _entries = [.. entries.OrderBy(entry => entry.Label)];
        foreach (LabelTableEntry entry in _entries)
        {
            if (entry.Label < 0 || string.IsNullOrWhiteSpace(entry.Name))
                throw new ArgumentException($"Label {entry.Label} '{entry.Name}' is none: labels are from 0 and have names.", nameof(entries));
            if (!_byLabel.TryAdd(entry.Label, entry))
                throw new ArgumentException($"Label {entry.Label} is '{_byLabel[entry.Label].Name}' and '{entry.Name}'.", nameof(entries));
            _byName.TryAdd(entry.Name, entry);
        }
    }

    /// <summary>Gets what messages call it, such as <c>TotalSegmentator total</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the name of the algorithm that makes such label maps: segments that are described with the table are AUTOMATIC and have it as Segment Algorithm Name (0062,0009). <see langword="null"/> where it is not known.</summary>
    public string? AlgorithmName { get; init; }

    /// <summary>Gets what was tolerated on reading, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets the number of labels.</summary>
    public int Count => _entries.Length;

    /// <summary>Gets an entry.</summary>
    /// <param name="index">From 0, in the order of labels.</param>
    public LabelTableEntry this[int index] => _entries[index];

    /// <summary>Finds a label.</summary>
    /// <param name="label">The voxel value.</param>
    /// <returns>What the table says of it, or <see langword="null"/>.</returns>
    public LabelTableEntry? Find(int label) => _byLabel.GetValueOrDefault(label);

    /// <summary>Finds a name; capitals do not matter.</summary>
    /// <param name="name">The name, such as <c>kidney_left</c>.</param>
    /// <returns>What the table says of it (of the lowest label with that name), or <see langword="null"/>.</returns>
    public LabelTableEntry? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name);
    }

    /// <inheritdoc/>
    public IEnumerator<LabelTableEntry> GetEnumerator() => ((IEnumerable<LabelTableEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>Returns name and count, such as <c>LabelTable: TotalSegmentator total, 117 labels, 117 with codes</c>.</summary>
    public override string ToString() => $"LabelTable: {Name}, {Count} {(Count == 1 ? "label" : "labels")}, {_entries.Count(entry => entry.Term is not null)} with codes";
}
