namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of retired SNOMED codes from srt-to-sct.tsv (PS3.16 Annex O).</summary>
internal static class RetiredSnomedTable
{
    /// <summary>Retired code and SNOMED CT code, ordered by the bytes of the retired code.</summary>
    public static (string Retired, string Current)[] Read() =>
    [
        .. FactTable.Read("srt-to-sct.tsv").Select(row => (row["srt"], row["sct"])).OrderBy(row => row.Item1, StringComparer.Ordinal),
    ];

    public static Dictionary<string, string> Generate()
    {
        string rows = string.Concat(Read().Select(row => $"{row.Retired}\t{row.Current}\n"));
        return new Dictionary<string, string> { ["RetiredSnomed.g.cs"] = GeneratedText.Part(nameof(RetiredSnomedTable), "PS3.16 Annex O (edition 2026b)", "Dcmqi", "RetiredSnomed", [GeneratedText.Text("Rows", rows)]) };
    }
}
