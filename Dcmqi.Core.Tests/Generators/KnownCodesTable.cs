using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of the names of codes from codes.tsv (PS3.16): every name of each concept that <c>Codes</c> has.</summary>
internal static class KnownCodesTable
{
    private const int RowsPerLine = 32;

    public static Dictionary<string, string> Generate()
    {
        HashSet<string> chosen = CodesGenerator.ChosenIds();
        string[] rows =
        [
            .. FactTable.Read("codes.tsv")
                .Where(row => chosen.Contains($"{row["scheme"]} {row["value"]}"))
                .GroupBy(row => $"{row["scheme"]}\t{row["value"]}", row => row["meaning"])
                .OrderBy(group => group.Key, Comparer<string>.Create((left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))))
                .Select(group => $"{group.Key}\t{string.Join('\t', group.Distinct())}\n"),
        ];
        IEnumerable<string> lines = rows.Chunk(RowsPerLine).Select(chunk => $"        \"{Escape(string.Concat(chunk))}\"u8");
        string text = string.Create(CultureInfo.InvariantCulture, $$"""
            // Made by Dcmqi.Core.Tests/Generators/KnownCodesTable.cs from PS3.16 (edition 2026b). Do not edit.
            namespace Dcmqi;

            internal static partial class KnownCodes
            {
                private static ReadOnlySpan<byte> Rows =>
            {{string.Join(" +\n", lines)}};
            }

            """);
        return new Dictionary<string, string> { ["KnownCodes.g.cs"] = text.ReplaceLineEndings("\n") };
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\t", "\\t").Replace("\n", "\\n");
}
