namespace Dcmqi;

/// <summary>Options of writing tables as CSV.</summary>
public sealed record CsvOptions
{
    /// <summary>Gets what becomes of cells that begin with =, +, -, @, a tab or the end of a line and are not numbers. Default: <see cref="CsvFormulas.Escape"/>.</summary>
    public CsvFormulas Formulas { get; init; } = CsvFormulas.Escape;

    /// <summary>What is asked for, such as <c>CsvOptions: formulas escaped</c>.</summary>
    public override string ToString() => $"CsvOptions: formulas {(Formulas == CsvFormulas.Escape ? "escaped" : "kept")}";
}
