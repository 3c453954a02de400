namespace Dcmqi.Iods;

/// <summary>What is wrong with a code as far as the tables of PS3.16 tell. What they do not have is not held against it.</summary>
internal static class CodeFault
{
    // PS3.16 8: the coding schemes that DICOM knows, with the retired ones. Private ones begin with 99.
    private static readonly HashSet<string> Schemes = new(
        """
        ACR ASTM-sigpurpose BARI BI C4 C5 CD2 COC CTV3 CVX DC DCM DCMUID DICOM_UI DOCCLASS E FDASCTID FDASRSUID FMA GO HGNC HPC HL7 I10 I10P I11 I9 I9C IBSI ICD10 ICDO3 ICPC2
        IHELAW IHERO IMDRF ISO3166_1 ISO639_1 ISO639_2 ITIS_TSN JC JJ1017 JJ1017T L LN MA MAYOASRG MDC MDDC MDNS MEDCIN MGI MSH MVX NCDR NCIm NCIt NDC NDFRT NEU NIC NICE NICIP
        NYUMCCG OBO PATHLEX POS PUBCHEM_CID QIBA RADELEMENT RADLEX RadElement RadLex RFC3066 RFC5646 RO RXNORM SCPECG SCT SDM SNM3 SRT TNM UBERON UCUM UMLS UNS UPC URN W4 X12 1.2.840.10008.2.16.4
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SNOMED"] = "SCT",
        ["SNOMEDCT"] = "SCT",
        ["SNOMED-CT"] = "SCT",
        ["SNOMED CT"] = "SCT",
        ["SNOMED_CT"] = "SCT",
        ["SCT"] = "SCT",
        ["DICOM"] = "DCM",
        ["DCM"] = "DCM",
        ["UCUM"] = "UCUM",
        ["LOINC"] = "LN",
        ["NCIT"] = "NCIt",
        ["UMLS"] = "UMLS",
        ["FMA"] = "FMA",
    };

    /// <summary>What is wrong with a code, or <see langword="null"/>.</summary>
    public static string? Of(CodedConcept code)
    {
        if (!IsScheme(code.Scheme))
        {
            string question = Meant.TryGetValue(code.Scheme, out string? meant) ? $" (did you mean {meant}?)" : "";
            return $"{code}: '{code.Scheme}' is not among the known coding schemes{question}; private ones begin with 99.";
        }

        string[] names = KnownCodes.NamesOf(code.Scheme, code.Value);
        if (names.Length == 0)
        {
            string[] swapped = KnownCodes.NamesOf(code.Scheme, code.Meaning);
            return swapped.Length > 0 ? $"{code} has value and meaning exchanged; ({code.Meaning}, {code.Scheme}, \"{swapped[0]}\") is the code." : null;
        }

        return code.Meaning != code.Value && !Array.Exists(names, name => IsLike(name, code.Meaning)) && KnownCodes.Named(code.Scheme, code.Meaning) is { } other
            ? $"{code}: {code.Value} is \"{names[0]}\"; \"{code.Meaning}\" is {other.Value}."
            : null;
    }

    // One concept goes by many names ("Anatomical Structure", "Body structure"; "Pelvis", "Pelvic structure"), so that only names without a word in common are told.
    private static bool IsLike(string name, string meaning)
    {
        const int Stem = 4;
        string[] words = WordsOf(name);
        return string.Equals(name, meaning, StringComparison.OrdinalIgnoreCase)
            || WordsOf(meaning).Any(word => words.Any(other => string.Equals(word[..Math.Min(Stem, word.Length)], other[..Math.Min(Stem, other.Length)], StringComparison.OrdinalIgnoreCase)));
    }

    private static string[] WordsOf(string text) => text.Split([' ', '-', '/', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is wrong with a unit, or <see langword="null"/>.</summary>
    public static string? OfUnit(CodedConcept unit) =>
        unit.Scheme == "UCUM" && KnownCodes.NamesOf(unit.Scheme, unit.Value).Length == 0 && !UcumText.IsUnit(unit.Value) ? $"{unit}: '{unit.Value}' is no unit of UCUM." : Of(unit);

    // A designator of HL7 is followed by its table; an OID names a scheme as well.
    private static bool IsScheme(string scheme) =>
        Schemes.Contains(scheme) || scheme.StartsWith("99", StringComparison.Ordinal) || scheme.StartsWith("HL7", StringComparison.Ordinal)
        || scheme.StartsWith("I10", StringComparison.Ordinal) || scheme.StartsWith("2.16.", StringComparison.Ordinal);
}
