using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of retired SNOMED codes from srt-to-sct.tsv (PS3.16 Annex O).</summary>
internal static class RetiredSnomedTable
{
    private const int RowsPerLine = 32;

    /// <summary>Retired code and SNOMED CT code, ordered by the bytes of the retired code.</summary>
    public static (string Retired, string Current)[] Read() =>
    [
        .. FactTable.Read("srt-to-sct.tsv").Select(row => (row["srt"], row["sct"])).OrderBy(row => row.Item1, StringComparer.Ordinal),
    ];

    public static Dictionary<string, string> Generate()
    {
        (string Retired, string Current)[] rows = Read();
        StringBuilder text = new("""
            // Made by Dcmqi.Core.Tests/Generators/RetiredSnomedTable.cs from PS3.16 Annex O (edition 2026b). Do not edit.
            namespace Dcmqi;

            internal static partial class RetiredSnomed
            {

            """);
        // Escapes, not line ends of the source: those change with the checkout.
        IEnumerable<string> lines = rows.Chunk(RowsPerLine).Select(chunk => $"        \"{string.Concat(chunk.Select(row => $"{row.Retired}\\t{row.Current}\\n"))}\"u8");
        text.Append(CultureInfo.InvariantCulture, $"    private static ReadOnlySpan<byte> Rows =>\n{string.Join(" +\n", lines)};\n}}\n");
        return new Dictionary<string, string> { ["RetiredSnomed.g.cs"] = text.ToString() };
    }
}
