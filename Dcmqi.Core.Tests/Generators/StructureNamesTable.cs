using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of names of structures from tg263.tsv (AAPM TG-263).</summary>
internal static class StructureNamesTable
{
    private const int RowsPerLine = 16;

    public static Dictionary<string, string> Generate()
    {
        StringBuilder text = new("""
            // Made by Dcmqi.Core.Tests/Generators/StructureNamesTable.cs from AAPM TG-263 (2017-08-15). Do not edit.
            namespace Dcmqi.RtStructures;

            internal static partial class StructureNames
            {

            """);

        // Escapes, not line ends of the source: those change with the checkout.
        IEnumerable<string> lines = FactTable.Read("tg263.tsv")
            .Where(row => row["target_type"] == "Anatomic" && row["fma_id"].Length > 0 && row["fma_id"].All(char.IsAsciiDigit))
            .OrderBy(row => row["name"], StringComparer.Ordinal)
            .Chunk(RowsPerLine)
            .Select(chunk => $"        \"{string.Concat(chunk.Select(row => $"{row["name"]}\\t{row["reverse_order_name"]}\\t{row["fma_id"]}\\n"))}\"u8");
        text.Append(CultureInfo.InvariantCulture, $"    private static ReadOnlySpan<byte> Rows =>\n{string.Join(" +\n", lines)};\n}}\n");
        return new Dictionary<string, string> { ["StructureNames.g.cs"] = text.ToString() };
    }
}
