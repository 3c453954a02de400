namespace Dcmqi.Tests.Generators;

/// <summary>Makes the table of quantities, with their units and methods, from quantities.tsv; what codes are called comes from codes.tsv (PS3.16).</summary>
internal static class QuantityTable
{
    public static Dictionary<string, string> Generate()
    {
        Dictionary<string, string> meanings = FactTable.Read("codes.tsv").GroupBy(row => $"{row["scheme"]}|{row["value"]}", row => row["meaning"]).ToDictionary(names => names.Key, names => names.First());
        FactRow[] quantities = [.. FactTable.Read("quantities.tsv")];
        string rows = string.Concat(quantities.Select(row => $"{Code(row["scheme"], row["value"])}\t{Codes("UCUM", row["units"])}\t{Codes("DCM", row["methods"])}\n"));
        IEnumerable<(int, string)> names = quantities.SelectMany((row, number) => row["names"].Split('|').Prepend(meanings[$"{row["scheme"]}|{row["value"]}"]).Select(name => (number, name)));
        return new Dictionary<string, string>
        {
            ["QuantityRows.g.cs"] = GeneratedText.File(
                nameof(QuantityTable), "quantities.tsv and PS3.16 (edition 2026b)", "Dcmqi.Terminology", "QuantityRows", [GeneratedText.Text("Rows", rows), .. WordTables.Of(names)]),
        };

        string Codes(string scheme, string values) => string.Join(';', values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => Code(scheme, value)));

        string Code(string scheme, string value) => $"{scheme}|{value}|{meanings[$"{scheme}|{value}"]}";
    }
}
