namespace Dcmqi.Tests.Generators;

/// <summary>A row of a table of facts.</summary>
internal sealed class FactRow(string[] columns, string[] cells)
{
    /// <summary>Whether the table has a column.</summary>
    public bool Has(string column) => Array.IndexOf(columns, column) >= 0;

    /// <summary>The cell of a column; empty where the row ends before it.</summary>
    public string this[string column]
    {
        get
        {
            int index = Array.IndexOf(columns, column);
            return index < 0 ? throw new ArgumentException($"No column '{column}'; there are {string.Join(", ", columns)}.") : index < cells.Length ? cells[index] : "";
        }
    }
}
