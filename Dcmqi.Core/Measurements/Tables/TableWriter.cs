namespace Dcmqi.Measurements;

/// <summary>Writes rows as CSV; columns that have nothing in any row are left out.</summary>
internal static class TableWriter
{
    public static byte[] Write(IReadOnlyList<MeasurementRow> rows, CsvOptions? options)
    {
        TableColumn[] columns = [.. TableColumn.All.Where(column => rows.Any(row => column.Write(row).Length > 0))];
        CsvFormulas formulas = (options ?? new CsvOptions()).Formulas;
        IEnumerable<string[]> records = rows.Select(row => new[] { CellText.Of(row.Group) }.Concat(columns.Select(column => FormulaText.Of(column.Write(row), formulas))).ToArray());
        return CsvText.Write(records.Prepend([TableColumn.Group, .. columns.Select(column => column.Name)]));
    }
}
