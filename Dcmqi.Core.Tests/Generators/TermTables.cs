using System.Globalization;
using System.Text.RegularExpressions;
using Dcmqi.Terminology;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes the tables that terms are searched in, from codes.tsv, segment-terms.tsv, anatomic-regions.tsv, the presets and term-synonyms.tsv.</summary>
internal static partial class TermTables
{
    // What is segmented: property types, anatomic structures and regions. Groups of device locations in Latin (3031, 3032) are left out.
    private static readonly HashSet<string> Groups =
    [
        .. """
        4 3010 3014 3015 3016 3717 3827 3829 3839 3840 4018 4019 4028 4031 4040 4042 4209 4211 4273 6149 6300 6301 6302 6303 6304 7140 7151 7152 7153 7154 7155 7156 7157 7158
        7159 7160 7161 7165 7166 7167 7168 7169 7170 7171 7191 7192 7193 7194 7195 7196 7197 7198 7199 7600 7601 7602 7706 7710 8134 10044 12020 12021 12022 12103 12104 12105
        12107 12108 12109 12110 12111 12112 12113 12114 12115
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly string[] Presets = ["presets/totalsegmentator-v2.tsv", "presets/freesurfer-aseg.tsv", "presets/freesurfer-aparc-dk.tsv", "presets/synthseg.tsv", "presets/brats.tsv"];

    public static Dictionary<string, string> Generate()
    {
        TermFacts[] terms = [.. Read().Values.OrderBy(term => term.Scheme + '\t' + term.Value, StringComparer.Ordinal)];
        HashSet<string> used = [.. terms.SelectMany(term => term.Groups)];
        string groups = string.Concat(FactTable.Read("context-groups.tsv").Where(row => used.Contains(row["cid"])).Select(row => $"{row["cid"]}\t{CamelCase().Replace(row["name"], " ")}\n"));
        return new Dictionary<string, string>
        {
            ["TermRows.g.cs"] = GeneratedText.File(
                nameof(TermTables),
                "PS3.16 (edition 2026b) and the tables of segment terms, presets and everyday names",
                "Dcmqi.Terminology",
                "TermRows",
                [
                    GeneratedText.Text("Rows", string.Concat(terms.Select(Row))),
                    GeneratedText.Text("Groups", groups),
                    GeneratedText.Numbers("Traits", "byte", terms.Select(term => (int)TraitsOf(term))),
                    .. WordTables.Of(terms.SelectMany((term, number) => term.Names.Select(name => (number, name)))),
                ]),
        };
    }

    // Scheme, value, category, groups, names (the first is the meaning).
    private static string Row(TermFacts term) => $"{term.Scheme}\t{term.Value}\t{CategoryOf(term)}\t{string.Join(' ', term.Groups.OrderBy(int.Parse))}\t{string.Join('|', term.Names)}\n";

    private static string CategoryOf(TermFacts term) => term.Category ?? SegmentCategory.Anatomical;

    private static TermTraits TraitsOf(TermFacts term)
    {
        TermTraits traits = term.Pairing switch { 'p' => TermTraits.Paired, 'u' => TermTraits.Single, _ => TermTraits.None };
        traits |= term.IsCurrent ? TermTraits.Current : TermTraits.None;
        traits |= term.Groups.Any(group => group == "7140" || int.Parse(group) is >= 7152 and <= 7171) ? TermTraits.Specific : TermTraits.None;
        return traits | CategoryOf(term) switch { SegmentCategory.Abnormal => TermTraits.Abnormal, SegmentCategory.Anatomical => TermTraits.Anatomical, _ => TermTraits.None };
    }

    private static Dictionary<string, TermFacts> Read()
    {
        var terms = new Dictionary<string, TermFacts>(StringComparer.Ordinal);
        foreach (FactRow row in FactTable.Read("codes.tsv").OrderBy(row => Distance(row["context_groups"])))
            AddCode(terms, row);
        foreach (FactRow row in FactTable.Read("segment-terms.tsv"))
            AddSegmentTerm(terms, row);
        foreach (FactRow row in FactTable.Read("anatomic-regions.tsv"))
        {
            TermFacts term = Find(terms, row["scheme"], row["value"]);
            term.AddName(row["meaning"]);
            term.Pair(row["modifier_value"]);
        }

        foreach (string preset in Presets)
        {
            foreach (FactRow row in FactTable.Read(preset).Where(row => row["type_value"].Length > 0))
                AddPresetLabel(terms, row);
        }

        // By now everything with a code is known; everyday names are for these.
        foreach (FactRow row in FactTable.Read("term-synonyms.tsv"))
        {
            TermFacts term = terms.GetValueOrDefault($"{row["scheme"]}\t{row["value"]}") ?? throw new InvalidDataException($"term-synonyms.tsv names {row["value"]} ({row["meaning"]}), which no other table has.");
            foreach (string name in row["names"].Split('|'))
                term.AddName(name);
        }

        foreach (TermFacts term in terms.Values)
            AddOrdinals(term);
        return terms;
    }

    // A concept has a name in each context group; that of segmentations stands before that of endoscopy.
    private static int Distance(string groups) => groups.Split(' ').Contains("7151") ? 0 : groups.Split(' ').Any(group => group.StartsWith("71", StringComparison.Ordinal) && group.Length == 4) ? 1 : 2;

    private static void AddCode(Dictionary<string, TermFacts> terms, FactRow row)
    {
        string[] groups = row["context_groups"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!groups.Any(Groups.Contains))
            return;
        TermFacts term = Find(terms, row["scheme"], row["value"]);
        term.IsCurrent = true;
        term.AddName(row["meaning"]);
        term.Groups.UnionWith(groups.Where(Groups.Contains));
        foreach ((string category, _, int group) in SegmentCategory.All)
        {
            if (term.Groups.Contains(group.ToString(CultureInfo.InvariantCulture)))
                term.SetCategory(category);
        }
    }

    private static void AddSegmentTerm(Dictionary<string, TermFacts> terms, FactRow row)
    {
        TermFacts term = Find(terms, row["type_scheme"], row["type_value"]);
        term.AddName(row["type_meaning"]);
        term.SetCategory(row["category_value"]);
        term.Pair(row["modifier_value"]);
        term.AddName(Laterality().Replace(row["slicer_label"], " ").Trim());
        // What the edition has is in the groups that the edition says.
        if (row["cid"].Length > 0 && !term.IsCurrent)
            term.Groups.UnionWith(row["cid"].Split(',').Where(Groups.Contains));
    }

    // The name of a label is a name of its type, unless the region or more than the side is in it.
    private static void AddPresetLabel(Dictionary<string, TermFacts> terms, FactRow row)
    {
        bool isNew = !terms.ContainsKey($"{row["type_scheme"]}\t{row["type_value"]}");
        TermFacts term = Find(terms, row["type_scheme"], row["type_value"]);
        term.AddName(row["type_meaning"]);
        term.SetCategory(row["category_value"]);
        if (isNew || term.Pairing == '?')
            term.Pair(row["modifier_value"]);
    }

    // L4 vertebra: fourth lumbar vertebra.
    private static void AddOrdinals(TermFacts term)
    {
        Match vertebra = Vertebra().Match(term.Names[0]);
        if (!vertebra.Success)
            return;
        string part = vertebra.Groups[1].Value switch { "C" => "cervical", "T" => "thoracic", "L" => "lumbar", _ => "sacral" };
        term.AddName($"{part} vertebra {vertebra.Groups[2].Value}");
        term.AddName($"vertebral body {vertebra.Groups[1].Value}{vertebra.Groups[2].Value}");
    }

    private static TermFacts Find(Dictionary<string, TermFacts> terms, string scheme, string value)
    {
        string key = $"{scheme}\t{value}";
        if (!terms.TryGetValue(key, out TermFacts? term))
            terms.Add(key, term = new TermFacts(scheme, value));
        return term;
    }

    [GeneratedRegex(@"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=,)")]
    private static partial Regex CamelCase();

    [GeneratedRegex(@"\b(left|right)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Laterality();

    [GeneratedRegex(@"^([CTLS])(\d+) vertebra$")]
    private static partial Regex Vertebra();

    [GeneratedRegex(@" ?\([^()]*\)$")]
    private static partial Regex Tag();

    private sealed class TermFacts(string scheme, string value)
    {
        private readonly List<string> _names = [];
        private readonly List<string> _formalNames = [];

        public string Scheme => scheme;

        public string Value => value;

        public string? Category { get; private set; }

        public char Pairing { get; private set; } = '?';

        public bool IsCurrent { get; set; }

        public HashSet<string> Groups { get; } = [];

        // "Structure of X (body structure)" is a name only where there is no other.
        public IReadOnlyList<string> Names => _names.Count > 0 ? _names : _formalNames;

        public void AddName(string name)
        {
            if (name.Length == 0)
                return;
            bool isFormal = Tag().IsMatch(name) && name.EndsWith(')') && name.Contains("structure", StringComparison.OrdinalIgnoreCase);
            List<string> into = isFormal ? _formalNames : _names;
            string plain = isFormal ? Tag().Replace(name, "") : name;
            if (!into.Contains(plain, StringComparer.OrdinalIgnoreCase))
                into.Add(plain);
        }

        public void SetCategory(string category) => Category ??= category.Length == 0 ? null : category;

        public void Pair(string modifier) => Pairing = modifier.Length > 0 || Pairing == 'p' ? 'p' : 'u';
    }
}
