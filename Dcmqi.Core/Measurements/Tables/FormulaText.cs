using System.Globalization;

namespace Dcmqi.Measurements;

/// <summary>Cells that a spreadsheet would take for formulas, written with an apostrophe before them, and read without it.</summary>
internal static class FormulaText
{
    private const char Mark = '\'';
    private const string FirstLetters = "=+-@\t\r\n";

    /// <summary>The cell as it is written.</summary>
    public static string Of(string cell, CsvFormulas formulas)
    {
        if (!IsFormula(cell.AsSpan().TrimStart(Mark)))
            return cell;

        // What begins with an apostrophe of its own gets one in any case, since one is taken away on reading.
        bool isMarked = cell[0] == Mark;
        bool isNumber = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        return isMarked || (formulas == CsvFormulas.Escape && !isNumber) ? Mark + cell : cell;
    }

    /// <summary>The cell as it was before it was written.</summary>
    public static string Plain(string cell) => cell.StartsWith(Mark) && IsFormula(cell.AsSpan().TrimStart(Mark)) ? cell[1..] : cell;

    private static bool IsFormula(ReadOnlySpan<char> cell) => cell.Length > 0 && FirstLetters.Contains(cell[0]);
}
