using System.Text;
using Dcmqi.Segmentations;

namespace Dcmqi.Tests.Generators;

/// <summary>The tables of docs/viewers.md, made from the table that choices for receivers are made from.</summary>
internal static class ReceiverPage
{
    /// <summary>The sections that stand between <c>&lt;!-- NAME --&gt;</c> and <c>&lt;!-- end of NAME --&gt;</c>.</summary>
    public static IReadOnlyDictionary<string, string> Sections() => new Dictionary<string, string> { ["choices"] = Choices(), ["findings"] = Findings() };

    /// <summary>The page with its sections as they have to be.</summary>
    public static string Render(string page)
    {
        foreach ((string name, string table) in Sections())
        {
            string begin = $"<!-- {name} -->\n", end = $"<!-- end of {name} -->";
            int from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, to = page.IndexOf(end, StringComparison.Ordinal);
            Assert.That(from > begin.Length && to >= from, $"docs/viewers.md has no section '{name}'.");
            page = page[..from] + "\n" + table + "\n" + page[to..];
        }

        return page;
    }

    private static string Choices()
    {
        var table = new StringBuilder("| To be shown by (`--for`) | Rows x columns a multiple of 8 | Other sizes | Segments overlap, a multiple of 8 | Segments overlap, other sizes | Fractions |\n|---|---|---|---|---|---|\n");
        foreach (Receiver receiver in Enum.GetValues<Receiver>())
        {
            table.Append($"| {(receiver == Receiver.Any ? "something you do not know" : ReceiverTable.NameOf(receiver))} (`{Cli.ReceiverName.Of(receiver)}`) ");
            foreach ((bool isFractional, bool hasWholeBytes, bool overlaps) in new[] { (false, true, false), (false, false, false), (false, true, true), (false, false, true), (true, false, false) })
                table.Append($"| {Cell(new ReceiverChooser(receiver, new ReceiverConstraints()).Choose(isFractional, hasWholeBytes, overlaps))} ");
            table.Append("|\n");
        }

        return table.ToString();
    }

    private static string Cell(ReceiverChoice choice) =>
        $"`{Cli.EncodingName.Of(choice.Options.Encoding)}`, `{Cli.CompressionName.Names[(int)choice.Compression]}`{(choice.Splits ? ", several objects" : "")}";

    private static string Findings()
    {
        var table = new StringBuilder($"| Object | {string.Join(" | ", ReceiverTable.Names.Select(known => known.Name))} |\n|---|{string.Concat(ReceiverTable.Names.Select(_ => "---|"))}\n");
        foreach (ReceiverRow row in ReceiverTable.Rows)
            table.Append($"| {row.Form} | {string.Join(" | ", ReceiverTable.Names.Select(known => row.Of(known.Receiver) is { } finding ? (finding.Result == ReceiverResult.Wrong ? $"**{finding.Text}**" : finding.Text) : ""))} |\n");
        return table.ToString();
    }
}
