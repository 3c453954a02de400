namespace Dcmqi.Measurements;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Fields">Its fields, as many as the header has.</param>
internal sealed record CsvLine(int Line, string[] Fields);
