using System.Text.Json;

namespace Dcmqi.Metadata;

internal sealed partial class MetadataObject
{
    private const string CodeExpectation = "a code: an object with CodeValue, CodingSchemeDesignator and CodeMeaning";

    /// <summary>One code, or null where it is missing or at fault.</summary>
    public CodedConcept? Code(string key, bool required = false) =>
        Find(key, required ? CodeExpectation : null) is { } node ? ReadCode(node, _faults) : null;

    /// <summary>One code or a list of them; empty where it is missing.</summary>
    public List<CodedConcept> Codes(string key)
    {
        if (Find(key, null) is not { } node)
            return [];
        List<MetadataNode> nodes = node.Kind == JsonValueKind.Array
            ? ItemsOf(node, _faults, CodeExpectation + ", or a list of such objects")
            : [node];
        var codes = new List<CodedConcept>(nodes.Count);
        foreach (MetadataNode item in nodes)
        {
            if (ReadCode(item, _faults) is { } code)
                codes.Add(code);
        }

        return codes;
    }

    /// <summary>Reads a code whose keys may begin with a capital or not, or be all small.</summary>
    public static CodedConcept? ReadCode(MetadataNode node, MetadataFaults faults)
    {
        var code = new MetadataObject(node, faults, CodeExpectation, anyCase: true);
        string? value = code.Text("CodeValue", TextRule.CodeValue, required: true);
        string? scheme = code.Text("CodingSchemeDesignator", TextRule.ShortString, required: true);
        string? meaning = code.Text("CodeMeaning", TextRule.LongString, required: true);
        string? version = code.Text("CodingSchemeVersion", TextRule.ShortString);
        code.Close();
        return value is null || scheme is null || meaning is null ? null : new CodedConcept(value, scheme, meaning, version);
    }

    private static string Suggestion(MetadataNode node, IReadOnlyList<string> known) =>
        node.Kind == JsonValueKind.String ? Suggestion(node.Text, known) : "";

    private static string Suggestion(string found, IReadOnlyList<string> known) =>
        Spelling.Nearest(found, known) is { } nearest ? $" (did you mean '{nearest}'?)" : "";
}
