namespace Dcmqi.Cli.Batch;

/// <summary>Names of columns and kinds, as people write them: <c>labelTable</c>, <c>Label table</c> and <c>label_table</c> are one.</summary>
internal static class ColumnName
{
    /// <summary>Letters and digits alone, lower case.</summary>
    public static string Normal(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
