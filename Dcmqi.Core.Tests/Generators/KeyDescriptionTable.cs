using System.Text.RegularExpressions;
using Dcmqi.Tests.Support;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the descriptions of the keys of metadata from the tables of the pages on them, so that pages and schemas say the same.</summary>
internal static partial class KeyDescriptionTable
{
    private static readonly (string Document, string Page, string Description)[] Pages =
    [
        ("segmentation", "segmentation-metadata.md", "What the labels of label maps mean, for a DICOM Segmentation."),
        ("parametricmap", "parametric-maps.md", "What the values of a volume mean, for a DICOM Parametric Map."),
        ("measurementreport", "measurement-report-metadata.md", "Measurements and what was measured, for a DICOM SR document (TID 1500)."),
    ];

    public static Dictionary<string, string> Generate()
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string document, string page, string description) in Pages)
        {
            rows[$"{document}|\t"] = description;
            foreach ((string key, string text) in File.ReadLines(Repository.Of("docs/" + page)).SelectMany(KeysOf))
                rows.TryAdd($"{document}|{key}\t", text);
            foreach ((string key, string text) in Codes.Concat(InSentences(File.ReadAllText(Repository.Of("docs/" + page)))))
                rows.TryAdd($"{document}|{key}\t", text);
        }

        return new Dictionary<string, string>
        {
            ["KeyDescriptions.g.cs"] = GeneratedText.Part(nameof(KeyDescriptionTable), "the pages on metadata (docs)", "Dcmqi.Json", "KeyDescriptions", [GeneratedText.Text("Rows", string.Concat(rows.Select(row => $"{row.Key}{row.Value}\n")))]),
        };
    }

    private static readonly (string, string)[] Codes =
    [
        ("CodeValue", "The code, such as 10200004."), ("CodingSchemeDesignator", "The coding scheme, such as SCT, DCM or UCUM."), ("CodeMeaning", "The text for people, at most 64 characters."),
        ("CodingSchemeVersion", "The version of the scheme, where the designator alone does not identify the code."),
    ];

    // | *`key`* (required) | `Property` | value | DICOM attribute |
    private static IEnumerable<(string Key, string Description)> KeysOf(string line)
    {
        if (!line.StartsWith("| ", StringComparison.Ordinal))
            yield break;
        string[] cells = [.. line.Replace("\\|", "/").Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
        if (cells.Length < 2 || Key().Matches(cells[0]) is not { Count: > 0 } keys)
            yield break;
        string value = Plain(string.Join(" ", cells.Length > 2 ? cells[2..3] : cells[1..2])), attribute = cells.Length > 3 ? Plain(cells[3]) : "";
        string text = string.Join(". ", new[] { value, attribute }.Where(part => part.Length > 0));
        foreach (Match key in keys)
            yield return (key.Groups[1].Value, text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..] + (text.EndsWith('.') ? "" : "."));
    }

    // Keys that have no row of their own are told of in text: by the sentence that names them.
    private static IEnumerable<(string Key, string Description)> InSentences(string page)
    {
        foreach (string paragraph in Fenced().Replace(page, "").ReplaceLineEndings("\n").Split("\n\n"))
        {
            IEnumerable<string> texts = paragraph.StartsWith('|') ? paragraph.Split(['|', '\n']) : paragraph.Replace('\n', ' ').Split(". ");
            foreach (string text in texts)
            {
                foreach (Match key in Key().Matches(text))
                    yield return (key.Groups[1].Value, Plain(text).TrimEnd('.') + ".");
            }
        }
    }

    private static string Plain(string markdown) => Link().Replace(markdown, "$1").Replace("`", "").Replace("*", "").Trim();

    [GeneratedRegex(@"`([@A-Za-z][A-Za-z0-9]*)`")]
    private static partial Regex Key();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
