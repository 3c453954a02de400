using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the tables of <c>Dcmqi.Core/Dicom</c> from <c>../shared/facts</c> (PS3.6, edition 2026b).</summary>
internal static class DicomTables
{
    private const string Banner = "// Made by Dcmqi.Core.Tests/Generators/DicomTables.cs from PS3.6 (edition 2026b). Do not edit.\n";

    private static readonly string[] VrCodes =
    [
        "NONE", "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL", "OV", "OW", "PN",
        "SH", "SL", "SQ", "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UR", "US", "UT", "UV",
        "OB or OW", "US or SS", "US or OW", "US or SS or OW",
    ];

    public sealed record Element(string Tag, string Vr, string Keyword, string Name, bool IsRetired)
    {
        public bool IsRepeating => Tag.Contains('x');

        public uint Value => uint.Parse(Tag.Replace('x', '0'), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        // A nibble of 'x' matches anything.
        public uint Mask => uint.Parse(string.Concat(Tag.Select(c => c == 'x' ? '0' : 'F')), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    public static List<Element> ReadElements(string facts) =>
    [
        .. File.ReadLines(Path.Combine(facts, "data-elements.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Where(fields => fields[3].Length > 0)
            .Select(fields => new Element(fields[0], fields[1], fields[3], fields[4], fields[5] == "Y"))
            .OrderBy(element => element.IsRepeating).ThenBy(element => element.Value),
    ];

    public static Dictionary<string, string> Generate(string facts)
    {
        List<Element> elements = ReadElements(facts);
        return new Dictionary<string, string>
        {
            ["Tags.g.cs"] = TagsFile(elements),
            ["DicomDictionary.g.cs"] = DictionaryFile(elements),
            ["Uids.g.cs"] = UidsFile(facts),
        };
    }

    private static string TagsFile(List<Element> elements)
    {
        StringBuilder text = Start("/// <summary>The tags of PS3.6 by their keywords: constants, each a <see cref=\"Tag\"/> wherever one is asked for. 200 properties in their place cost 20 ms of compilation at start.</summary>", "Tags");
        foreach (Element element in elements.Where(element => !element.IsRepeating))
            text.Append(CultureInfo.InvariantCulture, $"    public const uint {element.Keyword} = 0x{element.Tag};\n");
        return text.Append("}\n").ToString();
    }

    private static string DictionaryFile(List<Element> elements)
    {
        StringBuilder text = Start("", "DicomDictionary");
        Element[] repeating = [.. elements.Where(element => element.IsRepeating)];
        Table(text, "uint", "TagValues", elements.Where(element => !element.IsRepeating).Select(element => $"0x{element.Tag}"));
        Table(text, "uint", "RepeatingMasks", repeating.Select(element => $"0x{element.Mask:X8}"));
        Table(text, "uint", "RepeatingValues", repeating.Select(element => $"0x{element.Value:X8}"));
        Table(text, "byte", "VrCodes", elements.Select(element => CodeOf(element.Vr).ToString(CultureInfo.InvariantCulture)));

        List<int> offsets = [];
        List<string> texts = [];
        foreach (Element element in elements)
        {
            offsets.Add(texts.Sum(entry => entry.Length));
            texts.Add($"{element.Keyword}\t{element.Name}\n");
        }

        Table(text, "int", "TextOffsets", offsets.Select(offset => offset.ToString(CultureInfo.InvariantCulture)));
        Text(text, "Texts", texts);
        return text.Append("}\n").ToString();
    }

    private static string UidsFile(string facts)
    {
        StringBuilder text = Start("", "Uids");
        string[][] rows = [.. File.ReadLines(Path.Combine(facts, "uids.tsv")).Skip(1).Select(line => line.Split('\t')).Where(fields => fields[4].Length > 0)];
        foreach (string[] fields in rows)
            text.Append(CultureInfo.InvariantCulture, $"    public const string {fields[4]} = \"{fields[0]}\";\n");
        text.Append('\n');
        Text(text, "Names", ["\n", .. rows.Select(fields => $"{fields[0]}\t{fields[1]}\n")]);
        return text.Append("}\n").ToString();
    }

    private static int CodeOf(string vr)
    {
        int code = Array.IndexOf(VrCodes, vr);
        return code >= 0 ? code : vr == "UN" ? 0 : throw new InvalidDataException($"VR '{vr}' is not known to this program.");
    }

    private static StringBuilder Start(string summary, string type) =>
        new($"{Banner}namespace Dcmqi.Dicom;\n\n{(summary.Length > 0 ? summary + "\n" : "")}internal static partial class {type}\n{{\n");

    private static void Table(StringBuilder text, string type, string name, IEnumerable<string> values)
    {
        text.Append(CultureInfo.InvariantCulture, $"    private static ReadOnlySpan<{type}> {name} =>\n    [\n");
        foreach (string[] chunk in values.Chunk(16))
            text.Append(CultureInfo.InvariantCulture, $"        {string.Join(", ", chunk)},\n");
        text.Append("    ];\n\n");
    }

    // Escapes, not line ends of the source: those change with the checkout.
    private static void Text(StringBuilder text, string name, IEnumerable<string> entries)
    {
        IEnumerable<string> lines = entries.Chunk(16).Select(chunk =>
            $"        \"{string.Concat(chunk).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\t", "\\t").Replace("\n", "\\n")}\"u8");
        text.Append(CultureInfo.InvariantCulture, $"    private static ReadOnlySpan<byte> {name} =>\n{string.Join(" +\n", lines)};\n");
    }
}
