using System.Globalization;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of recommended segment colours from segment-terms.tsv.</summary>
internal static class RecommendedColors
{
    public static Dictionary<string, string> Generate()
    {
        // By type (scheme|value) and, where it matters, modifier (|value), ordered as rows with a tab behind the key are.
        var colors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (FactRow row in FactTable.Read("segment-terms.tsv").Where(row => row["rgb"].Length > 0))
        {
            byte[] rgb = [.. row["rgb"].Split(',').Select(channel => byte.Parse(channel, CultureInfo.InvariantCulture))];
            string key = $"{row["type_scheme"]}|{row["type_value"]}" + (row["modifier_value"].Length == 0 ? "" : $"|{row["modifier_value"]}");
            colors.TryAdd(key + '\t', Convert.ToHexString(rgb));
        }

        string rows = string.Concat(colors.Select(color => $"{color.Key}{color.Value}\n"));
        return new Dictionary<string, string>
        {
            ["RecommendedColors.g.cs"] = GeneratedText.Part(nameof(RecommendedColors), "the recommended colours of segment terms", "Dcmqi.Terminology", "RecommendedColors", [GeneratedText.Text("Rows", rows)]),
        };
    }
}
