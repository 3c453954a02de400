using System.Collections;
using Dcmqi.Terminology;

namespace Dcmqi;

/// <summary>The terms of one context group of PS3.16, without sides: what may stand for a segment where the standard asks for a code of that group.</summary>
public sealed class TermGroup : IReadOnlyList<SegmentTerm>
{
    private readonly TermIndex _index;
    private readonly SegmentTerm[] _terms;

    internal TermGroup(TermIndex index, int number, string name)
    {
        _index = index;
        Number = number;
        Name = name;
        _terms = [.. Enumerable.Range(0, index.Count).Select(term => index[term]).Where(term => term.IsIn(number)).Select(term => term.ToTerm(null))];
    }

    /// <summary>Gets the number of the context group (CID), such as 7166.</summary>
    public int Number { get; }

    /// <summary>Gets the name of the context group, such as <c>Common Tissue Segmentation Type</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the number of terms.</summary>
    public int Count => _terms.Length;

    /// <summary>Gets a term.</summary>
    /// <param name="index">From 0; terms are in the order of their codes.</param>
    public SegmentTerm this[int index] => _terms[index];

    /// <summary>Finds terms of this group, as <see cref="Terms.Search"/> does among all.</summary>
    /// <param name="text">Words, an abbreviation or a code.</param>
    /// <param name="limit">The greatest number of terms; at least 1.</param>
    /// <returns>The terms found, the best first; their types are of this group. None where nothing fits.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public IReadOnlyList<SegmentTerm> Search(string text, int limit = Terms.DefaultLimit) => _index.Search(text, limit, Number);

    /// <inheritdoc/>
    public IEnumerator<SegmentTerm> GetEnumerator() => ((IEnumerable<SegmentTerm>)_terms).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _terms.GetEnumerator();

    /// <summary>Returns number, name and count, such as <c>TermGroup: CID 7166 Common Tissue Segmentation Type, 31 terms</c>.</summary>
    public override string ToString() => $"TermGroup: CID {Number} {Name}, {Count} {(Count == 1 ? "term" : "terms")}";
}
