using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of recommended segment colours from segment-terms.tsv.</summary>
internal static class SegmentColors
{
    public static Dictionary<string, string> Generate()
    {
        var colors = new SortedDictionary<string, uint>(StringComparer.Ordinal);
        foreach (FactRow row in FactTable.Read("segment-terms.tsv").Where(row => row["rgb"].Length > 0))
        {
            byte[] rgb = [.. row["rgb"].Split(',').Select(channel => byte.Parse(channel, CultureInfo.InvariantCulture))];
            string key = $"{row["type_scheme"]}|{row["type_value"]}" + (row["modifier_value"].Length == 0 ? "" : $"|{row["modifier_value"]}");
            colors.TryAdd(key, ((uint)rgb[0] << 16) | ((uint)rgb[1] << 8) | rgb[2]);
        }

        var text = new StringBuilder("""
            // Made by Dcmqi.Core.Tests/Generators/SegmentColors.cs from the recommended colours of segment terms. Do not edit.
            namespace Dcmqi.Segmentations;

            /// <summary>Recommended colours by type (scheme|value) and, where it matters, modifier (|value), sorted by key.</summary>
            internal static partial class SegmentColors
            {
                private static readonly string[] Keys =
                [

            """);
        foreach (string key in colors.Keys)
            text.Append(CultureInfo.InvariantCulture, $"        \"{key}\",\n");
        text.Append("    ];\n\n    private static ReadOnlySpan<uint> Colors =>\n    [\n");
        foreach (uint color in colors.Values)
            text.Append(CultureInfo.InvariantCulture, $"        0x{color:X6},\n");
        return new Dictionary<string, string> { ["SegmentColors.g.cs"] = text.Append("    ];\n}\n").ToString() };
    }
}
