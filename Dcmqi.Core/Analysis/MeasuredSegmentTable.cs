using System.Globalization;
using System.Text;

namespace Dcmqi.Analysis;

/// <summary>Measurements as text that people read: features down, up to six segments across, then the next.</summary>
internal static class MeasuredSegmentTable
{
    private const int Across = 6;
    private const int WidestLabel = 18;

    public static string Of(IReadOnlyList<MeasuredSegment> segments)
    {
        var text = new StringBuilder();
        foreach (MeasuredSegment[] some in segments.Chunk(Across))
        {
            if (text.Length > 0)
                text.AppendLine();
            AppendBlock(text, some);
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendBlock(StringBuilder text, MeasuredSegment[] segments)
    {
        int width = LabelWidth(segments);
        var rows = new List<string[]> { (["Feature", "Unit", .. segments.Select(segment => Label(segment, width))]) };
        for (int index = 0; index < segments[0].Features.Count; index++)
        {
            MeasuredFeature feature = segments[0].Features[index];
            rows.Add([feature.Title, feature.Unit.Value == "1" ? "" : feature.Unit.Value, .. segments.Select(segment => Value(segment.Features[index]))]);
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            string line = string.Join("  ", row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            text.AppendLine(line.TrimEnd());
        }
    }

    // Names that differ only behind the place of the cut are not cut there.
    private static int LabelWidth(MeasuredSegment[] segments)
    {
        string[] labels = [.. segments.Select(segment => segment.Segment.Label).Distinct()];
        int width = WidestLabel;
        while (labels.Select(label => Cut(label, width)).Distinct().Count() < labels.Length)
            width++;
        return width;
    }

    private static string Label(MeasuredSegment segment, int width) =>
        string.Create(CultureInfo.InvariantCulture, $"{segment.Segment.Number} {Cut(segment.Segment.Label, width)}").TrimEnd();

    private static string Cut(string label, int width) => label.Length <= width ? label : label[..(width - 3)] + "...";

    private static string Value(MeasuredFeature feature) => feature.Value switch
    {
        null => "-",
        { } value when Math.Abs(value) is >= 1e6 or (< 1e-3 and > 0) => value.ToString("0.000e0", CultureInfo.InvariantCulture),
        { } value => value.ToString("#,0.###", CultureInfo.InvariantCulture),
    };
}
