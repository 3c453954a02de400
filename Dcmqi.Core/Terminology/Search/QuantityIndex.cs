namespace Dcmqi.Terminology;

/// <summary>The quantities that are searched.</summary>
internal sealed class QuantityIndex
{
    private const float LeastScore = 0.4f;

    private static readonly Lazy<QuantityIndex> Lazy = new(() => new QuantityIndex());

    private readonly QuantityTerm[] _terms;
    private readonly WordIndex _words;

    private QuantityIndex()
    {
        _terms = [.. Rows.Of(QuantityRows.Rows).Select(cells =>
        {
            CodedConcept[] units = Codes(cells[1]);
            return new QuantityTerm { Quantity = Rows.Code(cells[0])!, Unit = units[0], Units = units, Methods = Codes(cells[2]) };
        })];
        _words = new WordIndex(QuantityRows.Words, QuantityRows.Starts, QuantityRows.Holders, QuantityRows.Terms, QuantityRows.Sides, QuantityRows.Weights);
    }

    public static QuantityIndex Instance => Lazy.Value;

    public IReadOnlyList<QuantityTerm> Search(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        QuantityTerm[] byCode = [.. _terms.Where(term => term.Quantity.Value == text.Trim())];
        if (byCode.Length > 0)
            return byCode;
        List<string> words = Words.Of(text, out _);
        if (words.Count is 0 or > WordIndex.MostWords)
            return [];
        var matches = new List<NameMatch>();
        float total = _words.Find(words, matches, stackalloc float[WordIndex.MostWords]);
        return
        [
            .. matches
                .Select(match => (Term: _words.TermOf(match.Name), Score: 2 * match.Weight / (total + _words.WeightOf(match.Name))))
                .Where(found => found.Score >= LeastScore)
                .GroupBy(found => found.Term, found => found.Score)
                .OrderByDescending(found => found.Max()).ThenBy(found => found.Key)
                .Take(limit)
                .Select(found => _terms[found.Key]),
        ];
    }

    private static CodedConcept[] Codes(string cell) => [.. cell.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(code => Rows.Code(code)!)];
}
