using System.Globalization;
using System.Text;

namespace Dcmqi.Terminology;

/// <summary>The types of segments that are searched, by word and by code.</summary>
internal sealed class TermIndex
{
    private readonly string[] _rows = Encoding.UTF8.GetString(TermRows.Rows).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    private readonly TermEntry?[] _entries;

    private TermIndex()
    {
        _entries = new TermEntry?[_rows.Length];
        Words = new WordIndex(TermRows.Words, TermRows.Starts, TermRows.Holders, TermRows.Terms, TermRows.Sides, TermRows.Weights);
    }

    public static TermIndex Instance => Made.Index;

    public int Count => _rows.Length;

    public WordIndex Words { get; }

    /// <summary>A term; two threads that ask for it first make it twice, alike.</summary>
    public TermEntry this[int term] => _entries[term] ??= TermEntry.Of(_rows[term]);

    /// <summary>A term with a side, and the colour of that side.</summary>
    public static SegmentTerm WithSide(SegmentTerm term, CodedConcept? side) => term with { TypeModifier = side, RecommendedDisplayRgb = RecommendedColors.Find(term.Type, side) };

    public static TermTraits TraitsOf(int term) => (TermTraits)TermRows.Traits[term];

    /// <summary>The name of a context group, or <see langword="null"/> where it holds none of the terms.</summary>
    public static string? GroupName(int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return Rows.Of(TermRows.Groups).FirstOrDefault(cells => cells[0] == text)?[1];
    }

    /// <summary>The number of the term of a code, or -1 where it is in none of the tables. Retired codes of SNOMED count as what took their place.</summary>
    public int Find(CodedConcept code)
    {
        CodedConcept current = code.ToSnomedCt();
        return Array.FindIndex(_rows, row => HasValue(row, current.Value) && row.StartsWith(current.Scheme + '\t', StringComparison.Ordinal));
    }

    public IReadOnlyList<SegmentTerm> Search(string text, int limit, int? group)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        SegmentTerm[] byCode = text.AsSpan().ContainsAnyInRange('0', '9') ? ByCode(text, group) : [];
        return byCode.Length > 0 ? byCode : new TermRanking(this, group).Search(text, limit);
    }

    // A code stands alone, or with its scheme: "SCT 64033007", "(T-71000, SRT)".
    private SegmentTerm[] ByCode(string text, int? group)
    {
        string[] parts = text.Split([' ', ',', ':', '(', ')', '"'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2)
            return [];
        string value = Array.Find(parts, part => part.AsSpan().ContainsAnyInRange('0', '9')) ?? "";
        value = RetiredSnomed.Find(value.ToUpperInvariant()) ?? value;
        string? scheme = parts.Length == 2 ? Array.Find(parts, part => !part.AsSpan().ContainsAnyInRange('0', '9')) : null;
        if (parts.Length == 2 && scheme is null)
            return [];
        bool isAnyScheme = scheme is null || RetiredSnomed.IsScheme(scheme.ToUpperInvariant());
        var found = new List<SegmentTerm>();
        for (int term = 0; term < _rows.Length; term++)
        {
            if (HasValue(_rows[term], value) && (isAnyScheme || this[term].Type.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase)) && (group is null || this[term].IsIn(group.Value)))
                found.Add(this[term].ToTerm(null));
        }

        return [.. found];
    }

    // The value is the second cell.
    private static bool HasValue(string row, string value)
    {
        int start = row.IndexOf('\t') + 1;
        return value.Length > 0 && row.Length > start + value.Length && row[start + value.Length] == '\t' && row.AsSpan(start).StartsWith(value, StringComparison.OrdinalIgnoreCase);
    }

    // Made when it is first asked for, and not with the other static members.
    private static class Made
    {
        public static readonly TermIndex Index = new();
    }
}
