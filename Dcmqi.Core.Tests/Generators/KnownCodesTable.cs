using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of the names of codes from codes.tsv (PS3.16): every name of each concept that <c>Codes</c> has.</summary>
internal static class KnownCodesTable
{
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
        return new Dictionary<string, string> { ["KnownCodes.g.cs"] = GeneratedText.Part(nameof(KnownCodesTable), "PS3.16 (edition 2026b)", "Dcmqi", "KnownCodes", [GeneratedText.Text("Rows", string.Concat(rows))]) };
    }
}
