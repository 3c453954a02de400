using System.IO.Enumeration;

namespace Dcmqi;

/// <summary>What regions of a structure set are, by their names: for names that neither codes nor words tell of.</summary>
/// <remarks>Made in code, or read from CSV or JSON; docs/structure-sets.md shows both.</remarks>
public sealed partial class RoiMapping
{
    private readonly (string Name, SegmentTerm Term)[] _terms;

    /// <summary>Creates a mapping.</summary>
    /// <param name="terms">ROI Names (3006,0026), in capital or small letters, with <c>*</c> for any text and <c>?</c> for any letter, and what they stand for. The first that fits a name counts.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public RoiMapping(IEnumerable<KeyValuePair<string, SegmentTerm>> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        _terms = [.. terms.Select(pair => (pair.Key, pair.Value))];
        if (Array.Exists(_terms, term => string.IsNullOrWhiteSpace(term.Name)))
            throw new ArgumentException("A name is empty.", nameof(terms));
    }

    /// <summary>Gets the number of names.</summary>
    public int Count => _terms.Length;

    /// <summary>Finds what a region is.</summary>
    /// <param name="name">The ROI Name.</param>
    /// <returns>What the first name that fits stands for; <see langword="null"/> where none fits.</returns>
    public SegmentTerm? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Find(_terms, term => FileSystemName.MatchesSimpleExpression(term.Name, name.Trim(), ignoreCase: true)).Term;
    }

    /// <summary>Returns the number of names.</summary>
    public override string ToString() => $"RoiMapping: {Count} {(Count == 1 ? "name" : "names")}";
}
