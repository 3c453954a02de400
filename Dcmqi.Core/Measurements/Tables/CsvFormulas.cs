namespace Dcmqi;

/// <summary>What to do with text that a spreadsheet would take for a formula.</summary>
public enum CsvFormulas
{
    /// <summary>An apostrophe is put before it, and taken away on reading, so that it is text wherever the table is opened.</summary>
    Escape,

    /// <summary>It is written as it is: for programs that take cells as they are, and files that no spreadsheet opens.</summary>
    Keep,
}
