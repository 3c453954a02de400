using System.Globalization;

namespace Dcmqi.Terminology;

/// <summary>3D Slicer's colour tables with a header line, in columns: label, name, colour, codes.</summary>
internal sealed class SlicerColorCsv(LabelTableText table)
{
    private const string Label = "LabelValue";

    public static bool IsHeader(string line) => line.Split(SeparatorOf(line)).Contains(Label, StringComparer.OrdinalIgnoreCase);

    public LabelTable Read(string[] lines)
    {
        char separator = SeparatorOf(lines[0]);
        string[] columns = [.. Cells(lines[0], separator).Select(cell => cell.Trim())];
        for (int index = 1; index < lines.Length; index++)
        {
            if (!string.IsNullOrWhiteSpace(lines[index]) && lines[index][0] != '#')
                ReadRow(index + 1, columns, Cells(lines[index], separator));
        }

        return table.ToTable();
    }

    private static char SeparatorOf(string header) => header.Contains('\t') ? '\t' : ',';

    private void ReadRow(int line, string[] columns, List<string> cells)
    {
        if (!long.TryParse(Cell(Label), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long label))
        {
            table.Tell(line, $"has '{Cell(Label)}' in {Label}; expected a whole number from 0.");
            return;
        }

        CodedConcept? category = Code("Category"), type = Code("Type");
        RgbColor? color = Channel("Color_R") is { } red && Channel("Color_G") is { } green && Channel("Color_B") is { } blue ? new RgbColor(red, green, blue) : null;
        table.Add(line, label, Cell("Name"), color, type is null ? null : new SegmentTerm
        {
            Category = category ?? SegmentCategory.Of(SegmentCategory.Anatomical),
            Type = type,
            TypeModifier = Code("TypeModifier"),
            AnatomicRegion = Code("Region"),
            AnatomicRegionModifier = Code("RegionModifier"),
            RecommendedDisplayRgb = color,
        });

        string Cell(string column)
        {
            int index = Array.FindIndex(columns, name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
            return index >= 0 && index < cells.Count ? cells[index].Trim() : "";
        }

        CodedConcept? Code(string of)
        {
            string scheme = Cell(of + "_CodingScheme"), value = Cell(of + "_CodeValue"), meaning = Cell(of + "_CodeMeaning");
            return scheme.Length == 0 || value.Length == 0 ? null : new CodedConcept(value, scheme, meaning.Length == 0 ? value : meaning).ToSnomedCt();
        }

        byte? Channel(string column) => double.TryParse(Cell(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? (byte)Math.Clamp(Math.Round(value), 0, 255) : null;
    }

    // Values with a separator stand in quotation marks; there are none within values.
    private static List<string> Cells(string line, char separator)
    {
        var cells = new List<string>();
        for (int start = 0; start <= line.Length;)
        {
            bool isQuoted = start < line.Length && line[start] == '"';
            int end = isQuoted ? line.IndexOf('"', start + 1) : line.IndexOf(separator, start);
            if (end < 0)
                end = line.Length;
            cells.Add(line[(isQuoted ? start + 1 : start)..end]);
            start = isQuoted ? line.IndexOf(separator, Math.Min(end, line.Length)) is var next and >= 0 ? next + 1 : line.Length + 1 : end + 1;
        }

        return cells;
    }
}
