using System.Globalization;
using System.Security;
using System.Text;

namespace Dcmqi.Tests.Generators;

/// <summary>Makes <c>Dcmqi.Core/Codes/Codes.*.g.cs</c> from <c>facts/</c>.</summary>
/// <remarks>Not all of the 18,736 concepts: those that segmentations, parametric maps and measurement reports use.</remarks>
internal static class CodesGenerator
{
    // LO: a meaning that is longer could not be written.
    private const int LongestMeaning = 64;

    private static readonly Dictionary<string, (string ClassName, string Name)> Schemes = new()
    {
        ["SCT"] = ("Sct", "SNOMED CT"),
        ["DCM"] = ("Dcm", "DICOM Controlled Terminology (PS3.16 Annex D)"),
        ["UCUM"] = ("Ucum", "Unified Code for Units of Measure"),
        ["IBSI"] = ("Ibsi", "Image Biomarker Standardisation Initiative"),
        ["BARI"] = ("Bari", "Bypass Angioplasty Revascularization Investigation"),
        ["FMA"] = ("Fma", "Foundational Model of Anatomy"),
        ["NCIt"] = ("Ncit", "NCI Thesaurus"),
        ["UMLS"] = ("Umls", "Unified Medical Language System"),
        ["NEU"] = ("Neu", "NeuroNames"),
        ["RADLEX"] = ("Radlex", "RadLex"),
        ["LN"] = ("Ln", "LOINC"),
    };

    // PS3.16 context groups: anatomy, laterality, segmentation properties, derivation and purpose of reference, diffusion and perfusion
    // models, measurements and their modifiers, textures, response, observers, report titles.
    private static readonly int[] ContextGroups =
    [
        2, 4, 29, 42, 218, 222, 225, 244, 247, 270, 271, 3488, 4031, 6147, 6401, 7021, 7023, 7140,
        .. Enumerable.Range(7150, 50), 7201, 7202, 7203, 7205, .. Enumerable.Range(7260, 20), 7452, 7453, .. Enumerable.Range(7464, 16),
    ];

    // Concept names and terms of the templates (TID 300, 1001 to 1009, 1410, 1411, 1419, 1500 to 1602), which no context group holds.
    private static readonly string[] DcmPrefixes = ["112", "113", "121", "125", "126", "128"];

    private static readonly HashSet<string> Extras = new(StringComparer.Ordinal)
    {
        "DCM 111001", "DCM 111002", "DCM 111003", "SCT 363698007", "SCT 272741003", "SCT 106233006", "SCT 370129005", "SCT 363704007", "SCT 260858005",
    };

    // Members that the nested class has from Object, or that bear its own name.
    private static readonly HashSet<string> TakenNames = new(StringComparer.Ordinal) { "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize" };

    /// <summary>Scheme and value of every concept that has a name of its own in <c>Codes</c>.</summary>
    public static HashSet<string> ChosenIds() => [.. Chosen().Select(IdOf)];

    /// <summary>File name and content of every generated file.</summary>
    public static IReadOnlyDictionary<string, string> Generate()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (IGrouping<string, FactRow> scheme in Chosen().GroupBy(row => row["scheme"]))
            files[$"Codes.{Schemes[scheme.Key].ClassName}.g.cs"] = Write(Schemes[scheme.Key].ClassName, Schemes[scheme.Key].Name, scheme.OrderBy(row => row["keyword"], StringComparer.Ordinal));
        return files;
    }

    private static IEnumerable<FactRow> Chosen()
    {
        var anatomy = new HashSet<string>(StringComparer.Ordinal);
        foreach (FactRow row in FactTable.Read("segment-terms.tsv"))
        {
            foreach (string part in (string[])["category", "type", "modifier"])
                anatomy.Add($"{row[part + "_scheme"]} {row[part + "_value"]}");
        }

        foreach (FactRow row in FactTable.Read("anatomic-regions.tsv"))
        {
            anatomy.Add($"{row["scheme"]} {row["value"]}");
            anatomy.Add($"{row["modifier_scheme"]} {row["modifier_value"]}");
        }

        HashSet<string> groups = [.. ContextGroups.Select(cid => cid.ToString(CultureInfo.InvariantCulture))];
        FactRow[] concepts =
            [.. FactTable.Read("codes.tsv").Where(row => Schemes.ContainsKey(row["scheme"]) && row["meaning"].Length <= LongestMeaning && !row["keyword"].EndsWith("_Inactive", StringComparison.Ordinal))];
        HashSet<string> inGroups = [.. concepts.Where(row => row["context_groups"].Split(' ').Any(groups.Contains)).Select(IdOf)];

        // Where a concept has several names, those of the chosen context groups stand; else those of any group; else all.
        return concepts
            .GroupBy(IdOf)
            .Where(names => inGroups.Contains(names.Key) || anatomy.Contains(names.Key) || Extras.Contains(names.Key) || IsAlwaysTaken(names.First()))
            .SelectMany(names => Preferred([.. names], groups));
    }

    private static string IdOf(FactRow row) => $"{row["scheme"]} {row["value"]}";

    private static bool IsAlwaysTaken(FactRow row) =>
        row["scheme"] is "UCUM" or "IBSI"
        || (row["scheme"] == "DCM" && row["context_groups"].Length == 0 && DcmPrefixes.Any(prefix => row["value"].StartsWith(prefix, StringComparison.Ordinal)));

    private static IEnumerable<FactRow> Preferred(FactRow[] names, HashSet<string> groups)
    {
        FactRow[] inGroup = [.. names.Where(row => row["context_groups"].Split(' ').Any(groups.Contains))];
        return inGroup.Length > 0 ? inGroup : names.Where(row => row["context_groups"].Length > 0).DefaultIfEmpty(names[0]);
    }

    private static string Write(string className, string schemeName, IEnumerable<FactRow> rows)
    {
        var text = new StringBuilder();
        text.Append($$"""
            // <auto-generated>
            // Made from the concepts of PS3.16 by Dcmqi.Core.Tests/Generators; DCMQI_REGENERATE=1 dotnet test makes it anew.
            // </auto-generated>
            #nullable enable

            namespace Dcmqi;

            public static partial class Codes
            {
                /// <summary>{{schemeName}}.</summary>
                public static class {{className}}
                {

            """.ReplaceLineEndings("\n"));
        var used = new HashSet<string>(TakenNames, StringComparer.Ordinal) { className };
        string separator = "";
        foreach (FactRow row in rows)
        {
            string name = Identifier(row["keyword"]);
            for (int copy = 2; !used.Add(name); copy++)
                name = Identifier(row["keyword"]) + copy.ToString(CultureInfo.InvariantCulture);
            text.Append(separator)
                .Append($"        /// <summary>({SecurityElement.Escape(row["value"])}, {row["scheme"]}, \"{SecurityElement.Escape(row["meaning"])}\").</summary>\n")
                .Append($"        public static CodedConcept {name} => new(\"{Escape(row["value"])}\", \"{row["scheme"]}\", \"{Escape(row["meaning"])}\");\n");
            separator = "\n";
        }

        return text.Append("    }\n}\n").ToString();
    }

    private static string Identifier(string keyword)
    {
        string name = string.Concat(keyword.Where(c => char.IsLetterOrDigit(c) || c == '_'));
        return char.IsDigit(name[0]) ? "_" + name : name;
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
