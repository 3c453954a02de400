namespace Dcmqi.Terminology;

/// <summary>3D Slicer's tag for the codes of a segment: seven parts with <c>~</c> between them; codes are <c>scheme^value^meaning</c>.</summary>
internal static class TerminologyEntry
{
    public const string Tag = "TerminologyEntry";

    private const string Context = "Segmentation category and type - DICOM master list", RegionContext = "Anatomic codes - DICOM master list";

    /// <summary>The codes, or <see langword="null"/> where there is no type. Retired codes of SNOMED become what took their place.</summary>
    public static SegmentTerm? Read(string text, RgbColor? color)
    {
        string[] parts = text.Split('~');
        return Code(2) is not { } type ? null : new SegmentTerm
        {
            Category = Code(1) ?? SegmentCategory.Of(SegmentCategory.Anatomical),
            Type = type,
            TypeModifier = Code(3),
            AnatomicRegion = Code(5),
            AnatomicRegionModifier = Code(6),
            RecommendedDisplayRgb = color,
        };

        CodedConcept? Code(int part)
        {
            string[] code = part < parts.Length ? parts[part].Split('^') : [];
            return code.Length < 2 || string.IsNullOrWhiteSpace(code[0]) || string.IsNullOrWhiteSpace(code[1])
                ? null
                : new CodedConcept(code[1].Trim(), code[0].Trim(), code.Length > 2 && !string.IsNullOrWhiteSpace(code[2]) ? code[2].Trim() : code[1].Trim()).ToSnomedCt();
        }
    }

    /// <summary>The value of the tag.</summary>
    public static string Write(SegmentTerm term) =>
        string.Join('~', Context, Code(term.Category), Code(term.Type), Code(term.TypeModifier), RegionContext, Code(term.AnatomicRegion), Code(term.AnatomicRegionModifier));

    private static string Code(CodedConcept? code) => code is null ? "^^" : $"{Plain(code.Scheme)}^{Plain(code.Value)}^{Plain(code.Meaning)}";

    // What separates parts cannot be in them.
    private static string Plain(string text) => text.Replace('~', '-').Replace('^', ' ').Replace('|', '/');
}
