namespace Dcmqi;

/// <content>Measurements as a notebook shows them.</content>
public sealed partial class SegmentMeasurements
{
    /// <summary>Returns an HTML element for notebooks: a table with one row for each feature and one column for each segment, then the warnings.</summary>
    /// <returns>One <c>div</c> element, well-formed as XML. All text is escaped; nothing is loaded from elsewhere.</returns>
    public string ToHtml()
    {
        HtmlTable table = new HtmlTable().Row(
            Segments.Select(one => HtmlTable.Colored(one.Segment.DisplayColor, $"{one.Segment.Number} {one.Segment.Label}")).Prepend(HtmlTable.Heading("Unit")).Prepend(HtmlTable.Heading("Feature")));
        for (int index = 0; index < (Segments.Count == 0 ? 0 : Segments[0].Features.Count); index++)
        {
            MeasuredFeature feature = Segments[0].Features[index];
            table.Row([
                HtmlTable.Heading(feature.Title),
                HtmlTable.Cell(feature.Unit.Value == "1" ? "" : feature.Unit.Value),
                .. Segments.Select(segment => HtmlTable.Number(segment.Features[index].Value, "-"))]);
        }

        return HtmlTable.Part(ToString(), [table], Warnings);
    }
}
