using System.Globalization;

namespace Dcmqi.Measurements;

/// <summary>Collects what a report says and its table does not; the same of several groups or measurements is one line.</summary>
internal sealed class TableWarnings
{
    private readonly List<string> _texts = [];
    private readonly List<string> _what = [];
    private readonly Dictionary<string, List<string>> _places = new(StringComparer.Ordinal);

    /// <summary>What no column holds.</summary>
    public void AddNotHeld(string place, IEnumerable<(string What, bool Is)> notHeld)
    {
        string[] what = [.. notHeld.Where(part => part.Is).Select(part => part.What)];
        if (what.Length > 0)
            Add(place, $"the table has no column for {string.Join(", ", what)}.");
    }

    /// <summary>What is said of the report as a whole.</summary>
    public void Add(string text) => _texts.Add(text);

    public void Add(string place, string what)
    {
        if (_places.TryAdd(what, []))
            _what.Add(what);
        _places[what].Add(place);
    }

    public IReadOnlyList<string> ToList() => [.. _what.Select(what => $"{PlacesOf(what)}: {what}"), .. _texts];

    private string PlacesOf(string what)
    {
        List<string> places = _places[what];
        return places.Count == 1 ? places[0] : string.Create(CultureInfo.InvariantCulture, $"{places[0]} and {places.Count - 1} more");
    }
}
