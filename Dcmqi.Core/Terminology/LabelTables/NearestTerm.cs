namespace Dcmqi.Terminology;

/// <summary>What a name without code is taken for: what is called so, else what one of its words means. Never a code that is not published.</summary>
internal static class NearestTerm
{
    // Of the brain or heart, of teeth or anything: a word alone does not say.
    private static readonly string[] Ambiguous = ["ventricle", "annulus", "bridge", "crown", "implant", "body", "interface", "line"];

    // Where nothing is known but that it is segmented.
    private static readonly SegmentTerm Unknown = new() { Category = SegmentCategory.Of(SegmentCategory.Anatomical), Type = new CodedConcept(SegmentCategory.Anatomical, "SCT", "Anatomical Structure") };

    /// <summary>The term of a name.</summary>
    /// <param name="name">A name such as <c>lateral_rectus_muscle_right</c>.</param>
    /// <param name="isItsName">Whether a term has just this name; else the term says less than the name.</param>
    public static SegmentTerm Of(string name, out bool isItsName)
    {
        List<string> words = Words.Of(name, out Side side);
        var ranking = new TermRanking(TermIndex.Instance, null);
        isItsName = false;
        if (!(words.Count == 1 && Ambiguous.Contains(words[0])) && ranking.FindName(name) is { } its)
        {
            isItsName = true;
            return its;
        }

        // The last word mostly says what it is: lateral rectus muscle.
        for (int word = words.Count - 1; word >= 0; word--)
        {
            if (words[word].Any(char.IsAsciiLetter) && !Ambiguous.Contains(words[word]) && ranking.FindName(words[word]) is { } general)
                return general.AnatomicRegion is null && general.TypeModifier is null ? TermIndex.WithSide(general, Laterality.Code(side)) : general;
        }

        return TermIndex.WithSide(Unknown, Laterality.Code(side));
    }
}
