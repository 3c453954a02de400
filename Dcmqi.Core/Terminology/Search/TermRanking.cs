using System.Buffers;

namespace Dcmqi.Terminology;

/// <summary>Orders terms by how well their names fit a question.</summary>
internal sealed class TermRanking(TermIndex index, int? group)
{
    private const float LeastScore = 0.35f;

    // As good as 1: weights are rounded.
    private const float Whole = 0.995f;

    // What counts when names fit alike.
    private const float ForCurrent = 0.02f, ForSpecific = 0.03f, ForPaired = 0.01f, ForOwnSide = 0.015f;

    // A side that is not asked for, the other side, a side of what the tables have without.
    private const float SideNotAsked = 0.85f, OtherSide = 0.3f, NoSides = 0.92f;

    // A lesion with its organ fits as well as one name with all words would, but not better.
    private const float Composed = 0.98f, LeastOfOrgan = 0.8f;

    private readonly WordIndex _words = index.Words;

    public IReadOnlyList<SegmentTerm> Search(string text, int limit)
    {
        List<RankedTerm> found = Rank(text, out Side side);
        var terms = new SegmentTerm[Math.Min(limit, found.Count)];
        for (int place = 0; place < terms.Length; place++)
            terms[place] = ToTerm(found[place], side);
        return terms;
    }

    /// <summary>The term that has a name with these words and no others, none of them by its beginning or a slip; <see langword="null"/> where none has.</summary>
    public SegmentTerm? FindName(string text)
    {
        RankedTerm? best = Rank(text, out Side side).FirstOrDefault();
        return best is not null && best.Fit > Whole && (best.Region >= 0 || SideFactor(best.Match.Name, side) >= NoSides) ? ToTerm(best, side) : null;
    }

    private List<RankedTerm> Rank(string text, out Side side)
    {
        List<string> asked = Words.Of(text, out side);
        if (asked.Count is 0 or > WordIndex.MostWords)
            return [];
        var matches = new List<NameMatch>(256);
        Span<float> weights = stackalloc float[WordIndex.MostWords];
        float total = _words.Find(asked, matches, weights);

        List<RankedTerm> found = BestOfTerms(matches, total, side);
        AddComposed(found, matches, weights[..asked.Count], side);
        found.Sort(static (left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score) : left.Term.CompareTo(right.Term));
        return found;
    }

    // Each term by the name that fits best.
    private List<RankedTerm> BestOfTerms(List<NameMatch> matches, float total, Side side)
    {
        // For each term where it is in the list, from 1.
        int[] places = ArrayPool<int>.Shared.Rent(index.Count);
        Array.Clear(places, 0, index.Count);
        var found = new List<RankedTerm>();
        foreach (NameMatch match in matches)
        {
            int term = _words.TermOf(match.Name);
            float fit = Fit(match, total);
            float sided = fit * SideFactor(match.Name, side);
            if (sided < LeastScore || (group is { } number && !index[term].IsIn(number)))
                continue;
            float score = sided + Prior(term, _words.SideOf(match.Name), side);
            if (places[term] == 0)
            {
                found.Add(new RankedTerm(term, score, fit, match));
                places[term] = found.Count;
            }
            else if (found[places[term] - 1].Score < score)
            {
                found[places[term] - 1] = new RankedTerm(term, score, fit, match);
            }
        }

        ArrayPool<int>.Shared.Return(places);
        return found;
    }

    // Of the words asked for and those of the name, how many are in both (Dice).
    private float Fit(NameMatch match, float total) => 2 * match.Weight / (total + _words.WeightOf(match.Name));

    private float SideFactor(int name, Side asked)
    {
        Side named = _words.SideOf(name);
        if (named == asked)
            return 1;
        if (named == Side.None)
            return (TermIndex.TraitsOf(_words.TermOf(name)) & TermTraits.Single) != 0 ? NoSides : 1;
        return asked == Side.None ? SideNotAsked : OtherSide;
    }

    private static float Prior(int term, Side named, Side asked)
    {
        TermTraits traits = TermIndex.TraitsOf(term);
        float prior = ((traits & TermTraits.Current) != 0 ? ForCurrent : 0) + ((traits & TermTraits.Specific) != 0 ? ForSpecific : 0);
        if (asked == Side.None)
            return prior;
        return named == asked ? prior + ForOwnSide : (traits & TermTraits.Paired) != 0 ? prior + ForPaired : prior;
    }

    // "Cyst of left kidney": the lesion is the type, the rest of the words name its region (PS3.3 C.8.20.4).
    private void AddComposed(List<RankedTerm> found, List<NameMatch> matches, ReadOnlySpan<float> weights, Side side)
    {
        uint all = weights.Length == WordIndex.MostWords ? uint.MaxValue : (1u << weights.Length) - 1;
        int count = found.Count;
        for (int place = 0; place < count; place++)
        {
            RankedTerm lesion = found[place];
            uint rest = all & ~lesion.Match.Words;
            float itsWeight = _words.WeightOf(lesion.Match.Name);
            TermTraits traits = TermIndex.TraitsOf(lesion.Term);
            if ((traits & TermTraits.Abnormal) == 0 || rest == 0 || lesion.Match.Weight < itsWeight * LeastOfOrgan)
                continue;
            int organ = FindOrgan(matches, rest, weights, side, out float organScore);
            if (organ < 0)
                continue;
            float itsScore = 2 * lesion.Match.Weight / (lesion.Match.Weight + itsWeight);
            float fit = Math.Min(itsScore, organScore);
            float score = (fit * Composed) + ((traits & TermTraits.Current) != 0 ? ForCurrent : 0);
            found.Add(new RankedTerm(lesion.Term, score, fit, lesion.Match, _words.TermOf(organ), _words.SideOf(organ) == Side.None ? side : Side.None));
        }
    }

    // The name of a part of the body that the rest of the words are, or -1.
    private int FindOrgan(List<NameMatch> matches, uint rest, ReadOnlySpan<float> weights, Side side, out float bestScore)
    {
        float total = 0;
        for (int word = 0; word < weights.Length; word++)
            total += (rest & (1u << word)) != 0 ? weights[word] : 0;
        int best = -1;
        bestScore = 0;
        float bestWithPrior = 0;
        foreach (NameMatch match in matches)
        {
            int term = _words.TermOf(match.Name);
            if (match.Words != rest || (TermIndex.TraitsOf(term) & TermTraits.Anatomical) == 0)
                continue;
            float score = Fit(match, total) * SideFactor(match.Name, side);
            float withPrior = score + Prior(term, _words.SideOf(match.Name), side);
            if (score < LeastOfOrgan || withPrior <= bestWithPrior)
                continue;
            bestWithPrior = withPrior;
            bestScore = score;
            best = match.Name;
        }

        return best;
    }

    private SegmentTerm ToTerm(RankedTerm found, Side side)
    {
        TermEntry term = index[found.Term];
        if (found.Region < 0)
            return term.ToTerm(_words.SideOf(found.Match.Name) == Side.None ? Laterality.Code(side) : null);
        return term.ToTerm(null) with { AnatomicRegion = index[found.Region].Type, AnatomicRegionModifier = Laterality.Code(found.RegionSide) };
    }
}
