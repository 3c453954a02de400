namespace Dcmqi.Terminology;

/// <summary>A segment of a <c>.seg.nrrd</c> file.</summary>
/// <param name="Label">Its voxel value in its layer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour, or <see langword="null"/>.</param>
/// <param name="Tags">Its tags by key.</param>
internal sealed record SegNrrdSegment(int Label, string Name, RgbColor? Color, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Where its voxels are; <see langword="null"/> where the file does not say it.</summary>
    public SegNrrdExtent? Extent { get; init; }

    public LabelTableEntry ToEntry() => new() { Label = Label, Name = Name, Color = Color, Term = TerminologyEntry.Read(Tags.GetValueOrDefault(TerminologyEntry.Tag) ?? "", Color) };
}
