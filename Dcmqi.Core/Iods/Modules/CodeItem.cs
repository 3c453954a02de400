using Dcmqi.Dicom;

namespace Dcmqi.Iods;

/// <summary>Coded concepts as items of code sequences (PS3.3 8.8, Code Sequence Macro).</summary>
internal static class CodeItem
{
    // PS3.5 6.2: SH, the VR of Code Value, holds at most 16 characters.
    private const int ShortValueLength = 16;

    public static DataSet Of(CodedConcept concept)
    {
        var item = new DataSet();

        // PS3.3 8.1: longer codes go into Long Code Value, URNs and URLs into URN Code Value, which takes no scheme of necessity.
        if (concept.Value.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || concept.Value.Contains("://", StringComparison.Ordinal))
            item.Set(Tags.URNCodeValue, concept.Value);
        else
            item.Set(concept.Value.Length > ShortValueLength ? Tags.LongCodeValue : Tags.CodeValue, concept.Value);
        item.Set(Tags.CodingSchemeDesignator, concept.Scheme);
        if (concept.SchemeVersion is not null)
            item.Set(Tags.CodingSchemeVersion, concept.SchemeVersion);
        item.Set(Tags.CodeMeaning, concept.Meaning);
        return item;
    }

    /// <summary>The concept of an item, or <see langword="null"/> where it has no code; a missing meaning is the code itself.</summary>
    public static CodedConcept? Read(DataSet item)
    {
        string? value = item.GetString(Tags.CodeValue) ?? item.GetString(Tags.LongCodeValue) ?? item.GetString(Tags.URNCodeValue);
        if (string.IsNullOrWhiteSpace(value))
            return null;
        string? scheme = item.GetString(Tags.CodingSchemeDesignator);
        string? meaning = item.GetString(Tags.CodeMeaning);
        return new CodedConcept(
            value,
            string.IsNullOrWhiteSpace(scheme) ? "99UNKNOWN" : scheme,
            string.IsNullOrWhiteSpace(meaning) ? value : meaning,
            item.GetString(Tags.CodingSchemeVersion));
    }

    /// <summary>The concepts of a sequence; items without a code are passed over.</summary>
    public static IReadOnlyList<CodedConcept> ReadAll(DataSet dataSet, Tag sequence) =>
        [.. dataSet.GetItems(sequence).Select(Read).OfType<CodedConcept>()];
}
