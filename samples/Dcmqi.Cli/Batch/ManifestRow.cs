namespace Dcmqi.Cli.Batch;

/// <summary>A row of a manifest as it stands there.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Cells">What is not empty, by <see cref="ColumnName"/>.</param>
internal sealed record ManifestRow(int Line, IReadOnlyDictionary<string, string> Cells);
