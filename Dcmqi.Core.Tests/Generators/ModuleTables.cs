using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the tables of <c>Dcmqi.Core/Iods/Attributes/Tables</c> from <c>facts/</c> (PS3.3, edition 2026b).</summary>
internal static class ModuleTables
{
    private const string Banner = "// Made by Dcmqi.Core.Tests/Generators/ModuleTables.cs from PS3.3 (edition 2026b). Do not edit.\n";

    private const int AttributesPerLine = 8;

    // Of what is read from a validator; its other IODs are not made here.
    private static readonly string[] MoreIods = ["surface-segmentation", "encapsulated-stl", "encapsulated-obj"];
    private static readonly string[] MoreModules = ["surface-segmentation", "surface-mesh", "encapsulated-document", "encapsulated-document-series", "manufacturing-3d-model"];

    /// <summary>An attribute of a module or of the items of a sequence.</summary>
    private sealed class Node(string tag, string multiplicity)
    {
        public string Tag { get; } = tag;

        public string Multiplicity { get; } = multiplicity;

        public string Type { get; set; } = "";

        public SortedDictionary<string, Node> Items { get; } = new(StringComparer.Ordinal);
    }

    public static Dictionary<string, string> Generate()
    {
        SortedDictionary<string, Node> modules = ReadModules();

        // A macro that stands in many places is one list of attributes: lists that read the same are kept once.
        Dictionary<string, int> numbers = [];
        List<KeyValuePair<string, string>> moduleTexts = [.. modules.Select(module => KeyValuePair.Create($"\"{module.Key}\"", TextOf(module.Value.Items, numbers)))];
        IEnumerable<KeyValuePair<string, string>> itemTexts = numbers.OrderBy(pair => pair.Value).Select(pair =>
            KeyValuePair.Create(pair.Value.ToString(CultureInfo.InvariantCulture), pair.Key));

        StringBuilder text = new($"{Banner}namespace Dcmqi.Iods;\n\ninternal static partial class ModuleTable\n{{\n");
        Table(text, "string module", "ModuleText", "module", moduleTexts, ' ', AttributesPerLine);
        text.Append(CultureInfo.InvariantCulture, $"\n    private const int ItemListCount = {numbers.Count};\n\n");
        Table(text, "int list", "ItemText", "list", itemTexts, ' ', AttributesPerLine);
        text.Append('\n');
        Table(text, "string iod", "IodText", "iod", ReadIods(), '\n', 1);
        return new Dictionary<string, string> { ["ModuleTable.g.cs"] = text.Append("}\n").ToString() };
    }

    private static SortedDictionary<string, Node> ReadModules()
    {
        Dictionary<string, FactRow> elements = FactTable.Read("data-elements.tsv").Where(row => row["keyword"].Length > 0).ToDictionary(row => row["keyword"]);
        SortedDictionary<string, Node> modules = new(StringComparer.Ordinal);

        // The modules of structure sets are in a table of their own; what the general one has of them is of an older edition.
        FactRow[] ofStructureSets = [.. FactTable.Read("module-attributes-rt.tsv")];
        HashSet<string> own = [.. ofStructureSets.Select(row => row["module"])];
        IEnumerable<FactRow> more = FactTable.Read("module-attributes-more.tsv").Where(row => MoreModules.Contains(row["module"]));
        foreach (FactRow row in FactTable.Read("module-attributes.tsv").Where(row => !own.Contains(row["module"])).Concat(ofStructureSets).Concat(more))
        {
            if (!modules.TryGetValue(row["module"], out Node? node))
                modules.Add(row["module"], node = new Node("", ""));
            foreach (string keyword in row["path"].Split('/'))
            {
                string tag = elements[keyword]["tag"];
                if (!node.Items.TryGetValue(tag, out Node? child))
                    node.Items.Add(tag, child = new Node(tag, elements[keyword]["vm"]));
                node = child;
            }

            // Where a module has an attribute in two macros of which one applies, it is required under a condition.
            node.Type = node.Type.Length == 0 || node.Type == row["type"] ? row["type"] : "1C";
        }

        return modules;
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadIods() =>
        FactTable.Read("iod-modules.tsv").Concat(FactTable.Read("iod-modules-more.tsv").Where(row => MoreIods.Contains(row["iod"]))).GroupBy(row => row["iod"])
            .Select(iod => KeyValuePair.Create($"\"{iod.Key}\"", string.Concat(iod.Select(row => $"{row["ie"]}\t{row["module"]}\t{row["usage"]}\n")).TrimEnd('\n')));

    // 00100020=2 is Patient ID, Type 2; *1-n follows where the multiplicity is not 1, >7 where items are those of list 7.
    private static string TextOf(SortedDictionary<string, Node> attributes, Dictionary<string, int> numbers)
    {
        List<string> texts = [];
        foreach (Node node in attributes.Values)
        {
            string text = $"{node.Tag}={node.Type}{(node.Multiplicity == "1" ? "" : "*" + node.Multiplicity)}";
            if (node.Items.Count > 0)
            {
                string items = TextOf(node.Items, numbers);
                if (!numbers.TryGetValue(items, out int number))
                    numbers.Add(items, number = numbers.Count);
                text += string.Create(CultureInfo.InvariantCulture, $">{number}");
            }

            texts.Add(text);
        }

        return string.Join(' ', texts);
    }

    private static void Table(
        StringBuilder text, string parameter, string name, string argument, IEnumerable<KeyValuePair<string, string>> entries, char separator, int perLine)
    {
        text.Append(CultureInfo.InvariantCulture, $"    private static ReadOnlySpan<byte> {name}({parameter}) => {argument} switch\n    {{\n");
        foreach ((string key, string value) in entries)
        {
            string[] lines = [.. value.Split(separator).Chunk(perLine).Select(chunk => string.Join(separator, chunk))];
            IEnumerable<string> literals = lines.Select((line, i) =>
                $"\"{(line + (i < lines.Length - 1 ? separator.ToString() : "")).Replace("\t", "\\t").Replace("\n", "\\n")}\"u8");
            text.Append(CultureInfo.InvariantCulture, $"        {key} =>\n            {string.Join(" +\n            ", literals)},\n");
        }

        text.Append("        _ => default,\n    };\n");
    }
}
