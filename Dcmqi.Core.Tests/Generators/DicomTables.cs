using System.Globalization;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the tables of <c>Dcmqi.Core/Dicom</c> from <c>facts/</c> (PS3.6, edition 2026b).</summary>
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

    public static List<Element> ReadElements() =>
    [
        .. FactTable.Read("data-elements.tsv").Where(row => row["keyword"].Length > 0)
            .Select(row => new Element(row["tag"], row["vr"], row["keyword"], row["name"], row["retired"] == "Y"))
            .OrderBy(element => element.IsRepeating).ThenBy(element => element.Value),
    ];

    public static Dictionary<string, string> Generate()
    {
        List<Element> elements = ReadElements();
        return new Dictionary<string, string>
        {
            ["Tags.g.cs"] = TagsFile(elements),
            ["DicomDictionary.g.cs"] = DictionaryFile(elements),
            ["Uids.g.cs"] = UidsFile(),
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
        int offset = 0;
        foreach (Element element in elements)
        {
            offsets.Add(offset);
            texts.Add($"{element.Keyword}\t{element.Name}\n");
            offset += texts[^1].Length;
        }

        Table(text, "int", "TextOffsets", offsets.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        Text(text, "Texts", texts);
        return text.Append("}\n").ToString();
    }

    private static string UidsFile()
    {
        StringBuilder text = Start("", "Uids");
        FactRow[] rows = [.. FactTable.Read("uids.tsv").Where(row => row["keyword"].Length > 0)];
        foreach (FactRow row in rows)
            text.Append(CultureInfo.InvariantCulture, $"    public const string {row["keyword"]} = \"{row["uid"]}\";\n");
        text.Append('\n');
        Text(text, "Names", ["\n", .. rows.Select(row => $"{row["uid"]}\t{row["name"]}\n")]);
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
