namespace Dcmqi.Measurements;

/// <summary>Writes rows as CSV; columns that have nothing in any row are left out.</summary>
internal static class TableWriter
{
    public static byte[] Write(IReadOnlyList<MeasurementRow> rows)
    {
        TableColumn[] columns = [.. TableColumn.All.Where(column => rows.Any(row => column.Write(row).Length > 0))];
        IEnumerable<string[]> records = rows.Select(row => new[] { CellText.Of(row.Group) }.Concat(columns.Select(column => column.Write(row))).ToArray());
        return CsvText.Write(records.Prepend([TableColumn.Group, .. columns.Select(column => column.Name)]));
    }
}
