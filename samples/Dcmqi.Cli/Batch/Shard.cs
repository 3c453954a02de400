using System.Globalization;

namespace Dcmqi.Cli.Batch;

/// <summary>A part of a manifest: every <paramref name="Count"/>th row.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Count">How many parts there are.</param>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>All rows.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads <c>3/8</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Shard Of(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && number >= 1 && number <= count
            ? new Shard(number, count)
            : throw new UsageException($"--shard: '{text}' is no part; expected I/N with I from 1 to N, such as 3/8.");
    }

    /// <summary>Whether a row, counted from 0, is in it.</summary>
    public bool Has(int row) => row % Count == Number - 1;

    /// <summary>What its files are called after: nothing, or <c>-3of8</c>.</summary>
    public string Suffix => Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{Number}of{Count}");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
