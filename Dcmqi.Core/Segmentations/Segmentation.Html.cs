namespace Dcmqi;

/// <content>A segmentation as a notebook shows it.</content>
public sealed partial class Segmentation
{
    /// <summary>Returns an HTML element for notebooks: a table of the segments with colour, codes, algorithm, voxels and volume, then the warnings. Pixels are read to count voxels; where that cannot be done, the element says why.</summary>
    /// <returns>One <c>div</c> element, well-formed as XML. All text is escaped; nothing is loaded from elsewhere.</returns>
    public string ToHtml()
    {
        var statistics = new Dictionary<int, SegmentStatistics>();
        var notes = new List<string>(Warnings);
        try
        {
            statistics = GetStatistics().ToDictionary(one => one.SegmentNumber);
        }
        catch (Exception exception) when (exception is DcmqiException or NotSupportedException)
        {
            notes.Add($"Voxels are not counted: {exception.Message}");
        }

        HtmlTable table = new HtmlTable().Headings("", "Segment", "Type", "Category", "Region", "Algorithm", "Voxels", "Volume [mL]");
        foreach (Segment segment in Segments.Where(segment => !segment.IsBackground))
        {
            SegmentStatistics? size = statistics.GetValueOrDefault(segment.Number);
            table.Row(
                HtmlTable.Number(segment.Number),
                HtmlTable.Colored(segment.DisplayColor, segment.Label),
                HtmlTable.Cell(Meanings(segment.PropertyType, segment.PropertyTypeModifiers)),
                HtmlTable.Cell(segment.PropertyCategory?.Meaning),
                HtmlTable.Cell(Meanings(segment.AnatomicRegion, segment.AnatomicRegionModifiers)),
                HtmlTable.Cell(string.Join(' ', new[] { segment.AlgorithmType?.ToString(), segment.AlgorithmName }.OfType<string>())),
                HtmlTable.Number(size?.VoxelCount),
                HtmlTable.Number(size?.VolumeMl));
        }

        return HtmlTable.Part(ToString(), [table], notes);
    }

    private static string Meanings(CodedConcept? code, IReadOnlyList<CodedConcept> modifiers) =>
        string.Join(", ", modifiers.Prepend(code).OfType<CodedConcept>().Select(one => one.Meaning));
}
