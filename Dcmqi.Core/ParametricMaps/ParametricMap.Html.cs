using System.Globalization;

namespace Dcmqi;

/// <content>A map as a notebook shows it.</content>
public sealed partial class ParametricMap
{
    /// <summary>Returns an HTML element for notebooks: a table of the volumes, a table of the mappings from stored to real-world values, then the warnings. No pixels are read.</summary>
    /// <returns>One <c>div</c> element, well-formed as XML. All text is escaped; nothing is loaded from elsewhere.</returns>
    public string ToHtml()
    {
        HtmlTable volumes = new HtmlTable().Headings("Volume", "Quantity", "Unit", "Time", "Frames");
        foreach (MappedVolume volume in Volumes)
        {
            volumes.Row(
                HtmlTable.Number(volume.Index),
                HtmlTable.Cell(volume.Mapping.Quantity?.Meaning),
                HtmlTable.Cell(volume.Mapping.Unit?.Value),
                HtmlTable.Number(volume.TemporalPositionIndex),
                HtmlTable.Number(volume.FrameCount));
        }

        HtmlTable mappings = new HtmlTable().Headings("Mapping", "Explanation", "Quantity", "Unit", "Method", "b-values [s/mm2]", "Slope", "Intercept", "Stored values");
        foreach (RealWorldValueMapping mapping in Mappings)
        {
            string? table = mapping.LookupTable.Count == 0 ? null : $"table of {Counted.Of(mapping.LookupTable.Count, "value")}";
            mappings.Row(
                HtmlTable.Heading(mapping.Label),
                HtmlTable.Cell(mapping.Explanation),
                HtmlTable.Cell(mapping.Quantity?.Meaning),
                HtmlTable.Cell(mapping.Unit?.Value),
                HtmlTable.Cell(string.Join(", ", new[] { mapping.MeasurementMethod, mapping.ModelFittingMethod }.OfType<CodedConcept>().Select(code => code.Meaning))),
                HtmlTable.Cell(string.Join(", ", mapping.SourceImageDiffusionBValues.Select(value => value.ToString(CultureInfo.InvariantCulture)))),
                HtmlTable.Number(mapping.Slope, table ?? ""),
                HtmlTable.Number(mapping.Intercept),
                HtmlTable.Cell(mapping is { FirstValueMapped: { } first, LastValueMapped: { } last } ? $"{ShownNumber.Of(first)} to {ShownNumber.Of(last)}" : null));
        }

        return HtmlTable.Part(ToString(), [volumes, mappings], Warnings);
    }
}
