namespace Dcmqi;

/// <summary>What a label table says of one label.</summary>
public sealed record LabelTableEntry
{
    /// <summary>Gets the label: the voxel value, from 0. 0 is background.</summary>
    public required int Label { get; init; }

    /// <summary>Gets the name, as the table has it, such as <c>kidney_left</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the colour, or <see langword="null"/>.</summary>
    public RgbColor? Color { get; init; }

    /// <summary>Gets the codes, or <see langword="null"/> where the table has none for it.</summary>
    public SegmentTerm? Term { get; init; }

    /// <summary>Returns label, name and type, such as <c>3 kidney_left (64033007, SCT, "Kidney")</c>.</summary>
    public override string ToString() => Term is null ? $"{Label} {Name}" : $"{Label} {Name} {Term.Type}";
}
