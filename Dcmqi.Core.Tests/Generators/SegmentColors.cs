using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of recommended segment colours from segment-terms.tsv.</summary>
internal static class SegmentColors
{
    public static string Generate(string facts)
    {
        var colors = new SortedDictionary<string, uint>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(Path.Combine(facts, "segment-terms.tsv")).Skip(1))
        {
            string[] fields = line.Split('\t');
            if (fields.Length < 11 || fields[10].Length == 0)
                continue;
            byte[] rgb = [.. fields[10].Split(',').Select(channel => byte.Parse(channel, CultureInfo.InvariantCulture))];
            string key = $"{fields[4]}|{fields[5]}" + (fields[8].Length == 0 ? "" : $"|{fields[8]}");
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
        return text.Append("    ];\n}\n").ToString();
    }
}
